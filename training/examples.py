"""Documents to training examples: each window with its cue tags and, per cue, its roles.

Tags and roles are *sets of allowed labels* (bit masks): a corpus that does not mark
attitudes allows "outside" and "attitude" alike, and the loss sums over what is allowed.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from sayso.read.labels import CERTAINTIES, KINDS, POLARITIES, Role, Tag
from sayso.read.windows import Window, windows
from sayso.types import Span
from training.corpora import Document, Labelled

UNKNOWN = -100  # torch's ignore_index
Masks = NDArray[np.uint8]
_UNMARKED = 1 << Tag.OUTSIDE | 1 << Tag.BEGIN_ATTITUDE | 1 << Tag.INSIDE_ATTITUDE


@dataclass(frozen=True, slots=True)
class Cue:
    """One attribution in a window: tokens ``first`` to ``last`` (inclusive) are its cue,
    ``roles`` (T,) the allowed roles of each token, ``values`` kind, certainty, polarity."""

    first: int
    last: int
    roles: Masks
    values: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Example:
    """A window, its allowed tags (T,), its cues; ``complete``: no attribution is unmarked."""

    window: Window
    tags: Masks
    cues: tuple[Cue, ...]
    complete: bool

    def __len__(self) -> int:
        return len(self.window)


def examples(document: Document, tokenizer: Tokenizer, cut: int = 0) -> Iterator[Example]:
    """The windows of a document with their labels. The text is read as two, before and after
    character ``cut``, so that windows can fall differently in each epoch."""
    for start, end in ((0, cut), (cut, len(document.text))):
        for window in windows(document.text[start:end], tokenizer):
            yield _example(document, _moved(window, start))


def shifted(document: Document, tokenizer: Tokenizer, rng: random.Random) -> Iterator[Example]:
    """A document's examples with the windows cut anew at one of its first paragraphs."""
    breaks = [i + 1 for i, c in enumerate(document.text[:2500]) if c == "\n"]
    return examples(document, tokenizer, rng.choice([0, *breaks]))


def _moved(window: Window, by: int) -> Window:
    starts = np.where(window.starts >= 0, window.starts + by, -1)
    ends = np.where(window.ends >= 0, window.ends + by, -1)
    return Window(window.ids, window.features, starts, ends)


def _example(document: Document, window: Window) -> Example:
    size = len(window)
    tags = np.full(size, 1 << Tag.OUTSIDE if document.attitudes else _UNMARKED, np.uint8)
    tags[_tokens(window, document.open)] = _UNMARKED
    cues = []
    for a in document.attributions:
        cue = _tokens(window, a.cue[:1])
        if not len(cue):
            continue
        tags[cue] = _allowed(a.hearsay, Tag.INSIDE_HEARSAY, Tag.INSIDE_ATTITUDE)
        tags[cue[0]] = _allowed(a.hearsay, Tag.BEGIN_HEARSAY, Tag.BEGIN_ATTITUDE)
        cues.append(_cue(window, a, int(cue[0]), int(cue[-1])))
    return Example(window, tags, tuple(cues), complete=document.attitudes)


def _allowed(hearsay: bool | None, yes: Tag, no: Tag) -> int:
    if hearsay is None:
        return 1 << yes | 1 << no
    return 1 << (yes if hearsay else no)


def _cue(window: Window, a: Labelled, first: int, last: int) -> Cue:
    outside = 1 << Role.NONE | (1 << Role.VIA if a.via is None else 0)
    roles = np.full(len(window), outside, np.uint8)
    marked = (
        (Role.CONTENT, a.content),
        (Role.VIA, a.via or ()),
        (Role.SOURCE, a.source),
        (Role.CUE, a.cue),
    )
    for role, spans in marked:
        roles[_tokens(window, spans)] = 1 << role
    values = (
        _index(KINDS, a.kind),
        _index(CERTAINTIES, a.certainty),
        _index(POLARITIES, a.polarity),
    )
    return Cue(first, last, roles, values)


def _index(values: Sequence[str], value: str | None) -> int:
    return UNKNOWN if value is None else [str(v) for v in values].index(value)


def _tokens(window: Window, spans: Sequence[Span]) -> NDArray[np.int64]:
    inside = np.zeros(len(window), bool)
    for span in spans:
        inside |= (window.starts < span.end) & (window.ends > span.start) & (window.starts >= 0)
    return np.flatnonzero(inside)
