"""Static word vectors: MiniLM's sentence encoder in, `sayso/link/words.npz` out.

    python -m training.vectors --shared ../shared

As model2vec does (Tulkens and van Dongen 2024): every token of the vocabulary goes through the
encoder by itself, the outputs are reduced by PCA and weighted by how rare a token is. What is
kept is a number or a vector per token, never a text: rarity comes from document frequencies
over the corpus and the rumours, so it does not hang on what an archive holds. A minute on one
core.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor

from training import pretrained
from training.network import STUDENT, Encoder, start_from

#: 256 of 384 dimensions keep 97 % of the variance, and 30,522 rows of them stay under 8 MB.
WIDTH = 256
CLS, SEP = 101, 102
SOURCES = ("data/corpus/us-news-2018-2019.jsonl.gz", "data/rumours/articles.jsonl.gz")

Floats = NDArray[np.float32]


def encoder() -> Encoder:
    """MiniLM as a sentence encoder: its last states, averaged over a text, are its vector."""
    made = Encoder(STUDENT, dropout=0.0).eval()
    start_from(made, pretrained.minilm())
    return made


@torch.inference_mode()
def pooled(model: Encoder, ids: Tensor, mask: Tensor) -> Tensor:
    """Ids and mask (B, T) to vectors (B, 384), the mean of the states under the mask."""
    features = torch.zeros_like(ids)
    states = model(ids, features, mask[:, None, None, :])
    kept = mask[:, :, None].float()
    out: Tensor = (states * kept).sum(1) / kept.sum(1)
    return out


def tokens(model: Encoder, batch: int = 1024) -> Floats:
    """The encoder's vector for each token of the vocabulary by itself (30522, 384)."""
    rows = []
    for start in range(0, STUDENT.vocabulary, batch):
        ids = torch.arange(start, min(start + batch, STUDENT.vocabulary))
        framed = torch.stack((torch.full_like(ids, CLS), ids, torch.full_like(ids, SEP)), 1)
        rows.append(pooled(model, framed, torch.ones_like(framed, dtype=torch.bool)).numpy())
    return np.concatenate(rows)


def reduced(vectors: Floats, width: int = WIDTH) -> Floats:
    """The first principal components, the mean taken off."""
    centred = vectors - vectors.mean(0)
    _, components = np.linalg.eigh(np.cov(centred.T))
    return (centred @ components[:, ::-1][:, :width]).astype(np.float32)


def texts(shared: Path) -> Iterator[str]:
    """The texts whose words are counted."""
    for source in SOURCES:
        with gzip.open(shared / source, "rt", encoding="utf-8") as lines:
            yield from (json.loads(line)["text"] for line in lines)


def rarity(tokenizer: Tokenizer, articles: Iterable[str]) -> Floats:
    """Per token log((N + 1) / (n + 1)), N articles of which n have it (30522,)."""
    count: Counter[int] = Counter()
    number = 0
    for text in articles:
        count.update(set(tokenizer.encode(text, add_special_tokens=False).ids))
        number += 1
    had = np.array([count[i] for i in range(STUDENT.vocabulary)], np.float32)
    out: Floats = np.log((number + 1) / (had + 1)).astype(np.float32)
    return out


def stored(vectors: Floats, idf: Floats, path: Path) -> None:
    """Write int8 rows with a scale each, and the rarities."""
    scale = np.abs(vectors).max(1) / 127 + 1e-9
    whole = np.round(vectors / scale[:, None]).astype(np.int8)
    np.savez(path, vectors=whole, scale=scale.astype(np.float16), idf=idf.astype(np.float16))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--to", type=Path, default=Path("sayso/link/words.npz"))
    given = parser.parse_args()
    torch.set_num_threads(1)
    vectors = reduced(tokens(encoder()))
    stored(vectors, rarity(pretrained.tokenizer(), texts(given.shared)), given.to)
    print(f"{given.to}: {given.to.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
