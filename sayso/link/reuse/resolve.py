"""A citation in, the article of the archive that it means out.

A link says it outright. Otherwise an article of the cited outlet is meant, not newer than the
one that cites it, that tells of the same: the two share rare words, names and numbers, even
where every sentence is put anew. How rare a word is, the archive knows (`Frequencies`).
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Mapping
from datetime import timedelta
from typing import Final, Protocol

from sayso.link.reuse import direction
from sayso.types import Article, Reading, Upstream

#: From this likeness on two texts tell of the same event (best F1 on the Wikinews sources).
ALIKE: Final = 0.06
#: A citation reaches back so far, and dates of day grain are off by so much.
REACH: Final = timedelta(days=30)
SLACK: Final = timedelta(days=1)

_WORD: Final = re.compile(r"[^\W_]+")


class Frequencies(Protocol):
    """How often words occur in an archive."""

    @property
    def articles(self) -> int:
        """The number of articles."""

    def holding(self, words: Collection[str]) -> Mapping[str, int]:
        """The number of articles that have each word (case-folded) in title or text."""


def resolved(
    citing: Reading, upstream: Upstream, articles: Iterable[Article], archive: Frequencies
) -> Article | None:
    """Which of ``articles`` an upstream of ``citing`` means, or None if none of them.

    The one that it links to; else the one most alike of those that the named outlet ran
    within `REACH` before. ``articles`` are candidates, from any outlet and any time.
    """
    article = citing.article
    others = [other for other in articles if other.id != article.id]
    for other in others:
        if upstream.url and direction.same_page(upstream.url, other.url):
            return other
    ran = [o for o in others if direction.ran(upstream.name, o) and _in_time(article, o)]
    best = most_alike(article, ran, archive)
    return best[0] if best else None


def most_alike(
    article: Article, others: Iterable[Article], archive: Frequencies
) -> tuple[Article, float] | None:
    """Of others the one most alike, with its likeness, or None if none reaches `ALIKE`."""
    scored = [(likeness(article, other, archive), other.id, other) for other in others]
    best = max(scored, default=None, key=lambda each: each[:2])
    return (best[2], best[0]) if best and best[0] >= ALIKE else None


def likeness(a: Article, b: Article, archive: Frequencies) -> float:
    """How much two articles tell of the same, from 0 to 1: the cosine of their sets of words
    (titles too), each word weighing as much as it is rare in the archive.

    Sets, because how often a word is repeated tells of length more than of content; on the
    Wikinews sources they beat counts, stems, pairs of words and names alone.
    """
    one, other = _words(a), _words(b)
    counts = archive.holding(one | other)
    weights = {w: _weight(counts.get(w, 0), archive.articles) for w in one | other}
    both = math.fsum(weights[w] ** 2 for w in one & other)
    sizes = [math.sqrt(math.fsum(weights[w] ** 2 for w in words)) for words in (one, other)]
    return both / (sizes[0] * sizes[1]) if all(sizes) else 0.0


def _words(article: Article) -> set[str]:
    return set(_WORD.findall(f"{article.title or ''}\n{article.text}".casefold()))


def _weight(holding: int, articles: int) -> float:
    return max(0.0, math.log((articles + 1) / (holding + 0.5)))


def _in_time(citing: Article, cited: Article) -> bool:
    """Whether the cited one may have been there; unknown dates bar nothing."""
    if citing.published is None or cited.published is None:
        return True
    return -SLACK <= citing.published - cited.published <= REACH
