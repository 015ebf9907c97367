"""Vectors in, the nearest out, exactly: all vectors of an archive as float32 in memory.

Rows of equal length, in chunks that never move, so that growing costs no copy. Knows nothing of
SQL; the SQLite back end fills it from the database when it is first asked, and then only with
what was added since.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from sayso.store.records import Vectors

#: Rows of a chunk: with 384 floats each 12 MB, and a product of it with 32 vectors 1 MB.
_CHUNK: Final = 8192
#: The cosine of two equal vectors may come out so much below 1.
_ROUNDING: Final = 1e-6


class Matrix:
    """Unit vectors and the number of the statement that each belongs to."""

    def __init__(self) -> None:
        self._chunks: list[Vectors] = []
        self._numbers: list[npt.NDArray[np.int64]] = []
        self._rows = 0
        #: The last article of which the vectors are here.
        self.article = 0

    def __len__(self) -> int:
        return self._rows

    def add(self, article: int, numbers: npt.NDArray[np.int64], vectors: Vectors) -> None:
        """Take in the vectors of statements by their numbers, the last of them of ``article``.

        One that is all zeros has no direction and is left out.
        """
        lengths = np.linalg.norm(vectors, axis=1)
        kept = np.flatnonzero(lengths)
        unit, numbers = vectors[kept] / lengths[kept, None], numbers[kept]
        while len(unit):
            chunk, at = divmod(self._rows, _CHUNK)
            if chunk == len(self._chunks):
                self._chunks.append(np.empty((_CHUNK, unit.shape[1]), np.float32))
                self._numbers.append(np.empty(_CHUNK, np.int64))
            fits = min(_CHUNK - at, len(unit))
            self._chunks[chunk][at : at + fits] = unit[:fits]
            self._numbers[chunk][at : at + fits] = numbers[:fits]
            self._rows += fits
            unit, numbers = unit[fits:], numbers[fits:]
        self.article = article

    def cut(self, rows: int, article: int) -> None:
        """Forget what came after so many rows: it was undone."""
        keep = -(-rows // _CHUNK)
        del self._chunks[keep:], self._numbers[keep:]
        self._rows, self.article = rows, article

    def nearest(
        self, vectors: Vectors, limit: int, at_least: float
    ) -> list[list[tuple[int, float]]]:
        """For each row of ``vectors`` the nearest statements' numbers and cosines."""
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        asked = np.divide(vectors, lengths, out=np.full_like(vectors, np.nan), where=lengths > 0)
        found: list[list[tuple[float, int]]] = [[] for _ in asked]
        for at in range(len(self._chunks)):
            rows = min(_CHUNK, self._rows - at * _CHUNK)
            cosines = (self._chunks[at][:rows] @ asked.T).T
            for best, row in zip(found, cosines, strict=True):
                _keep(best, row, self._numbers[at], limit, at_least)
        return [[(number, min(1.0, -minus)) for minus, number in best] for best in found]


def _keep(
    best: list[tuple[float, int]],
    cosines: npt.NDArray[np.float32],
    numbers: npt.NDArray[np.int64],
    limit: int,
    at_least: float,
) -> None:
    """Let the nearest of a chunk into ``best``, (-cosine, number) in order, ``limit`` long."""
    bar = at_least - _ROUNDING if len(best) < limit else -best[-1][0]
    places = np.flatnonzero(cosines >= bar)
    if len(places) > limit:
        # as many as are as near as the last that may stay: equals are told apart by number
        last = np.partition(cosines[places], -limit)[-limit]
        places = places[cosines[places] >= last]
    best.extend(zip((-cosines[places]).tolist(), numbers[places].tolist(), strict=True))
    best.sort()
    del best[limit:]
