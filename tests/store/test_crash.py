"""Killed at any moment, an archive holds whole articles, and the run can go on (kill -9)."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sayso.store import ArticleRecord, Query, Store, open_store
from sayso.types import Relation, Skipped, StatementLink, StoryLink

Make = Callable[..., ArticleRecord]

if not hasattr(os, "fork"):
    pytest.skip("needs processes that can be killed", allow_module_level=True)


def run(record: Make, count: int) -> list[ArticleRecord]:
    """Articles each of which is linked to one before."""
    made: list[ArticleRecord] = []
    for n in range(count):
        one = record(
            f"bird{n}",
            texts=(f"Bird{n} was seen", f"Bird{n} left"),
            hashes=np.arange(20) * 1000 + n,
            places=np.arange(20),
        )
        if made:
            before = made[n * 7 % len(made)]
            ends = one.statements[0].id, before.statements[0].id
            articles = one.reading.article.id, before.reading.article.id
            one = replace(
                one,
                links=(StatementLink(*ends, Relation.SAME),),
                story_links=(StoryLink(*articles),),
            )
        made.append(one)
    return made


def add_all(where: str, records: list[ArticleRecord], batch: int, mouth: int = -1) -> None:
    """Adds what is not there yet, as a run that is started again does; tells after each block."""
    store = open_store(where, create=True)
    known = store.known(r.reading.article.id for r in records)
    left = [r for r in records if r.reading.article.id not in known]
    for at in range(0, len(left), batch):
        with store.writing() as w:
            for one in left[at : at + batch]:
                w.add(one)
                w.skip(Skipped(f"{one.reading.article.url}?print", "the same article"))
        if mouth >= 0:
            os.write(mouth, b"!")
    store.close()


def killed(work: Callable[[int], None], blocks: int, delay: float) -> bool:
    """Does the work in another process and kills it some seconds after so many blocks.

    Whether there was still something to kill.
    """
    ear, mouth = os.pipe()
    child = os.fork()
    if not child:
        try:
            work(mouth)
        finally:
            os._exit(0)
    os.close(mouth)
    for _ in range(blocks):
        os.read(ear, 1)
    time.sleep(delay)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    os.close(ear)
    return os.WIFSIGNALED(status)


def content(store: Store) -> list[Any]:
    """All that is in a store but for when it came there, and what words find."""
    return [
        [replace(e, added=datetime.min) for e in store.all_entries()],
        list(store.all_readings()),
        list(store.all_statements()),
        list(store.all_links()),
        list(store.all_claims()),
        list(store.all_story_links()),
        store.latest_stories(limit=1000).items,
        list(store.all_skipped()),
        store.vectors([s.id for s in store.all_statements()]).tolist(),
        store.holders(np.arange(30_000)),
    ]


def check_whole(store: Store, records: list[ArticleRecord], since: int) -> int:
    """That of the articles after the first ``since`` each is there whole or not at all."""
    there = [e.id for e in store.all_entries()]
    assert there == [r.reading.article.id for r in records[: len(there)]]
    assert store.counts().statements == 2 * len(there)
    for one in records[since : len(there)]:
        article, ids = one.reading.article, [s.id for s in one.statements]
        assert store.reading(article.id) == one.reading
        assert store.statements_of([article.id]) == list(one.statements)
        assert store.vectors(ids).tolist() == one.vectors.tolist()
        assert {h.article for h in store.holders(one.hashes)} == {article.id}
        assert set(one.links) <= set(store.links(ids))
        assert set(one.story_links) <= set(store.story_links([article.id]))
        assert len(set(store.claim_ids([s for k in one.links for s in (k.a, k.b)]).values())) <= 1
        name = article.text.split()[1]
        assert len(store.search_articles(Query(words=name)).items) == 1
        assert len(store.search_statements(Query(words=name)).items) == 2
    return len(there)


@pytest.fixture(params=["sqlite", "postgres"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return str(tmp_path / "news.db")
    url: str = request.getfixturevalue("empty_postgres")
    return url


def test_a_run_that_is_killed_again_and_again_ends_like_an_undisturbed_one(
    place: str, record: Make
) -> None:
    kills, longest = (60, 0.01) if place.endswith(".db") else (12, 0.03)
    records = run(record, 60 * kills)
    chance = random.Random(4)
    open_store(place, create=True).close()
    there = disturbed = 0
    while disturbed < kills and there < len(records):
        # however slow the machine, some articles are left for the next kill
        part = records[: there + 40]
        batch = chance.choice((1, 1, 5))
        disturbed += killed(
            lambda mouth, p=part, b=batch: add_all(place, p, b, mouth),
            chance.choice((0, 1, 2, 4)),
            chance.uniform(0, longest),
        )
        store = open_store(place)
        there = check_whole(store, records, there)
        store.close()
    assert disturbed == kills
    assert there
    last = min(len(records), there + 20)
    add_all(place, records[:last], 1)
    disturbed_store, quiet = open_store(place), open_store(":memory:", create=True)
    with quiet.writing() as w:
        for one in records[:last]:
            w.add(one)
            w.skip(Skipped(f"{one.reading.article.url}?print", "the same article"))
    assert content(disturbed_store) == content(quiet)
    disturbed_store.close()
    if place.endswith(".db"):
        with sqlite3.connect(place) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            for table in ("statement_words", "article_words"):
                connection.execute(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')")


def test_an_archive_killed_while_it_was_made_can_be_made(tmp_path: Path, record: Make) -> None:
    chance = random.Random(5)
    for n in range(20):
        path = str(tmp_path / f"news{n}.db")
        killed(lambda _, p=path: open_store(p, create=True).close(), 0, chance.uniform(0, 0.012))
        store = open_store(path, create=True)
        with store.writing() as w:
            assert w.add(record("heron", texts=("It rained",)))
        assert store.counts().articles == 1
        store.close()
