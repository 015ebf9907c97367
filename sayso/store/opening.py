"""A path or URL in, an open store out."""

from __future__ import annotations

from sayso.store.contract import Store
from sayso.store.sql_store import SqlStore
from sayso.store.sqlite import SQLite


def open_store(where: str, *, create: bool = False, wait: float = 30.0) -> Store:
    """Open an archive: a file, ":memory:", or a PostgreSQL database by its URL.

    ``create`` makes one where nothing is. An archive of an older version is brought up to this
    one. ``wait`` is for how many seconds a writer waits while another writes.

    Raises NoSuchArchive, NotAnArchive, WrongVersion, Unreachable or another StoreError.

    >>> open_store(":memory:", create=True).counts().articles
    0
    """
    if where.startswith(("postgresql://", "postgres://")):
        from sayso.store.postgres import Postgres  # psycopg is an extra

        return SqlStore(Postgres.open(where, create=create, wait=wait))
    return SqlStore(SQLite.open(where, create=create, wait=wait))
