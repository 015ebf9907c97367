"""Two articles side by side: their texts and what they share come in, marked pieces go out.

Each shared passage has a number in both columns; inside it, the words that the other article
does not have are marked. It knows nothing of how passages are found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.show.differences import differing
from sayso.types import Span


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text of a column: ``passage`` is the number of the shared passage it lies in, 0 for
    none, ``first`` whether it begins it, ``differs`` whether the other article words it otherwise.
    """

    text: str
    passage: int = 0
    first: bool = False
    differs: bool = False


def column(text: str, own: Sequence[Span], other: str, theirs: Sequence[Span]) -> list[list[Piece]]:
    """One article's paragraphs in pieces; ``own`` and ``theirs`` are its passages and the other's,
    in the same order. A passage that overlaps the one before is marked from there on.
    """
    numbered = sorted(zip(own, theirs, range(1, len(own) + 1), strict=True))
    pieces: list[Piece] = []
    at = 0
    for span, far, number in numbered:
        if span.start == span.end:
            continue
        start = min(max(span.start, at), max(span.end, at))
        pieces.append(Piece(text[at:start]))
        if start >= span.end:  # inside the passage before: its number alone stands here
            pieces.append(Piece("", number, first=True))
            continue
        words = other[far.start : far.end]
        pieces += _passage(text[start : span.end], words, number)
        at = span.end
    pieces.append(Piece(text[at:]))
    return list(_paragraphs(pieces))


def _passage(own: str, other: str, number: int) -> Iterator[Piece]:
    at, first = 0, True
    for start, end in (*differing(own, other), Span(len(own), len(own))):
        for left, right, differs in ((at, start, False), (start, end, True)):
            if left < right:
                yield Piece(own[left:right], number, first, differs)
                first = False
        at = end


def _paragraphs(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    line: list[Piece] = []
    for piece in pieces:
        for i, text in enumerate(piece.text.split("\n")):
            if i and line:
                yield line
                line = []
            if text or (piece.first and not i):
                first = piece.first and not i
                line.append(Piece(text, piece.passage, first, piece.differs))
    if line:
        yield line
