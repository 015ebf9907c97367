"""Vectors: texts in, unit vectors of 256 numbers out, so that near ones mean alike.

A text's vector is the mean of static word vectors, weighted by how rare each word is: no
second pass of a network. Vectors and rarities are one shipped file (`training/vectors.py`,
distilled from MiniLM as model2vec does), never counts over an archive: whatever else is added,
a text's vector stays the same. Knows nothing of statements.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from sayso.errors import WeightsError

FOLDER = Path(__file__).parent
TOKENIZER = FOLDER.parent / "weights" / "tokenizer.json"
WIDTH = 256
#: Tokens of a text that count: what follows says little more of what it is about.
LENGTH = 512
#: Words whose tokens are remembered.
_KNOWN = 1 << 17
#: Where the tokenizer ends a word, in texts of nothing but these characters; it reads texts of
#: others (accents that stand alone, signs, other scripts) itself.
_WORD = re.compile(r"\w+|[^\w\s]")
_PLAIN = re.compile(r"[ -~\t\n\xa0À-ÖØ-öø-ÿ“”„‘’‚«»–—…•]*")

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Words:
    """Static vectors: ``rows`` (V, 256) int8 with a ``scale`` (V,) each, and per token its
    ``rarity`` (V,): the logarithm of articles per article that has it.
    """

    tokenizer: Tokenizer
    rows: NDArray[np.int8]
    scale: Floats
    rarity: Floats
    _known: dict[str, Sequence[int]] = field(default_factory=dict, repr=False, compare=False)

    def vectors(self, texts: Sequence[str]) -> Floats:
        """One unit vector per text (N, 256); zeros for a text without words."""
        out = np.zeros((len(texts), WIDTH), np.float32)
        for row, ids in zip(out, self.tokens(texts), strict=True):
            row[:] = (self.scale[ids] * self.rarity[ids]) @ self.rows[ids].astype(np.float32)
        length = np.linalg.norm(out, axis=1, keepdims=True)
        np.divide(out, length, out=out, where=length > 0)
        return out

    def rarities(self, words: Iterable[str]) -> list[float]:
        """How rare each word is, 0 for "the" to about 9: the rarest of its pieces, and more
        for one that the vocabulary only has in pieces.
        """
        sound = [word.encode("utf-8", "replace").decode() for word in words]
        encodings = self.tokenizer.encode_batch(sound, add_special_tokens=False)
        return [self._rare(e.ids) for e in encodings]

    def tokens(self, texts: Sequence[str]) -> list[Ints]:
        """The tokens of each text.

        Word by word, those of most words remembered: ten times as fast as the tokenizer.
        """
        out = []
        for text in texts:
            if _PLAIN.fullmatch(text):
                ids = [i for word in _WORD.findall(text) for i in self._tokens(word)]
            else:
                ids = [*self._encoded(text)]
            out.append(np.asarray(ids[:LENGTH], np.int64))
        return out

    def likeness(self, ids: Ints) -> Floats:
        """The cosine of each token with every token there is (N, V)."""
        rows = self.rows.astype(np.float32)
        length = np.maximum(np.sqrt(np.einsum("ij,ij->i", rows, rows)), 1.0)
        out: Floats = rows[ids] @ rows.T
        out /= length
        out /= length[ids, None]
        return out

    def _tokens(self, word: str) -> Sequence[int]:
        found = self._known.get(word)
        if found is None:
            if len(self._known) >= _KNOWN:
                self._known.clear()
            found = self._known[word] = self._encoded(word)
        return found

    def _encoded(self, text: str) -> Sequence[int]:
        sound = text.encode("utf-8", "replace").decode()  # no lone surrogates
        ids: Sequence[int] = self.tokenizer.encode(sound, add_special_tokens=False).ids
        return ids

    def _rare(self, ids: Sequence[int]) -> float:
        if not ids:
            return 0.0
        values = self.rarity[np.asarray(ids)]
        return min(float(values.max()) + 0.5 * (len(ids) - 1), float(self.rarity.max()))


@cache
def words() -> Words:
    """The static vectors that ship with sayso, loaded at their first use.

    Raises WeightsError if they are missing or damaged.
    """
    return load(FOLDER)


@lru_cache(maxsize=1 << 17)
def rarity(word: str) -> float:
    """How rare a word is (`Words.rarities`), remembered: most words come again.

    Raises WeightsError if the shipped vectors are missing or damaged.
    """
    return words().rarities([word])[0]


def load(folder: Path) -> Words:
    """The static vectors in a folder.

    Raises WeightsError if they are missing or damaged.
    """
    try:
        with np.load(folder / "words.npz") as stored:
            rows = stored["vectors"]
            scale = stored["scale"].astype(np.float32)
            rarity = stored["idf"].astype(np.float32)
        tokenizer = Tokenizer.from_file(str(TOKENIZER))
    except Exception as error:  # each library has its own; the folder is what matters
        raise WeightsError(f"the word vectors in {folder} are missing or damaged") from error
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return Words(tokenizer, rows, scale, rarity)


def vectors(texts: Sequence[str]) -> Floats:
    """Unit vectors (N, 256) of texts: a product of two is their cosine.

    Raises WeightsError if the shipped vectors are missing or damaged.
    Source: Tulkens and van Dongen, model2vec (2024); Arora et al. (2017) for the weighting.
    """
    return words().vectors(texts)
