"""Decoding: the network's probabilities in, cues and drafts of attributions out.

A draft has its spans and the probabilities of its values; what takes a look at the whole
article (quotations that run on, speakers, nesting) comes after. Knows nothing of text but
where its tokens stand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.read.labels import CERTAINTIES, KINDS, POLARITIES, Role, Tag
from sayso.read.windows import Window
from sayso.types import Certainty, Kind, Polarity, Span

Floats = NDArray[np.float32]

#: A token is tried as the begin of a cue from this probability on; low, because a draft's
#: score weighs the validity output in (`training/LOG.md`, thresholds).
BEGIN = 0.15
#: From this probability on a word belongs to the content, the source, the medium.
CONTENT, SOURCE, VIA = 0.45, 0.4, 0.5
#: Holes of so many words inside a content or a source are closed: they are slips.
HOLE = 2


@dataclass(frozen=True, slots=True)
class Cue:
    """Tokens ``first`` to ``last`` (inclusive) of a window signal an attribution."""

    first: int
    last: int
    begin: float
    hearsay: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An attribution as the network alone sees it; values are probabilities."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    via: tuple[Span, ...] = ()
    hearsay: float = 1.0
    score: float = 1.0
    kind: dict[Kind, float]
    certainty: dict[Certainty, float]
    polarity: dict[Polarity, float]


@dataclass(frozen=True, slots=True)
class Outputs:
    """What the network says of the cues of a window: roles (K, T, 5), kind (K, 7),
    certainty (K, 4), polarity (K, 3), valid (K,).
    """

    roles: Floats
    kind: Floats
    certainty: Floats
    polarity: Floats
    valid: Floats


def cues(tags: Floats) -> Iterator[Cue]:
    """The cues in a window's tags (T, 5), in order."""
    begin = tags[:, Tag.BEGIN_HEARSAY] + tags[:, Tag.BEGIN_ATTITUDE]
    inside = tags[:, Tag.INSIDE_HEARSAY] + tags[:, Tag.INSIDE_ATTITUDE]
    for first in np.flatnonzero((begin >= BEGIN) & (begin >= inside)).tolist():
        last = first
        while last + 1 < len(tags) and inside[last + 1] >= max(0.5, begin[last + 1]):
            last += 1
        mass = tags[first : last + 1].sum(0)
        yes = float(mass[Tag.BEGIN_HEARSAY] + mass[Tag.INSIDE_HEARSAY])
        no = float(mass[Tag.BEGIN_ATTITUDE] + mass[Tag.INSIDE_ATTITUDE])
        yield Cue(first, last, float(begin[first]), yes / (yes + no))


def drafts(window: Window, found: list[Cue], outputs: Outputs) -> Iterator[Draft]:
    """One draft per cue of a window: roles averaged over words, then cut at thresholds."""
    words = _words(window)
    counts = np.diff(np.append(words, len(window)))
    for k, cue in enumerate(found):
        sums = np.add.reduceat(outputs.roles[k, : len(window)], words, 0)
        roles = (sums / counts[:, None]).astype(np.float32)
        roles[[0, -1]] = 0  # the special tokens
        span = Span(int(window.starts[cue.first]), int(window.ends[cue.last]))
        yield Draft(
            source=_best(window, words, roles[:, Role.SOURCE]),
            cue=_with_parts(span, window, words, roles[:, Role.CUE]),
            content=_spans(window, words, roles[:, Role.CONTENT] >= CONTENT, HOLE),
            via=_spans(window, words, roles[:, Role.VIA] >= VIA, HOLE)[:1],
            hearsay=cue.hearsay,
            score=float(np.sqrt(cue.begin * outputs.valid[k])),
            kind=dict(zip(KINDS, outputs.kind[k].tolist(), strict=True)),
            certainty=dict(zip(CERTAINTIES, outputs.certainty[k].tolist(), strict=True)),
            polarity=dict(zip(POLARITIES, outputs.polarity[k].tolist(), strict=True)),
        )


def _words(window: Window) -> NDArray[np.intp]:
    """The index of each word's first token: pieces that touch belong together."""
    joined = window.starts[1:] == window.ends[:-1]
    mark = window.features // 4 == 5  # a mark stands alone, even where it touches a word
    joined &= ~mark[1:] & ~mark[:-1]
    joined[[0, -1]] = False
    return np.flatnonzero(np.concatenate(([True], ~joined)))


def _spans(
    window: Window, words: NDArray[np.intp], chosen: NDArray[np.bool_], hole: int
) -> tuple[Span, ...]:
    ends = np.append(words[1:], len(window)) - 1
    runs: list[list[int]] = []
    for word in np.flatnonzero(chosen).tolist():
        if runs and word - runs[-1][1] <= hole + 1 and _same_line(window, words, runs[-1][1], word):
            runs[-1][1] = word
        else:
            runs.append([word, word])
    return tuple(Span(int(window.starts[words[a]]), int(window.ends[ends[b]])) for a, b in runs)


def _same_line(window: Window, words: NDArray[np.intp], before: int, after: int) -> bool:
    """Whether no paragraph opens between the two words."""
    between = window.features[words[before] + 1 : words[after] + 1]
    return not bool((between % 2).any())


def _best(window: Window, words: NDArray[np.intp], source: Floats) -> tuple[Span, ...]:
    """The source is one phrase: the run of words with the most probability in it."""
    runs = _spans(window, words, source >= SOURCE, HOLE)
    if len(runs) < 2:
        return runs
    starts = window.starts[words]

    def mass(span: Span) -> float:
        return float(source[(starts >= span.start) & (starts < span.end)].sum())

    return (max(runs, key=mass),)


def _with_parts(
    span: Span, window: Window, words: NDArray[np.intp], cue: Floats
) -> tuple[Span, ...]:
    """The cue's own span and the parts of it that stand elsewhere ("called … a liar")."""
    parts = _spans(window, words, cue >= 0.5, 0)
    apart = [p for p in parts if p.end <= span.start or p.start >= span.end]
    return tuple(sorted((span, *apart)))
