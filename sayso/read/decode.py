"""Decoding: the network's probabilities in, cues and drafts of attributions out.

A draft has its spans and the probabilities of its values; what takes a look at the whole
article (quotations that run on, speakers, nesting) comes after. Knows nothing of text but
where its tokens stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.read.labels import CERTAINTIES, KINDS, POLARITIES, Role, Tag
from sayso.read.windows import Window
from sayso.types import Certainty, Kind, Polarity, Span

Floats = NDArray[np.float32]

#: A token is tried as the begin of a cue from this probability on: with less, no draft can
#: reach the reader's threshold of .5, whatever its validity.
BEGIN = 0.25
#: From this probability on a word belongs to the content, the source, the medium.
CONTENT, SOURCE, VIA = 0.45, 0.4, 0.5
#: What a further run of words has to pay, in log-odds (`training/LOG.md`, decoding).
COST = 3.0


class Run(NamedTuple):
    """Words ``first`` to ``last`` (inclusive) of a window."""

    first: int
    last: int


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

    @classmethod
    def plain(
        cls,
        *,
        source: tuple[Span, ...],
        content: tuple[Span, ...],
        score: float,
        cue: tuple[Span, ...] = (),
        polarity: Polarity = Polarity.ASSERTS,
    ) -> Draft:
        """A draft that a rule makes: its values are what the rule says they are."""
        return cls(
            source=source,
            cue=cue,
            content=content,
            score=score,
            kind=dict.fromkeys(KINDS, 0.0),
            certainty={c: float(c is Certainty.CERTAIN) for c in CERTAINTIES},
            polarity={p: float(p is polarity) for p in POLARITIES},
        )


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
            content=_spans(window, words, best_runs(roles[:, Role.CONTENT], CONTENT)),
            via=_spans(window, words, best_runs(roles[:, Role.VIA], VIA))[:1],
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


def _spans(window: Window, words: NDArray[np.intp], runs: Sequence[Run]) -> tuple[Span, ...]:
    ends = np.append(words[1:], len(window)) - 1
    return tuple(Span(int(window.starts[words[a]]), int(window.ends[ends[b]])) for a, b in runs)


def best_runs(chances: Floats, threshold: float, cost: float = COST) -> list[Run]:
    """The runs of words that pay best: a word pays its log-odds above the threshold's, a run
    costs ``cost``. So stray words go, holes close, and a clear second part stays.

    Two-state Viterbi over the words (Forney 1973), run only where the plain cut at the
    threshold gives more than one run.
    """
    plain = _plain_runs(chances >= threshold)
    if len(plain) < 2:
        return plain
    odds = np.log(chances + 1e-3) - np.log(1 - chances + 1e-3)
    gains = (odds - np.log(threshold / (1 - threshold))).tolist()
    outside, inside = 0.0, -np.inf
    entered: list[bool] = []  # a run begins here, on the best way inside
    left: list[bool] = []  # the word before was inside, on the best way outside
    for gain in gains:
        enter = outside - cost
        entered.append(enter >= inside)
        left.append(inside > outside)
        outside, inside = max(outside, inside), max(enter, inside) + gain
    runs = _traced(entered, left, within=inside > outside)
    return runs or [max(plain, key=lambda r: float(odds[r.first : r.last + 1].sum()))]


def _plain_runs(chosen: NDArray[np.bool_]) -> list[Run]:
    edges = np.flatnonzero(np.diff(np.concatenate(([0], chosen.astype(np.int8), [0])))).tolist()
    return [Run(a, b - 1) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _traced(entered: list[bool], left: list[bool], *, within: bool) -> list[Run]:
    runs: list[Run] = []
    end: int | None = None
    for at in reversed(range(len(entered))):
        if not within:
            within = left[at]
            continue
        end = at if end is None else end
        if entered[at]:
            runs.append(Run(at, end))
            within, end = False, None
    return runs[::-1]


def _best(window: Window, words: NDArray[np.intp], source: Floats) -> tuple[Span, ...]:
    """The source is one phrase: the run of words with the most probability in it."""
    runs = best_runs(source, SOURCE)
    if not runs:
        return ()
    return _spans(
        window, words, [max(runs, key=lambda r: float(source[r.first : r.last + 1].sum()))]
    )


def _with_parts(
    span: Span, window: Window, words: NDArray[np.intp], cue: Floats
) -> tuple[Span, ...]:
    """The cue's own span and the parts of it that stand elsewhere ("called … a liar")."""
    parts = _spans(window, words, _plain_runs(cue >= 0.5))
    apart = [p for p in parts if p.end <= span.start or p.start >= span.end]
    return tuple(sorted((span, *apart)))
