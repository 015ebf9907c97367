"""A text cut at every span boundary: marks come in, paragraphs of segments go out.

Spans may overlap, nest and run over paragraphs, which markup cannot; segments never do. Each
carries all the marks that cover it. It knows nothing about what a mark means or looks like.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from sayso.types import Span

_LINE = re.compile(r"[^\n]*\S[^\n]*")


@dataclass(frozen=True, slots=True)
class Mark:
    """A span to be marked: ``role`` says as what, ``number`` for which entry."""

    span: Span
    role: str
    number: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a paragraph with the marks that cover all of it.

    ``opens`` holds the marks of which this is the first visible piece.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    opens: tuple[Mark, ...] = ()


def paragraphs(text: str, marks: Iterable[Mark]) -> Iterator[tuple[Segment, ...]]:
    """The lines of the text that are not blank, each as its segments in order.

    The segments' texts, joined, are the line exactly. Spans are clipped to the text; empty
    ones cover nothing.
    """
    starts: dict[int, list[Mark]] = defaultdict(list)
    cuts = {0, len(text)}
    for mark in marks:
        start, end = max(mark.span.start, 0), min(mark.span.end, len(text))
        if start < end:
            starts[start].append(mark)
            cuts |= {start, end}
    lines = [match.span() for match in _LINE.finditer(text)]
    cuts.update(place for line in lines for place in line)
    covered = _cover(sorted(cuts), starts)
    segment = next(covered, None)
    opened: set[Mark] = set()
    for start, end in lines:
        pieces: list[Segment] = []
        while segment and segment[1] <= end:
            if segment[0] >= start:
                left, right, over = segment
                opens = tuple(mark for mark in over if mark not in opened)
                opened.update(opens)
                pieces.append(Segment(text[left:right], over, opens))
            segment = next(covered, None)
        yield tuple(pieces)


def _cover(
    cuts: list[int], starts: dict[int, list[Mark]]
) -> Iterator[tuple[int, int, tuple[Mark, ...]]]:
    """Each stretch between two cuts with the marks over it, in the order in which they began."""
    over: list[Mark] = []
    for left, right in pairwise(cuts):
        over = [mark for mark in over if mark.span.end > left] + starts.get(left, [])
        yield left, right, tuple(over)
