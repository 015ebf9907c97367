"""Articles about one event: sketches come in, links between them and whole stories go out.

A sketch is an article's most telling words. Two articles are linked when their dates lie near
and their sketches alike; a link depends on its two articles alone and stays as it is whatever
is added. Stories are groups of links by average linkage, so that a chain of articles, each a
little like the next, does not become one story. Neither depends on the order of adding. This
module knows nothing of statements; candidates it asks of a store.
"""

from __future__ import annotations

import heapq
import json
import math
import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from sayso.link import vectors
from sayso.types import Article, Story, StoryLink

#: Words that a sketch keeps, and how many of them a candidate is looked up by: more of either
#: gains nothing (bench/stories.py).
WORDS, KEYS = 100, 24
#: Keys that two articles must have in common to be compared at all.
COMMON = 2
#: Articles further apart than this tell of different events, or of the next chapter.
WINDOW = timedelta(days=7)
#: The least cosine of a link, what a pair without a link is taken to have, and the least mean
#: over all pairs of two groups that makes them one story. Set on half of the rumours
#: (bench/stories.py); single links at their best cosine fall 4 points short.
LINKED, UNLINKED, ONE_STORY = 0.14, 0.06, 0.20
#: An article left over joins the story where its two best links have at least this mean.
LEFT_OVER = 0.22

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
#: Words less rare than this are in every other article.
_COMMONEST = 0.7


@dataclass(frozen=True, slots=True)
class Sketch:
    """An article (id) by its most telling words: their weights, the heaviest first, as parts
    of a unit vector.
    """

    article: str
    published: datetime | None
    weights: Mapping[str, float]

    @property
    def keys(self) -> tuple[str, ...]:
        """The words to look the article up by."""
        return tuple(self.weights)[:KEYS]


class Candidates(Protocol):
    """Where sketches of other articles are looked up."""

    def sketches(
        self, keys: Iterable[str], since: datetime | None, until: datetime | None
    ) -> Iterable[Sketch]:
        """All articles with at least `COMMON` of these keys among their own, and published
        within ``since`` and ``until``, both included, or undated; None: no bound.
        """


def sketch(article: Article) -> Sketch:
    """The sketch of an article, from its title and text.

    A word weighs (1 + log count) times its rarity in the language, never in an archive, so a
    sketch stays the same whatever else is added.

    Raises WeightsError if the shipped rarities are missing or damaged.
    """
    text = f"{article.title or ''}\n{article.text}"
    counts = _counts(text)
    weights = {
        word: (1 + math.log(count)) * rarity
        for word, count in counts.items()
        if (rarity := vectors.rarity(word)) > _COMMONEST
    }
    heaviest = sorted(weights, key=lambda word: (-weights[word], word))[:WORDS]
    length = math.sqrt(sum(weights[word] ** 2 for word in heaviest))
    unit = {word: round(weights[word] / length, 3) for word in heaviest}
    return Sketch(article.id, article.published, unit)


def packed(drawn: Sketch) -> bytes:
    """A sketch's weights in few bytes (about 700), for a store to keep."""
    thousandths = {word: round(1000 * weight) for word, weight in drawn.weights.items()}
    text = json.dumps(thousandths, separators=(",", ":"), ensure_ascii=False)
    return zlib.compress(text.encode("utf-8", "surrogatepass"))


def unpacked(article: str, published: datetime | None, weights: bytes) -> Sketch:
    """The sketch of an article (id) as it was packed."""
    thousandths = json.loads(zlib.decompress(weights).decode("utf-8", "surrogatepass"))
    return Sketch(article, published, {word: n / 1000 for word, n in thousandths.items()})


def _counts(text: str) -> Counter[str]:
    """How often each word stands in a text, case and possessive endings aside."""
    found = (m.group().casefold().replace("’", "'") for m in _WORD.finditer(text))
    return Counter(word.removesuffix("'s") for word in found)


def links(new: Sketch, candidates: Candidates) -> Iterator[StoryLink]:
    """The links of an article to those that the candidates hold, ordered by their ids.

    Every pair that is linked when both are there is found from either side, so the links of an
    archive do not depend on the order of adding. An undated article is near to any.
    """
    since = new.published - WINDOW if new.published else None
    until = new.published + WINDOW if new.published else None
    found = candidates.sketches(new.keys, since, until)
    for other in sorted(found, key=lambda sketch: sketch.article):
        if other.article != new.article and (link := linked(new, other)):
            yield link


def linked(one: Sketch, other: Sketch) -> StoryLink | None:
    """The link of two articles, if they are near in time and alike; the same both ways."""
    if one.published and other.published and abs(one.published - other.published) > WINDOW:
        return None
    if len(set(one.keys).intersection(other.keys)) < COMMON:
        return None
    shared = {w: x * other.weights[w] for w, x in one.weights.items() if w in other.weights}
    cosine = round(math.fsum(shared.values()), 4)
    if cosine < LINKED:
        return None
    a, b = sorted((one.article, other.article))
    return StoryLink(a, b, cosine, _reason(one, other, shared))


def _reason(one: Sketch, other: Sketch, shared: Mapping[str, float]) -> str:
    telling = sorted(shared, key=lambda word: (-shared[word], word))[:5]
    words = f"share {', '.join(telling)}"
    if not (one.published and other.published):
        return words
    days = abs(one.published - other.published).days
    near = "within a day" if not days else "a day apart" if days == 1 else f"{days} days apart"
    return f"{words}; {near}"


def grouped(found: Iterable[StoryLink]) -> Iterator[tuple[str, ...]]:
    """The stories of two articles or more that links make: ids in order, by the first of them.

    Average linkage: the two groups with the highest mean score over all their pairs become one
    until no mean reaches `ONE_STORY`; then each article that is left over joins the story where
    its two best links are, if they are good ones. A story hangs only on the links that reach it:
    those of one `neighbourhood` give its stories, whatever the rest of an archive is.
    Takes about 10 µs per link.
    """
    groups = _Groups(found)
    groups.merge()
    groups.settle()
    yield from sorted(groups.stories())


def neighbourhood(
    article: str, links_of: Callable[[list[str]], Iterable[StoryLink]]
) -> list[StoryLink]:
    """All links that reach an article (id), directly or not, in order: what its story hangs on.

    ``links_of`` gives the links at either end of which one of some articles (ids) is.
    """
    found: set[StoryLink] = set()
    known, edge = {article}, [article]
    while edge:
        found.update(links_of(edge))
        reached = {end for link in found for end in (link.a, link.b)}
        edge = sorted(reached - known)
        known |= reached
    return sorted(found, key=lambda link: (link.a, link.b))


class _Groups:
    """Average linkage over sparse links, scores counted from what an unlinked pair has.

    ``between[i][j]`` is the sum over the linked pairs of groups i and j.
    """

    def __init__(self, found: Iterable[StoryLink]) -> None:
        scores = {(link.a, link.b): link.score for link in found}
        self.ids = sorted({article for pair in scores for article in pair})
        at = {article: n for n, article in enumerate(self.ids)}
        self.scores = {(at[a], at[b]): score for (a, b), score in scores.items()}
        self.members = [[n] for n in range(len(self.ids))]
        self.between: list[dict[int, float]] = [{} for _ in self.ids]
        for (one, other), score in self.scores.items():
            self.between[one][other] = self.between[other][one] = score - UNLINKED
        self.heap: list[tuple[float, int, int]] = []
        for one in range(len(self.ids)):
            for other in self.between[one]:
                if one < other:
                    self._push(one, other)

    def _mean(self, one: int, other: int) -> float:
        """Rounded, so that sums that differ only in their order compare as equal."""
        pairs = len(self.members[one]) * len(self.members[other])
        return round(self.between[one][other] / pairs, 9)

    def _push(self, one: int, other: int) -> None:
        mean = self._mean(one, other)
        if mean >= ONE_STORY - UNLINKED:
            low, high = sorted((self.members[one][0], self.members[other][0]))
            heapq.heappush(self.heap, (-mean, low, high))

    def merge(self) -> None:
        """Join the two nearest groups again and again; of equal ones those of the first ids."""
        while self.heap:
            mean, one, other = heapq.heappop(self.heap)
            if other in self.between[one] and self._mean(one, other) == -mean:
                self._join(one, other)

    def _join(self, one: int, other: int) -> None:
        """A group is called by its lowest member, so ``one`` < ``other`` keeps its number."""
        self.members[one] = sorted(self.members[one] + self.members[other])
        self.members[other] = []
        neighbours = self.between[other]
        self.between[other] = {}
        del self.between[one][other], neighbours[one]
        for third, total in neighbours.items():
            del self.between[third][other]
            total += self.between[one].get(third, 0.0)
            self.between[one][third] = self.between[third][one] = total
        for third in self.between[one]:
            self._push(one, third)

    def settle(self) -> None:
        """Let each article that is left over join the story where its two best links are."""
        group = {n: first for first, members in enumerate(self.members) for n in members}
        ties: dict[int, dict[int, list[float]]] = {}
        for (one, other), score in self.scores.items():
            for left, there in ((one, group[other]), (other, group[one])):
                if self.members[group[left]] == [left] and len(self.members[there]) > 1:
                    ties.setdefault(left, {}).setdefault(there, []).append(score)
        joins = {
            left: max((_best(s), -there) for there, s in to.items()) for left, to in ties.items()
        }
        for left, (mean, there) in joins.items():
            if mean >= LEFT_OVER:
                self.members[-there].append(left)
                self.members[left] = []

    def stories(self) -> Iterator[tuple[str, ...]]:
        """The groups of two or more."""
        for members in self.members:
            if len(members) > 1:
                yield tuple(self.ids[n] for n in sorted(members))


def _best(scores: list[float]) -> float:
    """The mean of the best two, of one as if the other were nothing."""
    return round(sum(sorted(scores)[-2:]) / 2, 9)


def story(articles: Iterable[tuple[Sketch, str]]) -> Story:
    """The story of some articles, each given by its sketch and its headline.

    It is named by the most typical headline: the one whose words, on average, weigh most in
    all the articles together; an empty one never if there is another. Its id is the smallest
    of its articles'.

    Raises ValueError if there are no articles.
    """
    members = sorted(articles, key=lambda member: member[0].article)
    if not members:
        raise ValueError("a story has articles")
    weight: Counter[str] = Counter()
    for drawn, _ in members:
        weight.update(drawn.weights)
    _, headline = max(members, key=lambda member: (bool(member[1]), _typical(member[1], weight)))
    return Story(members[0][0].article, headline, tuple(drawn.article for drawn, _ in members))


def _typical(headline: str, weight: Mapping[str, float]) -> float:
    """What a headline says of what all articles say; length is paid for by its root."""
    words = _counts(headline)
    return sum(weight.get(word, 0.0) for word in sorted(words)) / math.sqrt(len(words) or 1)
