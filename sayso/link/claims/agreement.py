"""Whether an article agrees with a headline on its subject: a headline and a reading in, agree,
disagree or discuss out.

Both lean one way or the other, or only observe: they state the rumour, turn against it, or tell
that it is told. Two that lean the same way agree, two that lean apart disagree, and where one
only observes, it discusses: in the data that this was learnt from, 999 of 1,000 labels follow
from the two leanings. How a text leans is read off its words, by weights in `agreement.tsv`
(`training/agreement.py`). Knows nothing of claims.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Final, NamedTuple

from sayso.link.claims import tone
from sayso.link.claims.statements import statements
from sayso.link.vectors import vectors
from sayso.types import Certainty, Polarity, Reading


class Agreement(StrEnum):
    """How an article stands to a headline."""

    AGREE = "agree"
    DISAGREE = "disagree"
    DISCUSS = "discuss"


class Leaning(NamedTuple):
    """Probabilities that a text turns against what it is about, states it, or only observes."""

    against: float
    towards: float
    observing: float


_PLAIN: Final = str.maketrans("’‘“”", "''\"\"")
_WORD: Final = re.compile(r"[a-z]+(?:'[a-z]+)?|\?|:|\"|\$?\d+")
#: Characters at the head of an article whose words count apart, and at both its ends whose tone
#: does.
_HEAD: Final = 500
_ENDS: Final = 600
_TONES: Final = {
    "debunks": tone.DEBUNKS,
    "doubts": tone.DOUBTS,
    "rumours": tone.RUMOURS,
    "reports": tone.REPORTS,
    "negates": tone.NEGATIONS,
}
#: The first dimensions of the vectors, and how much they count beside words.
_DIMENSIONS, _SCALE = 64, 3.0
#: What makes up for rare labels, and the second power that makes the article's leaning as
#: sharp as the headline's: best macro-F1 with rumours held out (training/agreement.py).
_AGREE, _DISAGREE, _SHARP = 2.5, 2.0, 2.0


def agreement(headline: str, reading: Reading) -> Agreement:
    """Whether an article agrees with a headline on the same subject, disagrees, or discusses it.

    Raises WeightsError if the shipped word vectors are missing or damaged.
    Source of the labels: FNC-1, after Emergent (Ferreira and Vlachos 2016).
    """
    return joined(
        leaning("headline", headline_signs(headline)), leaning("article", article_signs(reading))
    )


def joined(headline: Leaning, article: Leaning) -> Agreement:
    """What two leanings come to."""
    powers = [p**_SHARP for p in article]
    article = Leaning(*(p / sum(powers) for p in powers))
    same = headline.against * article.against + headline.towards * article.towards
    apart = headline.against * article.towards + headline.towards * article.against
    scores = {
        Agreement.DISCUSS: 1 - same - apart,
        Agreement.AGREE: same * _AGREE,
        Agreement.DISAGREE: apart * _DISAGREE,
    }
    return max(scores, key=scores.__getitem__)


def leaning(part: str, signs: Mapping[str, float]) -> Leaning:
    """How a "headline" or an "article" with these signs leans."""
    weights = _weights().get(part, {})
    sums = [0.0, 0.0, 0.0]
    for name, value in sorted(signs.items()):
        for i, weight in enumerate(weights.get(name, ())):
            sums[i] += weight * value
    return softmax(sums)


def softmax(sums: list[float]) -> Leaning:
    """Probabilities in the proportion of the sums' exponentials."""
    powers = [math.exp(s - max(sums)) for s in sums]
    return Leaning(*(p / sum(powers) for p in powers))


def headline_signs(headline: str) -> dict[str, float]:
    """A headline's words, pairs of words, first word and marks."""
    plain = headline.translate(_PLAIN).casefold()
    found = _WORD.findall(plain)
    signs = {"bias": 1.0, **{f"word {w}": 1.0 for w in found}}
    signs.update({f"pair {a} {b}": 1.0 for a, b in pairwise(found)})
    if found:
        signs[f"first {found[0]}"] = 1.0
    signs["asks"] = float("?" in plain)
    signs["quotes"] = float(plain.count("'") > 1 or '"' in plain)
    return signs | _directions(headline)


def article_signs(reading: Reading) -> dict[str, float]:
    """An article's words, at its head, in its own voice and anywhere, its tone, and what it
    ascribes.
    """
    text = reading.article.text
    plain = text.translate(_PLAIN).casefold()
    told = list(statements(reading))
    own = " ".join(s.text for s in told if s.attribution is None).translate(_PLAIN).casefold()
    number = max(1, len(told))
    signs = {"bias": 1.0, **{f"any {w}": 0.5 for w in _WORD.findall(plain)}}
    signs.update({f"head {w}": 1.0 for w in _WORD.findall(plain[:_HEAD])})
    signs.update({f"own {w}": 1.0 for w in _WORD.findall(own)})
    signs |= {
        "ascribed": sum(s.attribution is not None for s in told) / number,
        "denials": 5 * sum(s.polarity is Polarity.DENIES for s in told) / number,
        "silences": 5 * sum(s.polarity is Polarity.NO_COMMENT for s in told) / number,
        "possible": 3 * sum(s.certainty is Certainty.POSSIBLE for s in told) / number,
        "probable": 3 * sum(s.certainty is Certainty.PROBABLE for s in told) / number,
        "upstream": math.log1p(len(reading.upstream)),
        "length": math.log1p(len(text) / 2000),
        "opens in own voice": float(bool(told) and told[0].attribution is None),
    }
    return signs | _tones(text) | _directions(text[:_HEAD])


def _tones(text: str) -> dict[str, float]:
    parts = {"head": text[:_ENDS], "any": text, "end": text[-_ENDS:]}
    return {
        f"{name} {part}": tone.count(words, some)
        for name, words in _TONES.items()
        for part, some in parts.items()
    }


def _directions(text: str) -> dict[str, float]:
    row = vectors((text,))[0][:_DIMENSIONS].tolist()
    return {f"direction {i}": _SCALE * value for i, value in enumerate(row)}


@cache
def _weights() -> dict[str, dict[str, tuple[float, ...]]]:
    """Columns of the file: headline or article, sign, weight against, towards, observing."""
    tables: dict[str, dict[str, tuple[float, ...]]] = {}
    text = files("sayso.link.claims").joinpath("agreement.tsv").read_text("utf-8")
    for line in text.splitlines():
        part, name, *numbers = line.split("\t")
        tables.setdefault(part, {})[name] = tuple(map(float, numbers))
    return tables
