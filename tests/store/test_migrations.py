"""A new archive and one brought up step by step have the same tables; steps keep what is there."""

from __future__ import annotations

import contextlib
import re
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from sayso.errors import WrongVersion
from sayso.store import ArticleRecord, Store, open_store, postgres, sqlite
from sayso.store.queries import Step, parsed, queries, schema, steps

Make = Callable[..., ArticleRecord]
LATER = Step(steps("sqlite")[-1].number + 1, "ALTER TABLE articles ADD COLUMN tone TEXT;\n")
BROKEN = Step(LATER.number + 1, "CREATE TABLE moods (name TEXT);\nDROP TABLE nowhere;\n")


def tables(connection: sqlite3.Connection) -> list[Any]:
    return connection.execute(
        "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name"
    ).fetchall()


def test_sqlite_schema_and_migrations_agree() -> None:
    new, old = (sqlite3.connect(":memory:", isolation_level=None) for _ in range(2))
    new.executescript(schema("sqlite"))
    sqlite.upgrade(old, ":memory:", steps("sqlite"))
    assert tables(old) == tables(new)
    version = old.execute("PRAGMA user_version").fetchone()[0]
    assert version == steps("sqlite")[-1].number


def catalogue(url: str) -> list[Any]:
    """All columns, indexes, constraints and search settings of the schema."""
    import psycopg

    asked = (
        "SELECT table_name, ordinal_position, column_name, data_type, is_nullable, collation_name"
        " FROM information_schema.columns WHERE table_schema = 'sayso' ORDER BY 1, 2",
        "SELECT indexdef FROM pg_indexes WHERE schemaname = 'sayso' ORDER BY 1",
        "SELECT conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint"
        " WHERE connamespace = 'sayso'::regnamespace ORDER BY 1, 2",
        "SELECT cfgname, maptokentype, dictname FROM pg_ts_config AS c"
        " JOIN pg_ts_config_map ON mapcfg = c.oid JOIN pg_ts_dict AS d ON d.oid = mapdict"
        " WHERE cfgnamespace = 'sayso'::regnamespace ORDER BY 1, 2, 3",
        "SELECT value FROM sayso.settings WHERE name = 'version'",
    )
    with psycopg.connect(url) as connection:
        return [connection.execute(sql).fetchall() for sql in asked]  # type: ignore[arg-type]


def test_postgres_schema_and_migrations_agree(empty_postgres: str) -> None:
    import psycopg

    open_store(empty_postgres, create=True).close()
    new = catalogue(empty_postgres)
    assert all(new)
    with psycopg.connect(empty_postgres, autocommit=True) as connection:
        connection.execute("DROP SCHEMA sayso CASCADE")
        first, *later = steps("postgres")
        with connection.transaction():
            connection.execute(first.sql.encode())
        connection.execute("SET search_path = sayso, public")
        postgres.upgrade(connection, later)
    assert catalogue(empty_postgres) == new


def test_steps_are_numbered_on_and_both_back_ends_are_at_the_same() -> None:
    for backend in ("sqlite", "postgres"):
        numbers = [step.number for step in steps(backend)]
        assert numbers == list(range(1, len(numbers) + 1))
    assert len(steps("sqlite")) == len(steps("postgres"))


def test_an_older_sqlite_archive_is_brought_up_and_keeps_everything(
    tmp_path: Path, record: Make
) -> None:
    where = str(tmp_path / "news.db")
    heron = record("heron", texts=("It rained",))
    store = open_store(where, create=True)
    with store.writing() as w:
        w.add(heron)
    store.close()
    with contextlib.closing(sqlite3.connect(where, isolation_level=None)) as connection:
        with pytest.raises(sqlite3.OperationalError, match="nowhere"):
            sqlite.upgrade(connection, where, [*steps("sqlite"), LATER, BROKEN])
        before = tables(connection)
        assert "tone" not in str(before)  # all steps or none
        assert "moods" not in str(before)
        for _ in range(2):  # a second time finds nothing to do
            sqlite.upgrade(connection, where, [*steps("sqlite"), LATER])
        assert connection.execute("SELECT id, tone FROM articles").fetchall() == [
            (heron.reading.article.id, None)
        ]
        assert connection.execute("PRAGMA user_version").fetchone() == (LATER.number,)
        with pytest.raises(WrongVersion, match="newer"):
            open_store(where)
        connection.execute(f"PRAGMA user_version = {LATER.number - 1}")
    assert open_store(where).reading(heron.reading.article.id) == heron.reading


def test_an_older_postgres_archive_is_brought_up_and_keeps_everything(
    empty_postgres: str, record: Make
) -> None:
    import psycopg

    heron = record("heron", texts=("It rained",))
    store = open_store(empty_postgres, create=True)
    with store.writing() as w:
        w.add(heron)
    store.close()
    before = catalogue(empty_postgres)
    with psycopg.connect(empty_postgres, autocommit=True) as connection:
        connection.execute("SET search_path = sayso, public")
        with pytest.raises(psycopg.errors.UndefinedTable):
            postgres.upgrade(connection, [LATER, BROKEN])
        assert catalogue(empty_postgres) == before
        postgres.upgrade(connection, [LATER])
        assert connection.execute("SELECT id, tone FROM articles").fetchall() == [
            (heron.reading.article.id, None)
        ]
    with pytest.raises(WrongVersion, match="newer"):
        open_store(empty_postgres)


OLD_ROWS = (
    "INSERT INTO makers (name) VALUES ('1')",
    "INSERT INTO articles (seq, id, added, moment, statements, authors, links, text)"
    " VALUES (1, 'dated', '2031', 5, 1, '[]', '[]', ''),"
    " (2, 'undated', '2031', NULL, 1, '[]', '[]', '')",
    "INSERT INTO readings (article, maker, body) VALUES"
    """ (1, 1, '{"attributions":[{"id":"a1","via":"Radio Vell"}],"upstream":[]}'),"""
    """ (2, 1, '{"attributions":[{"id":"a2"}],"upstream":[]}')""",
    "INSERT INTO statements"
    " (seq, id, article, attribution, speaker, certainty, polarity, maker, spans, text) VALUES"
    " (1, 'one', 1, 'a1', 'Ann Lee', 'certain', 'asserts', 1, '[]', ''),"
    " (2, 'two', 2, 'a2', 'Ann Lee', 'certain', 'asserts', 1, '[]', '')",
    "INSERT INTO statement_keys (key, statement)"
    " VALUES ('ferry', 1), ('Dale', 1), ('sank', 1), ('ferry', 2), ('sank', 2)",
)
PAIRS = [("Dale ferry", "one"), ("Dale sank", "one"), ("ferry sank", "one"), ("ferry sank", "two")]


@pytest.fixture
def old_sqlite(tmp_path: Path) -> Store:
    """An archive that the first release made, opened."""
    where = str(tmp_path / "news.db")
    open_store(where, create=True).close()
    with contextlib.closing(sqlite3.connect(where, isolation_level=None)) as connection:
        for _, name in connection.execute("SELECT type, name FROM sqlite_schema").fetchall():
            connection.execute(f"DROP TABLE IF EXISTS {name}")
        connection.execute("PRAGMA user_version = 0")
        sqlite.upgrade(connection, where, steps("sqlite")[:1])
        for sql in OLD_ROWS:
            connection.execute(sql)
    return open_store(where)


@pytest.fixture
def old_postgres(empty_postgres: str) -> Store:
    """The same in PostgreSQL."""
    import psycopg

    open_store(empty_postgres, create=True).close()
    with psycopg.connect(empty_postgres, autocommit=True) as connection:
        connection.execute("DROP SCHEMA sayso CASCADE")
        connection.execute(steps("postgres")[0].sql.encode())
        connection.execute("SET search_path = sayso, public")
        for sql in OLD_ROWS:
            connection.execute(sql.encode())
    return open_store(empty_postgres)


@pytest.mark.parametrize("old", ["old_sqlite", "old_postgres"])
def test_what_statements_are_found_by_becomes_pairs(
    old: str, request: pytest.FixtureRequest
) -> None:
    store: Store = request.getfixturevalue(old)
    asked = [key for key, _ in PAIRS]
    assert sorted(store.sharing(asked)) == PAIRS
    later = datetime(2031, 1, 1, tzinfo=UTC)
    assert store.sharing(asked, since=later) == PAIRS[-1:]


@pytest.mark.parametrize("old", ["old_sqlite", "old_postgres"])
def test_the_outlet_that_a_speaker_spoke_through_comes_beside_the_statement(
    old: str, request: pytest.FixtureRequest
) -> None:
    store: Store = request.getfixturevalue(old)
    found = {q.statement.id: q.via for q in store.said_by(["Ann Lee"])}
    assert found == {"one": "Radio Vell", "two": None}


def test_every_query_says_what_it_does_and_is_used() -> None:
    code = "".join(path.read_text("utf-8") for path in Path(sqlite.__file__).parent.glob("*.py"))
    composed = re.compile(r"(claim|story|statement|article|maker|publisher)")
    for backend in ("sqlite", "postgres"):
        for query in queries(backend).values():
            assert query.description[0].islower() or query.description[0].isupper()
            template = composed.sub("{noun}", query.name, count=1)
            names = {query.name, template, query.name.replace("claims", "{plural}")}
            names.add(query.name.replace("stories", "{plural}"))
            assert any(f'"{name}"' in code for name in names), query.name


def test_both_back_ends_answer_the_same_queries() -> None:
    own = {
        "sqlite": {"add_vectors", "vectors_after"},
        "postgres": {"add_vector", "index_vectors", "nearest", "set_version", "size", "version"},
    }
    common = [queries(backend).keys() - own[backend] for backend in own]
    assert common[0] == common[1]


def test_a_file_of_queries_is_taken_apart_by_names() -> None:
    text = "-- one: the first\nSELECT 1;\n\n-- a remark\n-- two: the second\nSELECT\n    2;\n"
    found = parsed(text)
    assert found["one"].description == "the first"
    assert found["two"].sql == "SELECT\n    2"
    with pytest.raises(ValueError, match="same name"):
        parsed(text + "-- one: again\nSELECT 3;\n")
