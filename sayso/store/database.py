"""The seam between the store and a database: queries by name in, rows out.

A back end keeps strings losslessly (``store/kept.py``), maps its errors to `StoreError` and has
its own way with vectors and full text; all else is written once, over this.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol, TypeAlias

from sayso.store.records import Vectors
from sayso.store.words import Phrase

Row: TypeAlias = tuple[Any, ...]


class Database(Protocol):
    """One connection to one archive; threads take turns."""

    where: str

    def rows(self, query: str, **values: Any) -> list[Row]:
        """The rows that a named query answers; a list is a value for it too."""

    def many(self, query: str, values: Sequence[dict[str, Any]]) -> None:
        """A named query that answers nothing, once for each set of values."""

    def bulk(self, query: str, rows: Sequence[Row]) -> None:
        """The same with values by position, which is faster for very many."""

    def transaction(self) -> AbstractContextManager[None]:
        """All of the block or nothing; waits for other processes that write.

        One transaction does not hold another. Raises ValueError if the block breaks a rule of
        the tables, as a row without what it must have does.
        """

    def statement_match(self, words: Sequence[Phrase], names: Sequence[Phrase], least: int) -> str:
        """What queries of statements take as ``:words``: of the words of the text ``least`` must
        occur, of those of the speaker all.
        """

    def article_match(self, words: Sequence[Phrase], least: int) -> str:
        """The same of articles: words of the title and the text."""

    def set_width(self, width: int) -> None:
        """Prepare for vectors of this width; called once in the life of an archive."""

    def add_vectors(self, article: int, first: int, vectors: Vectors) -> None:
        """Keep the vectors of an article's statements, numbered on from ``first``."""

    def nearest(
        self, vectors: Vectors, limit: int, at_least: float
    ) -> list[list[tuple[int, float]]]:
        """For each row the nearest statements' numbers and cosines, the nearest first."""

    def vectors_of(self, ids: Sequence[str]) -> dict[str, Vectors]:
        """The vectors of statements by id, as they were added."""

    def size(self) -> int:
        """Bytes on disk."""

    def close(self) -> None:
        """Close the connection; closing twice is no error."""
