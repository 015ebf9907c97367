"""One process writes, others read and see whole articles; a second writer waits its turn."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from sayso.errors import Locked
from sayso.store import ArticleRecord, Store, open_store

Make = Callable[..., ArticleRecord]

if not hasattr(os, "fork"):
    pytest.skip("needs other processes", allow_module_level=True)


@pytest.fixture(params=["sqlite", "postgres"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    path = str(tmp_path / "news.db")
    where: str = path if request.param == "sqlite" else request.getfixturevalue("empty_postgres")
    open_store(where, create=True).close()
    return where


def started(work: Callable[[], None]) -> int:
    """Does the work in another process, which ends with 0 if nothing was raised."""
    child = os.fork()
    if not child:
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    return child


def ended_well(child: int) -> bool:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def read_on(place: str, until: int) -> None:
    """Reads until so many articles are there, and sees none that is not whole."""
    store: Store = open_store(place)
    seen, end = 0, time.monotonic() + 120
    while seen < until:
        assert time.monotonic() < end
        entries = list(store.all_entries())
        assert len(entries) >= seen
        for entry in entries[seen:]:
            assert entry.statements == len(store.statements_of([entry.id])) == 2
            assert store.reading(entry.id)
        seen = len(entries)
        assert len(store.nearest(np.ones((1, 8), np.float32), limit=1000)[0]) >= 2 * seen
        time.sleep(0.001)
    store.close()


def test_others_read_while_one_writes(place: str, record: Make) -> None:
    children = [started(lambda: read_on(place, 40)) for _ in range(2)]
    store = open_store(place)
    for n in range(40):
        with store.writing() as w:
            w.add(record(f"bird{n}", texts=("It rained", "It snowed")))
    store.close()
    assert [ended_well(child) for child in children] == [True, True]


def test_what_is_being_written_is_not_seen_elsewhere(place: str, record: Make) -> None:
    writer, reader = open_store(place), open_store(place)
    with writer.writing() as w:
        w.add(record("heron", texts=("It rained",)))
        assert writer.counts().articles == 1
        assert reader.counts().articles == 0
    assert reader.counts().articles == 1
    writer.close()
    reader.close()


def test_a_second_writer_waits_its_turn(place: str, record: Make) -> None:
    def add(name: str) -> None:
        store = open_store(place, wait=120)
        for n in range(15):
            with store.writing() as w:
                w.add(record(f"{name}{n}", texts=("It rained", "It snowed")))
        store.close()

    children = [started(lambda name=name: add(name)) for name in ("heron", "otter")]
    assert [ended_well(child) for child in children] == [True, True]
    store = open_store(place)
    assert store.counts().articles == 30
    assert len({s.id for s in store.all_statements()}) == 60
    store.close()


def test_a_writer_that_waits_too_long_is_told_that_the_archive_is_locked(
    place: str, record: Make
) -> None:
    first, second = open_store(place), open_store(place, wait=0.1)
    with first.writing() as w:
        w.add(record("heron"))
        with pytest.raises(Locked, match="another process is writing"), second.writing():
            pass
    with second.writing() as w:
        w.add(record("otter"))
    assert first.counts().articles == 2
    first.close()
    second.close()


def test_two_may_make_the_same_archive_at_once(tmp_path: Path, record: Make) -> None:
    def make(where: str, name: str) -> None:
        store = open_store(where, create=True)
        with store.writing() as w:
            w.add(record(name))
        store.close()

    for n in range(10):
        where = str(tmp_path / f"new{n}.db")
        children = [started(lambda w=where, name=name: make(w, name)) for name in ("heron", "vole")]
        assert [ended_well(child) for child in children] == [True, True]
        store = open_store(where)
        assert store.counts().articles == 2
        store.close()


def test_threads_may_share_a_store(place: str, record: Make) -> None:
    store = open_store(place)
    failed: list[BaseException] = []

    def work(name: str) -> None:
        try:
            for n in range(10):
                with store.writing() as w:
                    w.add(record(f"{name}{n}", texts=("It rained", "It snowed")))
                assert len(store.nearest(np.ones((1, 8), np.float32))[0]) > 0
                assert all(e.statements == 2 for e in store.all_entries())
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=work, args=(name,)) for name in ("heron", "otter", "vole")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    assert store.counts().articles == 30
    store.close()
