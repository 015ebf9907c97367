"""Two articles (or their readings) in, what they share out: passages, shares, who had it first.

A passage counts if it is `WORDS` words or more with an unbroken run among them, or if it is a
quotation in both, where `QUOTED` words are enough: nobody words what another says by chance.
Whether two articles are worth comparing is `sayso.link.reuse.candidates`'s question.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt

from sayso.link.reuse import alignment, direction
from sayso.link.reuse.alignment import Run
from sayso.link.reuse.fingerprints import K, Words, fingerprints, words
from sayso.link.reuse.quoted import quoted
from sayso.types import Article, Reading, Reuse, Shared, Span

#: Words that shared wording has, each word of a gap costing a half, and those of them that
#: stand unbroken in both, or words without need of that (best F1 on relay/train copies, then
#: best recall of planted ones: bench/reuse.py).
WORDS: Final = 13
UNBROKEN: Final = 9
LONG: Final = 19
#: Words that a shared quotation has (same measurement).
QUOTED: Final = 6
#: Common fingerprints in a row that make a stretch of furniture: one is but a turn of phrase.
FURNITURE: Final = 3

Hashes = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


def reuse(a: Article | Reading, b: Article | Reading) -> Reuse | None:
    """What two articles share, or None if that is nothing; the same whichever comes first.

    Wording may be lightly edited: words changed, dropped or put in, sentences joined. Spans
    are code points from a passage's first word to the end of its last.
    """
    a, b = sorted((a, b), key=lambda item: _article(item).id)
    result = _aligned(a, b, _words(_article(a).text), _words(_article(b).text))
    if not result:
        return None
    original, reason = direction.original(a, b, result)
    return replace(result, original=original, reason=reason)


def apart_from(
    found: Reuse, a: Article | Reading, b: Article | Reading, common: Collection[int]
) -> Reuse | None:
    """The same reuse without stretches of ``common`` fingerprints: what a publisher puts on
    many of its pages (`sayso.link.reuse.candidates`). None if nothing is left.

    ``a`` and ``b`` are the two articles, whichever first; direction and reason stay, and a
    reprint stays whole.
    """
    if found.reprint or not common:
        return found
    a, b = sorted((a, b), key=lambda item: _article(item).id)
    hashes = np.fromiter(common, np.int64, len(common))
    left, right = (_without(_words(_article(item).text), hashes) for item in (a, b))
    # words left out match nothing, those of one text not even those of the other
    right = replace(right, hashes=np.where(right.hashes < len(right), ~right.hashes, right.hashes))
    fresh = _aligned(a, b, left, right)
    return replace(fresh, original=found.original, reason=found.reason) if fresh else None


@lru_cache(maxsize=256)
def _words(text: str) -> Words:
    """A new article is compared with many others, and those with one another."""
    return words(text)


def _article(item: Article | Reading) -> Article:
    return item.article if isinstance(item, Reading) else item


def _aligned(a: Article | Reading, b: Article | Reading, left: Words, right: Words) -> Reuse | None:
    """What counts of the passages that the words share, without direction."""
    found = alignment.passages(left.hashes, right.hashes, QUOTED)
    if not found:
        return None
    quotes = _mask(left, quoted(a)), _mask(right, quoted(b))
    judged = [_judged(passage.runs, *quotes) for passage in found]
    shared = tuple(_shared(left, right, *each) for each in judged if each[0])
    if not shared:
        return None
    total = sum(passage.words for passage in shared)
    return Reuse(
        a=_article(a).id,
        b=_article(b).id,
        passages=shared,
        share_a=total / len(left),
        share_b=total / len(right),
    )


def _without(text: Words, common: Hashes) -> Words:
    """The words, those under `FURNITURE` or more common fingerprints in a row made numbers."""
    prints = fingerprints(text)
    flags = np.concatenate(([False], np.isin(prints.hashes, common), [False]))
    edges = np.flatnonzero(flags[1:] != flags[:-1])
    hashes = text.hashes.copy()
    for first, last in zip(edges[::2], edges[1::2] - 1, strict=True):
        if last - first + 1 >= FURNITURE:
            start, end = prints.places[first], prints.places[last] + K
            hashes[start:end] = np.arange(start, end)
    return replace(text, hashes=hashes)


def _mask(text: Words, spans: Iterable[Span]) -> Mask:
    """For each word whether it lies within one of the spans."""
    mask = np.zeros(len(text), np.bool_)
    for span in spans:
        first = int(np.searchsorted(text.starts, span.start))
        mask[first : int(np.searchsorted(text.ends, span.end, "right"))] = True
    return mask


def _judged(runs: tuple[Run, ...], a: Mask, b: Mask) -> tuple[tuple[Run, ...], bool]:
    """What counts of a passage, and whether that is a quotation.

    Of wording of which but a few words are outside quotation marks, the quotation alone.
    """
    inside = [a[run.a : run.a + run.length] & b[run.b : run.b + run.length] for run in runs]
    spoken = tuple(part for run, mask in zip(runs, inside, strict=True) for part in _cut(run, mask))
    outside = sum(run.length for run in runs) - sum(run.length for run in spoken)
    if outside >= UNBROKEN and _wording(runs):
        return runs, False
    if sum(run.length for run in spoken) - _cost(spoken) >= QUOTED:
        return spoken, True
    return (runs, False) if _wording(runs) else ((), False)


def _wording(runs: tuple[Run, ...]) -> bool:
    score = sum(run.length for run in runs) - _cost(runs)
    return score >= LONG or (score >= WORDS and max(run.length for run in runs) >= UNBROKEN)


def _cost(runs: tuple[Run, ...]) -> float:
    return alignment.COST * sum(alignment.gap(*pair) for pair in pairwise(runs))


def _cut(run: Run, mask: Mask) -> list[Run]:
    """The parts of a run that the mask covers."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], mask, [False]))))
    return [
        Run(run.a + start, run.b + start, end - start)
        for start, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
    ]


def _shared(a: Words, b: Words, runs: tuple[Run, ...], quotation: bool) -> Shared:
    first, last = runs[0], runs[-1]
    return Shared(
        a=Span(int(a.starts[first.a]), int(a.ends[last.a + last.length - 1])),
        b=Span(int(b.starts[first.b]), int(b.ends[last.b + last.length - 1])),
        words=sum(run.length for run in runs),
        quotation=quotation,
    )
