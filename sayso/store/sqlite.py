"""An archive in one SQLite file (WAL, FTS5), or in memory: ``Database`` over ``sqlite3``.

Only the standard library's sqlite3: its builds often cannot load extensions, so vectors lie in
blobs and are searched with numpy.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import combinations
from pathlib import Path
from typing import Any, Final

import numpy as np

from sayso.errors import (
    Damaged,
    Full,
    Locked,
    NoSuchArchive,
    NotAnArchive,
    ReadOnly,
    StoreError,
    WrongVersion,
)
from sayso.store.database import Row
from sayso.store.kept import given_row, kept_rows, kept_value
from sayso.store.matrix import Matrix
from sayso.store.queries import Step, queries, schema, steps
from sayso.store.records import Vectors
from sayso.store.words import Phrase

MEMORY: Final = ":memory:"
#: In the file's header: how an archive is known from any other SQLite file ("SYSO").
_APPLICATION: Final = 0x5359534F
_PAGES: Final = 16_000  # 64 MB: what the cache holds, and the log before it is folded in
#: Statements whose vectors are held in memory, 1 kB each, and compared: 20 ms for this many.
#: Of more, what a search by words finds is near enough (bench/scale.py).
EXACT: Final = 200_000
_BATCH: Final = 500  # articles whose vectors are read at a time

_ERRORS: Final[dict[int, tuple[type[StoreError], str]]] = {
    sqlite3.SQLITE_BUSY: (Locked, "another process is writing to it; try again when it is done"),
    sqlite3.SQLITE_LOCKED: (Locked, "another process is writing to it; try again when it is done"),
    sqlite3.SQLITE_READONLY: (ReadOnly, "it may only be read, not written"),
    sqlite3.SQLITE_FULL: (Full, "the disk is full; nothing that was stored before is lost"),
    sqlite3.SQLITE_CORRUPT: (Damaged, "the file is damaged; take a copy or add the articles anew"),
    sqlite3.SQLITE_NOTADB: (NotAnArchive, "this is not an archive of sayso"),
    sqlite3.SQLITE_CANTOPEN: (StoreError, "the file cannot be opened"),
}


class SQLite:
    """One connection to one file."""

    def __init__(self, where: str, connection: sqlite3.Connection) -> None:
        self.where = where
        self._connection = connection
        self._queries = queries("sqlite")
        self._turn = threading.RLock()
        self._matrix = Matrix()

    @classmethod
    def open(cls, path: str, *, create: bool = False, wait: float = 30.0) -> SQLite:
        """Open an archive; ``create`` makes one where nothing is; ``wait`` seconds for locks.

        An archive that an older version made is brought up to this one.

        Raises NoSuchArchive, NotAnArchive, WrongVersion or another StoreError.
        """
        create = create or path == MEMORY
        if Path(path).is_dir():
            raise NotAnArchive(path, "a folder cannot be opened as an archive")
        if create and not Path(path).parent.is_dir():
            raise NoSuchArchive(path, "it cannot be opened: no such folder")
        if not create and not Path(path).exists():
            raise NoSuchArchive(path, "no such archive")
        connection = None
        try:
            connection = _connected(path, wait)
            _prepare(path, connection, create)
        except sqlite3.Error as error:
            if connection:
                connection.close()
            raise _explained(path, error) from error
        except StoreError:
            if connection:
                connection.close()
            raise
        return cls(path, connection)

    def rows(self, query: str, **values: Any) -> list[Row]:
        """The rows that a named query answers; a list is a value for it too."""
        with self._turn, self._explaining():
            cursor = self._connection.execute(self._queries[query].sql, _bound(values))
            return [given_row(row) for row in cursor]

    def many(self, query: str, values: Sequence[dict[str, Any]]) -> None:
        """A named query that answers nothing, once for each set of values."""
        self._many(query, [_bound(v) for v in values])

    def bulk(self, query: str, rows: Sequence[Row]) -> None:
        """The same with values by position, which is faster for very many."""
        self._many(query, kept_rows(rows))

    def _many(self, query: str, bound: Sequence[Any]) -> None:
        if not bound:
            return
        with self._turn, self._explaining():
            self._connection.executemany(self._queries[query].sql, bound)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of the block or nothing."""
        with self._turn, self._explaining():
            self._connection.execute(self._queries["lock_writers"].sql)
            rows, article = len(self._matrix), self._matrix.article
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                self._matrix.cut(rows, article)
                if self._connection.in_transaction:  # SQLite undoes it itself on a full disk
                    self._connection.execute("ROLLBACK")
                raise

    def statement_match(self, words: Sequence[Phrase], names: Sequence[Phrase], least: int) -> str:
        """An FTS5 expression; the words are folded, so none of them can be part of its syntax."""
        asked = (("text", words, least), ("speaker", names, len(names)))
        return " AND ".join(f"({{{col}}} : ({_some(p, n)}))" for col, p, n in asked if p)

    def article_match(self, words: Sequence[Phrase], least: int) -> str:
        """An FTS5 expression."""
        return _some(words, least)

    def set_width(self, width: int) -> None:
        """Nothing to prepare: a blob has any width."""

    def add_vectors(self, article: int, first: int, vectors: Vectors) -> None:
        """Keep the vectors of an article's statements, numbered on from ``first``."""
        body = vectors.astype("<f4").tobytes()
        self.many("add_vectors", [{"article": article, "first": first, "body": body}])

    def nearest(
        self, vectors: Vectors, limit: int, at_least: float
    ) -> list[list[tuple[int, float]]]:
        """For each row the nearest statements' numbers and cosines, by comparing with all; none
        where they are more than `EXACT`.
        """
        with self._turn:
            if self.rows("last_statement")[0][0] > EXACT:
                return [[] for _ in vectors]
            self._refresh()
            return self._matrix.nearest(vectors, limit, at_least)

    def vectors_of(self, ids: Sequence[str]) -> dict[str, Vectors]:
        """The vectors of statements by id, as they were added."""
        width = self._width()
        found = self.rows("vectors_of", ids=list(ids))
        return {id_: _array(body, width)[row] for id_, row, body in found}

    def size(self) -> int:
        """Bytes on disk, what is still in the log included."""
        if self.where == MEMORY:
            return 0
        parts = (Path(self.where + end) for end in ("", "-wal"))
        return sum(part.stat().st_size for part in parts if part.exists())

    def close(self) -> None:
        """Close the connection; closing twice is no error."""
        with self._turn:
            self._connection.close()

    def _refresh(self) -> None:
        """Take into memory what this or another process added since the last time."""
        width = self._width()
        while True:
            found = self.rows("vectors_after", article=self._matrix.article, limit=_BATCH)
            if found:
                vectors = _array(b"".join(body for _, _, body in found), width)
                own = (np.arange(n, n + len(body) // (4 * width)) for _, n, body in found)
                self._matrix.add(found[-1][0], np.concatenate(list(own)), vectors)
            if len(found) < _BATCH:
                return

    def _width(self) -> int:
        found = self.rows("setting", name="width")
        return int(found[0][0]) if found else 1

    @contextmanager
    def _explaining(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.IntegrityError as error:
            raise ValueError(f"there already, or of nothing that is there: {error}") from error
        except sqlite3.Error as error:
            raise _explained(self.where, error) from error


def upgrade(connection: sqlite3.Connection, path: str, later: Sequence[Step]) -> None:
    """Bring an archive up by all steps past its version: all of them or none.

    Raises WrongVersion if the archive may not be written.
    """
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_READONLY:
            raise
        reason = "made by an older sayso; open it once where it may be written"
        raise WrongVersion(path, reason) from error
    try:
        have = _pragma(connection, "user_version")  # another process may have been faster
        for step in later:
            if step.number > have:
                _script(connection, step.sql)
                connection.execute(f"PRAGMA user_version = {step.number:d}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _connected(path: str, wait: float) -> sqlite3.Connection:
    """A connection that writes if it may, and reads in any case."""
    connection = sqlite3.connect(path, timeout=wait, isolation_level=None, check_same_thread=False)
    try:
        connection.execute(f"PRAGMA cache_size = {_PAGES:d}")
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchall()
    except sqlite3.OperationalError as error:
        connection.close()
        readable = error.sqlite_errorcode & 0xFF in (
            sqlite3.SQLITE_CANTOPEN,
            sqlite3.SQLITE_READONLY,
        )
        if path == MEMORY or not readable or not Path(path).is_file():
            raise
        log = Path(path + "-wal")
        if log.exists() and log.stat().st_size:
            raise ReadOnly(
                path, "its log has to be folded in; open it where it may be written"
            ) from error
        # a medium where not even the lock files of WAL can be made: nobody writes there
        uri = f"{Path(path).resolve().as_uri()}?mode=ro&immutable=1"
        connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchall()
    return connection


def _prepare(path: str, connection: sqlite3.Connection, create: bool) -> None:
    """See that the file is an archive of this version, or make it one."""
    newest = steps("sqlite")[-1].number
    ours = _pragma(connection, "application_id") == _APPLICATION
    empty = not connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    if not ours and not (empty and create):
        raise NotAnArchive(path, "this is not an archive of sayso")
    if ours and _pragma(connection, "user_version") > newest:
        raise WrongVersion(path, "made by a newer sayso; update sayso to read it")
    if empty:
        _make(connection, newest)
    elif _pragma(connection, "user_version") < newest:
        upgrade(connection, path, steps("sqlite"))
    # in WAL this outlives every crash of the process; a power cut may cost the last articles
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(f"PRAGMA wal_autocheckpoint = {_PAGES:d}")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA foreign_keys = ON")


def _make(connection: sqlite3.Connection, version: int) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("BEGIN IMMEDIATE")
    if _pragma(connection, "application_id") != _APPLICATION:  # or another process was faster
        _script(connection, schema("sqlite"))
        connection.execute(f"PRAGMA application_id = {_APPLICATION:d}")
        connection.execute(f"PRAGMA user_version = {version:d}")
    connection.execute("COMMIT")


def _script(connection: sqlite3.Connection, sql: str) -> None:
    """Run the statements of a script one by one (``executescript`` would commit before)."""
    statement = ""
    for line in sql.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            connection.execute(statement)
            statement = ""


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    with closing(connection.execute(f"PRAGMA {name}")) as cursor:
        return int(cursor.fetchone()[0])


def _bound(values: dict[str, Any]) -> dict[str, Any]:
    """Values as sqlite3 takes them: lists as JSON, for ``json_each``."""
    return {
        name: json.dumps(kept_value(value)) if isinstance(value, list) else kept_value(value)
        for name, value in values.items()
    }


def _some(phrases: Sequence[Phrase], least: int) -> str:
    """So many of the phrases must occur."""
    quoted = [f'"{" ".join(phrase)}"' for phrase in phrases]
    return " OR ".join(f"({' AND '.join(some)})" for some in combinations(quoted, least))


def _array(body: bytes, width: int) -> Vectors:
    return np.frombuffer(body, "<f4").reshape(-1, width)


def _explained(where: str, error: sqlite3.Error) -> StoreError:
    """A foreign error as one clear line of ours."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None and "decode" in str(error):  # a text cell that is no UTF-8 any more
        code = sqlite3.SQLITE_CORRUPT
    kind, reason = _ERRORS.get((code or 0) & 0xFF, (StoreError, str(error)))
    return kind(where, reason)
