"""The stories of an archive: its articles grouped by event, the one with the latest article first.

A store knows which articles links join, directly or over others; that may be a whole year of one
affair. Its stories are groups within that. They are made when they are asked for, remembered,
and made anew when an article has joined.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from sayso.link import stories
from sayso.store import Page, Store
from sayso.types import Story

#: What links join that is looked up at a time.
_BATCH = 20
_NO_DATE = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Group:
    """The articles (ids) of one story, in order, and when those with a date were published."""

    articles: tuple[str, ...]
    times: tuple[datetime, ...]

    @property
    def last(self) -> datetime:
        """When its latest article was published; undated ones come after all others."""
        return max(self.times, default=_NO_DATE)

    def within(self, since: datetime | None, until: datetime | None) -> bool:
        """Whether one of its articles was published then; every group is, without bounds."""
        unbound = since is None and until is None
        return unbound or any(
            (since is None or since <= time) and (until is None or time < until)
            for time in self.times
        )


class Stories:
    """The stories of one store. Threads may share it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[str, tuple[int, tuple[Group, ...]]] = {}

    def page(
        self, since: datetime | None, until: datetime | None, limit: int, cursor: str | None
    ) -> Page[Story]:
        """So many stories with an article from then, and the cursor of the next ones.

        Raises ValueError for a limit or a cursor that is none.
        """
        if limit < 1 or not (cursor is None or cursor.isdecimal()):
            raise ValueError(f"no page of {limit} from {cursor!r}")
        first = int(cursor or 0)
        found: list[Group] = []
        number = 0
        for group in self._latest():
            if not group.within(since, until):
                continue
            number += 1
            if number > first:
                found.append(group)
            if len(found) > limit:
                break
        more = str(first + limit) if len(found) > limit else None
        return Page(tuple(map(self._story, found[:limit])), more)

    def every(self) -> Iterator[Story]:
        """Every story of two articles or more."""
        for wide in self._wide():
            yield from map(self._story, self._groups(wide))

    def of(self, article: str) -> Story | None:
        """The story of an article (id); None if it is the only one about its event."""
        wide = self._store.story_ids([article]).get(article)
        groups = self._groups(wide) if wide else ()
        return next((self._story(g) for g in groups if article in g.articles), None)

    def ids(self, articles: Iterable[str]) -> dict[str, str]:
        """For each of these articles that is in a story the story's id."""
        wide = self._store.story_ids(articles)
        groups = (group for one in sorted(set(wide.values())) for group in self._groups(one))
        return {a: group.articles[0] for group in groups for a in group.articles if a in wide}

    def _latest(self) -> Iterator[Group]:
        """All groups, the one with the latest article first.

        What links join comes in the order of its own latest article, which no group of it can
        be later than.
        """
        waiting: list[tuple[float, tuple[str, ...], Group]] = []
        for wide in self._wide():
            groups = self._groups(wide)
            last = max((group.last for group in groups), default=None)
            while last and waiting and waiting[0][0] <= -last.timestamp():
                yield heapq.heappop(waiting)[2]
            for group in groups:
                heapq.heappush(waiting, (-group.last.timestamp(), group.articles, group))
        while waiting:
            yield heapq.heappop(waiting)[2]

    def _wide(self) -> Iterator[str]:
        """The ids of what links join, the one with the latest article first."""
        cursor: str | None = None
        while True:
            page = self._store.latest_stories(limit=_BATCH, cursor=cursor)
            yield from page.items
            if (cursor := page.cursor) is None:
                return

    def _groups(self, wide: str) -> tuple[Group, ...]:
        """The stories within what links join."""
        members = dict(self._store.members(wide))
        size, groups = self._known.get(wide, (0, ()))
        if size != len(members):
            # of an article that joins meanwhile the links may be there before it is a member
            links = [
                link
                for link in self._store.story_links(members)
                if link.a in members and link.b in members
            ]
            groups = tuple(
                Group(ids, tuple(t for a in ids if (t := members[a]) is not None))
                for ids in stories.grouped(links)
            )
            self._known[wide] = len(members), groups
        return groups

    def _story(self, group: Group) -> Story:
        drawn = {
            sketch.article: stories.Sketch(sketch.article, sketch.published, sketch.weights)
            for sketch in self._store.sketches_of(group.articles)
        }
        return stories.story(
            (drawn.get(entry.id, stories.Sketch(entry.id, entry.published, {})), entry.title or "")
            for entry in self._store.entries(group.articles)
        )
