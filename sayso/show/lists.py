"""What an archive lists: statements found, stories, sources and facts come in; lines for a rich
``Console`` or dicts for JSON lines go out.

It knows nothing about archives or how anything was found. Every entry carries its id, which
other commands take.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from rich.console import Console
from rich.text import Text

from sayso.show import words
from sayso.show.console import Sheet
from sayso.show.terminal import STYLES
from sayso.show.trace.json import statement as statement_dict
from sayso.show.trace.view import outlet
from sayso.types import Granularity, Source, Statement, Story

# About three lines of 80 columns.
_WORDS = 240
# So many of a source's statements, or of a story's articles, are listed where many are.
_MOST = 5
_MARGIN = 17


class Listed(Protocol):
    """What a list has to know of an article: its text it need not."""

    @property
    def id(self) -> str:
        """The article's id."""

    @property
    def url(self) -> str | None:
        """Where it was published."""

    @property
    def publisher(self) -> str | None:
        """Who ran it."""

    @property
    def title(self) -> str | None:
        """Its headline."""

    @property
    def published(self) -> datetime | None:
        """When it was published."""

    @property
    def granularity(self) -> Granularity | None:
        """How finely that is known."""


Found = tuple[Statement | None, Listed]


def search(found: Iterable[Found], *, console: Console) -> int:
    """Print statements with who says them, how surely, where and when; returns how many.

    Where the statement is None the article itself was found.
    """
    page = Sheet(console)
    number = 0
    for number, (statement, article) in enumerate(found, start=1):
        if number > 1:
            page.gap()
        _print_found(page, statement, article)
    return number


def found_dict(statement: Statement | None, article: Listed) -> dict[str, Any]:
    """A statement that was found, and the article in which it stands."""
    return {
        "statement": statement_dict(statement) if statement else None,
        "article": article_dict(article),
    }


def stories(
    found: Iterable[tuple[Story, Sequence[Listed]]], *, console: Console, whole: bool = False
) -> int:
    """Print stories with their articles, the earliest first; returns how many stories.

    ``whole``: all articles of each, with their ids, not the first few.
    """
    page = Sheet(console)
    number = 0
    for number, (story, articles) in enumerate(found, start=1):
        if number > 1:
            page.gap()
        _print_story(page, story, articles, whole)
    return number


def story_dict(story: Story, articles: Sequence[Listed]) -> dict[str, Any]:
    """A story with its articles, the earliest first."""
    return {
        "id": story.id,
        "headline": story.headline,
        "articles": [article_dict(article) for article in sorted(articles, key=_time)],
    }


def sources(
    found: Iterable[Source],
    articles: Mapping[str, Listed] | None = None,
    *,
    console: Console,
    whole: bool = False,
) -> int:
    """Print sources: how often, through which outlets, what they said; returns how many.

    ``articles`` by id, to name those in which they said it; ``whole``: all that each said, not
    the first few.
    """
    page = Sheet(console)
    number = 0
    for number, source in enumerate(found, start=1):
        if number > 1:
            page.gap()
        _print_source(page, source, articles or {}, whole)
    return number


def source_dict(source: Source) -> dict[str, Any]:
    """A source with all that it said."""
    return {
        "id": source.id,
        "name": source.name,
        "names": list(source.names),
        "kind": source.kind.value,
        "via": list(source.via),
        "said": [statement_dict(statement) for statement in source.said],
    }


def info(facts: Mapping[str, object], *, console: Console) -> None:
    """Print facts about an archive, one a line; what is None or empty is left out."""
    page = Sheet(console)
    width = max(map(len, facts), default=0) + 2
    for name, value in facts.items():
        if value not in (None, "", (), []):
            page.put(name.ljust(width), page.safe(_fact(value)))


def article_dict(article: Listed) -> dict[str, Any]:
    """An article without its text."""
    return {
        "id": article.id,
        "publisher": article.publisher,
        "title": article.title,
        "url": article.url,
        "published": article.published.isoformat() if article.published else None,
        "granularity": article.granularity.value if article.granularity else None,
    }


def _print_found(page: Sheet, statement: Statement | None, article: Listed) -> None:
    blank = " " * _MARGIN
    if statement is None:
        page.put(blank, page.join([page.safe(article.title or "Untitled", "bold"), _id(article)]))
        page.put(blank, page.join(_where(article)))
        return
    tone = words.stated(statement.certainty, statement.polarity)
    margin = Text("    ").append_text(_state(page, tone))
    name, *kind = words.who(statement.speaker, statement.kind)
    page.put(margin, page.join([page.safe(name, "bold"), *kind, *_where(article)]))
    page.put(blank, page.safe(words.quoted(statement.text, _WORDS)))
    page.put(blank, page.safe(f"statement {statement.id}, article {article.id}", "dim"))


def _print_story(page: Sheet, story: Story, articles: Sequence[Listed], whole: bool) -> None:
    ordered = sorted(articles, key=_time)
    most = len(ordered) if whole else _MOST
    page.put("", page.safe(story.headline, "bold"))
    times = [a.published for a in ordered if a.published]
    facts = [words.count(len(story.articles), "article"),
             words.count(len({_name(a) for a in ordered}), "outlet")]  # fmt: skip
    if times:
        facts.append(words.period(min(times), max(times)))
    page.put("", page.join([*facts, f"story {story.id}"]))
    for article in ordered[:most]:
        page.put("  ", page.join([*_where(article), article.title or "Untitled"]))
        if whole:
            page.put("  ", page.safe(_id(article), "dim"))
    if len(ordered) > most:
        page.put("  ", Text(f"and {len(ordered) - most} more"))


def _print_source(page: Sheet, source: Source, articles: Mapping[str, Listed], whole: bool) -> None:
    most = len(source.said) if whole else _MOST
    said_in = {statement.article for statement in source.said}
    facts: list[str | Text] = [
        page.safe(source.name, "bold"),
        words.named(source.kind),
        words.count(len(source.said), "statement"),
        words.count(len(said_in), "article"),
        f"source {source.id}",
    ]
    page.put("", page.join(facts))
    others = [name for name in source.names if name != source.name]
    if others:
        page.put("  ", page.safe(f"also {', '.join(others)}"), "    ")
    if source.via:
        page.put("  ", page.safe(f"via {', '.join(source.via)}"), "    ")
    for statement in source.said[:most]:
        margin = Text("    ").append_text(
            _state(page, words.stated(statement.certainty, statement.polarity))
        )
        article = articles.get(statement.article)
        page.put(margin, page.safe(words.quoted(statement.text, _WORDS)))
        if article:
            page.put(" " * _MARGIN, page.join(_where(article)))
    if len(source.said) > most:
        page.put(" " * _MARGIN, Text(f"and {len(source.said) - most} more"))


def _where(article: Listed) -> list[str | Text]:
    when = [words.date(article.published, article.granularity)] if article.published else []
    return [_name(article), *when]


def _name(article: Listed) -> str:
    return outlet(article.publisher, article.url, article.title)


def _id(article: Listed) -> str:
    return f"article {article.id}"


def _time(article: Listed) -> tuple[bool, float, str]:
    published = article.published
    return (published is None, published.timestamp() if published else 0.0, article.id)


def _state(page: Sheet, tone: str) -> Text:
    return Text(f"{words.SIGNS[tone][page.ascii]} {tone:<11}", STYLES[tone])


def _fact(value: object) -> str:
    if isinstance(value, datetime):
        return words.date(value, Granularity.DAY)
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    if isinstance(value, (tuple, list)):
        return ", ".join(map(str, value))
    return str(value)
