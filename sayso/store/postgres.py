"""An archive in a PostgreSQL database (tsvector, pgvector): ``Database`` over psycopg 3.

Its tables lie in the schema "sayso" of the database that the URL names.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from itertools import combinations
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

import numpy as np

from sayso.errors import (
    Damaged,
    Full,
    Locked,
    NoSuchArchive,
    NotAnArchive,
    ReadOnly,
    StoreError,
    Unreachable,
    WrongVersion,
)
from sayso.store.database import Row
from sayso.store.kept import given_row, kept_rows, kept_value
from sayso.store.queries import Step, queries, schema, steps
from sayso.store.records import Vectors
from sayso.store.words import Phrase

if TYPE_CHECKING:
    import psycopg

#: pgvector indexes no wider vectors; wider ones are compared with all.
_WIDEST: Final = 2000

_ERRORS: Final[dict[str, tuple[type[StoreError], str]]] = {
    "53100": (Full, "the server's disk is full; nothing that was stored before is lost"),
    "25006": (ReadOnly, "it may only be read, not written"),
    "42501": (ReadOnly, "this user may not do that there"),
    "55P03": (Locked, "another process is writing to it; try again when it is done"),
    "XX001": (Damaged, "a table is damaged"),
    "XX002": (Damaged, "an index is damaged"),
    "0A000": (StoreError, "the server lacks the extension pgvector; install it"),
    "58P01": (StoreError, "the server lacks the extension pgvector; install it"),
}


class Postgres:
    """One connection to one database."""

    def __init__(self, where: str, connection: psycopg.Connection[Row], wait: float) -> None:
        self.where = where
        self._connection = connection
        self._queries = queries("postgres")
        self._turn = threading.RLock()
        self._wait = wait

    @classmethod
    def open(cls, url: str, *, create: bool = False, wait: float = 30.0) -> Postgres:
        """Open the archive in a database; ``create`` makes one where none is.

        An archive that an older version made is brought up to this one.

        Raises NoSuchArchive, NotAnArchive, WrongVersion, Unreachable or another StoreError.
        """
        where, driver = _shown(url), _driver(url)
        try:
            connection = driver.connect(url, autocommit=True, connect_timeout=10)
        except driver.Error as error:
            raise _explained(where, error) from error
        try:
            _prepare(where, connection, create)
        except driver.Error as error:
            connection.close()
            raise _explained(where, error) from error
        except StoreError:
            connection.close()
            raise
        return cls(where, connection, wait)

    def rows(self, query: str, **values: Any) -> list[Row]:
        """The rows that a named query answers; a list is a value for it too."""
        return self._rows(self._queries[query].sql, values)

    def many(self, query: str, values: Sequence[dict[str, Any]]) -> None:
        """A named query that answers nothing, once for each set of values."""
        self._many(query, [_bound(v) for v in values])

    def bulk(self, query: str, rows: Sequence[Row]) -> None:
        """The same with values by position, which is faster for very many."""
        self._many(query, kept_rows(rows))

    def _many(self, query: str, bound: Sequence[Any]) -> None:
        if not bound:
            return
        with self._turn, self._explaining(), self._connection.cursor() as cursor:
            cursor.executemany(self._queries[query].sql.encode(), bound)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of the block or nothing."""
        with self._turn, self._explaining(), self._connection.transaction():
            wait = f"{max(1, round(self._wait * 1000))}ms"
            self._rows("SELECT set_config('lock_timeout', %(wait)s, true)", {"wait": wait})
            self.rows("lock_writers")
            yield

    def statement_match(self, words: Sequence[Phrase], names: Sequence[Phrase], least: int) -> str:
        """A tsquery: words of the text have weight A, those of the speaker B.

        The words are folded, so none of them can be part of its syntax.
        """
        asked = (("A", words, least), ("B", names, len(names)))
        return " & ".join(f"({_some(p, n, f':{weight}')})" for weight, p, n in asked if p)

    def article_match(self, words: Sequence[Phrase], least: int) -> str:
        """A tsquery."""
        return _some(words, least)

    def set_width(self, width: int) -> None:
        """Make the index over vectors of this width."""
        if width <= _WIDEST:
            self._rows(self._queries["index_vectors"].sql.format(width=width), {}, answer=False)

    def add_vectors(self, article: int, first: int, vectors: Vectors) -> None:  # noqa: ARG002
        """Keep the vectors of an article's statements, numbered on from ``first``."""
        numbered = enumerate(vectors.tolist(), first)
        self.many("add_vector", [{"statement": n, "body": json.dumps(v)} for n, v in numbered])

    def nearest(
        self, vectors: Vectors, limit: int, at_least: float
    ) -> list[list[tuple[int, float]]]:
        """For each row the nearest statements' numbers and cosines, by the index."""
        width = self.rows("setting", name="width")
        if not width:
            return [[] for _ in vectors]
        sql = self._queries["nearest"].sql.format(width=int(width[0][0]))
        found = []
        for vector in vectors:
            values = {"vector": json.dumps(vector.tolist()), "limit": limit}
            near = self._rows(sql, values) if vector.any() else []
            found.append([(seq, cos) for seq, cos in near if cos >= at_least - 1e-6])
        return found

    def vectors_of(self, ids: Sequence[str]) -> dict[str, Vectors]:
        """The vectors of statements by id, as they were added."""
        found = self.rows("vectors_of", ids=list(ids))
        return {id_: np.array(body, np.float32) for id_, body in found}

    def size(self) -> int:
        """Bytes on the server's disk."""
        return int(self.rows("size")[0][0])

    def close(self) -> None:
        """Close the connection; closing twice is no error."""
        with self._turn:
            self._connection.close()

    def _rows(self, sql: str, values: dict[str, Any], answer: bool = True) -> list[Row]:
        with self._turn, self._explaining():
            cursor = self._connection.execute(sql.encode(), _bound(values))
            return [given_row(row) for row in cursor] if answer else []

    @contextmanager
    def _explaining(self) -> Iterator[None]:
        driver = import_module("psycopg")
        try:
            yield
        except driver.IntegrityError as error:
            raise ValueError(f"there already, or of nothing that is there: {error}") from error
        except driver.Error as error:
            raise _explained(self.where, error) from error


def upgrade(connection: psycopg.Connection[Row], later: Sequence[Step]) -> None:
    """Bring an archive up by all steps past its version: all of them or none."""
    named = queries("postgres")
    with connection.transaction():
        connection.execute(named["lock_writers"].sql.encode())
        have = _version(connection)  # another process may have been faster
        for step in later:
            if step.number > have:
                connection.execute(step.sql.encode())
                values = {"version": str(step.number)}
                connection.execute(named["set_version"].sql.encode(), values)


def _prepare(where: str, connection: psycopg.Connection[Row], create: bool) -> None:
    """See that the database has an archive of this version, or make one."""
    newest = steps("postgres")[-1].number
    connection.execute("SET search_path = sayso, public")
    connection.execute("SET jit = off")  # takes longer than our queries do
    if not _there(connection):
        if not create:
            raise NoSuchArchive(where, "the database has no archive")
        _make(connection)
    have = _version(connection)
    if not have:
        raise NotAnArchive(where, 'the schema "sayso" in this database is something else')
    if have > newest:
        raise WrongVersion(where, "made by a newer sayso; update sayso to read it")
    if have < newest:
        upgrade(connection, steps("postgres"))
    # more neighbours than the index would look at by itself, and still in order (pgvector 0.8)
    connection.execute("SET hnsw.ef_search = 100")
    connection.execute("SET hnsw.iterative_scan = strict_order")


def _make(connection: psycopg.Connection[Row]) -> None:
    with connection.transaction():
        connection.execute(queries("postgres")["lock_writers"].sql.encode())
        if not _there(connection):  # or another process was faster
            connection.execute("CREATE EXTENSION IF NOT EXISTS vector SCHEMA public")
            connection.execute(schema("postgres").encode())


def _there(connection: psycopg.Connection[Row]) -> bool:
    found = connection.execute("SELECT 1 FROM pg_namespace WHERE nspname = 'sayso'")
    return found.fetchone() is not None


def _version(connection: psycopg.Connection[Row]) -> int:
    """The version of the tables, 0 if they are no archive's."""
    if connection.execute("SELECT to_regclass('sayso.settings')").fetchone() == (None,):
        return 0
    found = connection.execute(queries("postgres")["version"].sql.encode()).fetchone()
    return int(found[0]) if found else 0


def _driver(url: str) -> Any:
    try:
        return import_module("psycopg")
    except ImportError as error:
        reason = "PostgreSQL needs an extra: pip install 'sayso[postgres]'"
        raise StoreError(_shown(url), reason) from error


def _shown(url: str) -> str:
    """The URL without its password."""
    parts = urlsplit(url)
    if parts.password is None:
        return url
    return parts._replace(netloc=parts.netloc.replace(f":{parts.password}@", "@")).geturl()


def _some(phrases: Sequence[Phrase], least: int, weight: str = "") -> str:
    """So many of the phrases must occur."""
    side_by_side = [" <-> ".join(f"{word}{weight}" for word in phrase) for phrase in phrases]
    return " | ".join(f"({' & '.join(some)})" for some in combinations(side_by_side, least))


def _bound(values: dict[str, Any]) -> dict[str, Any]:
    return {name: kept_value(value) for name, value in values.items()}


def _explained(where: str, error: psycopg.Error) -> StoreError:
    """A foreign error as one clear line of ours."""
    line = " ".join(str(error).split())
    if error.sqlstate in _ERRORS:
        kind, reason = _ERRORS[error.sqlstate]
        return kind(where, reason)
    if error.sqlstate is None or error.sqlstate[:2] in ("08", "28", "57"):
        return Unreachable(where, f"the server does not answer or refuses: {line}")
    return StoreError(where, line)
