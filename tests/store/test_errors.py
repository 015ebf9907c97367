"""What goes wrong with an archive is one clear line, and nothing that was stored is lost."""

from __future__ import annotations

import contextlib
import os
import random
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sayso.errors import (
    Damaged,
    Full,
    NoSuchArchive,
    NotAnArchive,
    ReadOnly,
    StoreError,
    Unreachable,
    WrongVersion,
)
from sayso.store import ArticleRecord, Query, Store, open_store

Make = Callable[..., ArticleRecord]


def made(path: Path, record: Make, count: int = 1) -> str:
    """A closed archive with some articles."""
    store = open_store(str(path), create=True)
    with store.writing() as w:
        for n in range(count):
            w.add(record(f"bird{n}", texts=(f"Bird{n} was seen",)))
    store.close()
    return str(path)


def read_all(store: Store) -> int:
    """Reads everything there is; tells how many articles."""
    list(store.all_statements())
    store.search_articles(Query(words="seen"))
    return sum(1 for _ in store.all_readings())


def one_line(error: pytest.ExceptionInfo[StoreError], where: str) -> bool:
    text = str(error.value)
    return text.startswith(f"{where}: ") and "\n" not in text and len(text) < len(where) + 200


@contextmanager
def disk(folder: Path, size: str) -> Iterator[Callable[[str], None]]:
    """A small disk of its own; what is yielded mounts it anew with other options."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "sayso", str(folder)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"no disk can be mounted here: {error}")

    def again(options: str) -> None:
        subprocess.run(["mount", "-o", f"remount,{options}", str(folder)], check=True)

    try:
        yield again
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


# What is there is no archive


def test_a_path_without_an_archive_is_told_and_nothing_is_made(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    with pytest.raises(NoSuchArchive) as error:
        open_store(str(path))
    assert one_line(error, str(path))
    assert list(tmp_path.iterdir()) == []


def foreign(path: Path, kind: str) -> None:
    if kind == "text":
        path.write_text("The old bridge is closed, police said on Monday.\n" * 50)
    elif kind == "another database":
        with contextlib.closing(sqlite3.connect(path)) as connection:
            connection.execute("CREATE TABLE birds (name TEXT)")
    elif kind == "empty":
        path.touch()
    elif kind == "folder":
        path.mkdir()


@pytest.mark.parametrize("create", [False, True], ids=["open", "create"])
@pytest.mark.parametrize("kind", ["text", "another database"])
def test_another_kind_of_file_is_told_and_left_as_it_is(
    tmp_path: Path, kind: str, create: bool
) -> None:
    path = tmp_path / "news.db"
    foreign(path, kind)
    before = path.read_bytes()
    with pytest.raises(NotAnArchive, match="not an archive") as error:
        open_store(str(path), create=create)
    assert one_line(error, str(path))
    assert path.read_bytes() == before


def test_an_empty_file_is_an_archive_only_if_one_is_to_be_made(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    foreign(path, "empty")
    with pytest.raises(NotAnArchive):
        open_store(str(path))
    store = open_store(str(path), create=True)
    assert store.counts().articles == 0
    store.close()


def test_a_folder_or_a_path_through_nothing_cannot_be_opened(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nowhere" / "news.db"):
        with pytest.raises(StoreError, match="cannot be opened") as error:
            open_store(str(path), create=True)
        assert one_line(error, str(path))


def test_an_archive_of_a_newer_sayso_says_what_to_do(tmp_path: Path, record: Make) -> None:
    where = made(tmp_path / "news.db", record)
    with contextlib.closing(sqlite3.connect(where)) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(WrongVersion, match="newer sayso; update") as error:
        open_store(where)
    assert one_line(error, where)


# What is there cannot be read or written


def test_a_file_of_which_a_part_is_overwritten_is_damaged(tmp_path: Path, record: Make) -> None:
    where = made(tmp_path / "news.db", record, 300)
    whole = Path(where).read_bytes()
    chance = random.Random(3)
    told = 0
    for _ in range(12):
        page = chance.randrange(1, len(whole) // 4096)
        noise = chance.randbytes(4096)
        Path(where).write_bytes(whole[: page * 4096] + noise + whole[(page + 1) * 4096 :])
        try:
            store = open_store(where)
            read_all(store)
            store.close()
        except StoreError as error:
            assert isinstance(error, Damaged), error
            assert "\n" not in str(error)
            told += 1
    assert told  # a page that nobody reads here may be hit too


def test_a_file_cut_off_is_damaged(tmp_path: Path, record: Make) -> None:
    where = made(tmp_path / "news.db", record, 300)
    whole = Path(where).read_bytes()
    Path(where).write_bytes(whole[: len(whole) // 2])
    with pytest.raises(Damaged) as error:
        read_all(open_store(where))
    assert one_line(error, where)


def test_a_row_that_makes_no_sense_is_damage(tmp_path: Path, record: Make) -> None:
    where = made(tmp_path / "news.db", record)
    with contextlib.closing(sqlite3.connect(where)) as connection:
        connection.execute("UPDATE readings SET body = '{\"attributions\": 3}'")
        connection.commit()
    with pytest.raises(Damaged) as error:
        read_all(open_store(where))
    assert one_line(error, where)


def test_a_full_disk_loses_nothing_and_the_run_can_go_on(tmp_path: Path, record: Make) -> None:
    with disk(tmp_path / "small", "1m") as again:
        where = str(tmp_path / "small" / "news.db")
        store = open_store(where, create=True)
        records = [record(f"bird{n}", texts=("It rained " * 50,), width=64) for n in range(2000)]
        stored = 0
        with pytest.raises(Full, match="disk is full") as error:
            for one in records:
                with store.writing() as w:
                    w.add(one)
                stored += 1
        assert one_line(error, where)
        assert 0 < stored < len(records)
        assert read_all(store) == stored
        store.close()
        again("size=64m")
        store = open_store(where)
        assert read_all(store) == stored
        with store.writing() as w:
            assert [w.add(one) for one in records[: stored + 9]] == [False] * stored + [True] * 9
        assert read_all(store) == stored + 9
        store.close()


def test_a_read_only_disk_can_be_read_but_not_written(tmp_path: Path, record: Make) -> None:
    with disk(tmp_path / "small", "8m") as again:
        where = made(tmp_path / "small" / "news.db", record, 20)
        again("ro")
        store = open_store(where)
        assert read_all(store) == 20
        with pytest.raises(ReadOnly) as error, store.writing() as w:
            w.add(record("heron"))
        assert one_line(error, where)
        store.close()
        missing = str(tmp_path / "small" / "other.db")
        with pytest.raises(StoreError) as error:
            open_store(missing, create=True)
        assert one_line(error, missing)


def test_a_log_that_was_left_behind_on_a_read_only_disk_is_not_ignored(
    tmp_path: Path, record: Make
) -> None:
    with disk(tmp_path / "small", "8m") as again:
        where = made(tmp_path / "small" / "news.db", record)
        if not (child := os.fork()):  # ends without closing: the log stays
            store = open_store(where)
            with store.writing() as w:
                w.add(record("heron"))
            os._exit(0)
        os.waitpid(child, 0)
        (tmp_path / "small" / "news.db-shm").unlink()
        again("ro")
        with pytest.raises(ReadOnly, match="open it where it may be written") as error:
            open_store(where)
        assert one_line(error, where)
        again("rw")
        assert read_all(open_store(where)) == 2


# PostgreSQL


def test_a_database_without_an_archive_is_told(empty_postgres: str) -> None:
    with pytest.raises(NoSuchArchive, match="no archive") as error:
        open_store(empty_postgres)
    assert one_line(error, empty_postgres.replace(":@", "@"))


def test_a_database_that_does_not_exist_is_told(postgres_url: str) -> None:
    where, _, rest = postgres_url.partition("?")
    url = f"{where.rpartition('/')[0]}/nowhere?{rest}"
    with pytest.raises(Unreachable, match='"nowhere" does not exist'):
        open_store(url, create=True)


def test_a_schema_of_somebody_else_is_left_as_it_is(empty_postgres: str) -> None:
    import psycopg

    with psycopg.connect(empty_postgres, autocommit=True) as connection:
        connection.execute("CREATE SCHEMA sayso CREATE TABLE birds (name text)")
    for create in (False, True):
        with pytest.raises(NotAnArchive, match="something else"):
            open_store(empty_postgres, create=create)


def test_a_database_of_a_newer_sayso_says_what_to_do(empty_postgres: str) -> None:
    import psycopg

    open_store(empty_postgres, create=True).close()
    with psycopg.connect(empty_postgres, autocommit=True) as connection:
        connection.execute("UPDATE sayso.settings SET value = '99' WHERE name = 'version'")
    with pytest.raises(WrongVersion, match="newer sayso; update"):
        open_store(empty_postgres)


def test_a_database_that_may_only_be_read_can_be_read(empty_postgres: str, record: Make) -> None:
    store = open_store(empty_postgres, create=True)
    with store.writing() as w:
        w.add(record("heron", texts=("It rained",)))
    store.close()
    mark = "&" if "?" in empty_postgres else "?"
    options = "options=-cdefault_transaction_read_only%3Don"
    store = open_store(f"{empty_postgres}{mark}{options}")
    assert read_all(store) == 1
    with pytest.raises(ReadOnly), store.writing() as w:
        w.add(record("otter"))
    assert read_all(store) == 1
    store.close()


def test_a_server_that_goes_away_is_unreachable(empty_postgres: str, record: Make) -> None:
    import psycopg

    store = open_store(empty_postgres, create=True)
    with (
        pytest.raises(Unreachable),
        store.writing() as w,
        psycopg.connect(empty_postgres, autocommit=True) as connection,
    ):
        w.add(record("heron"))
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
        )
        w.add(record("otter"))
    store.close()
    assert read_all(open_store(empty_postgres)) == 0


def test_a_server_that_is_not_there_is_unreachable_and_its_password_stays_secret() -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(Unreachable) as error:
        open_store("postgresql://ann:secret@127.0.0.1:9/news")
    assert one_line(error, "postgresql://ann@127.0.0.1:9/news")
    assert "secret" not in str(error.value)


def test_without_the_driver_the_extra_is_named() -> None:
    code = """if True:
        import sys
        sys.modules["psycopg"] = None
        from sayso.errors import StoreError
        from sayso.store import open_store
        try:
            open_store("postgresql://127.0.0.1/news")
        except StoreError as error:
            print(error)
    """
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "pip install 'sayso[postgres]'" in out.stdout
