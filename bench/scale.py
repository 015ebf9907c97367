"""A big archive: what one more article costs as it grows, and how long questions take.

    python -m bench.scale [--articles N] [--folder FOLDER]

In: the corpus, again and again with changed names (bench/big.py). Out: two tables. The corpus
is read once (20 minutes); what is added is linked and stored by the same code as in
`Archive.add`. Whatever is in the folder (out/scale) from the last time is not made again: an
archive that was stopped goes on growing, and a finished one is only asked.

Adding is measured in processor time, reading not in it; memory is the highest so far of the
process that adds, the network in it. Questions are measured by the clock.
"""

from __future__ import annotations

import argparse
import json
import os

for _threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_threads, "1")

import random
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

from bench import big
from bench.memory import peak
from sayso.archive import Archive
from sayso.archive.intake import Run, batches, recorded
from sayso.errors import ClaimNotFound
from sayso.read import read
from sayso.store import Entry, Query
from sayso.types import Reading

#: Articles of a row of the first table, and in one transaction (as `Archive.add` has it).
STEP, BATCH = 1_000, 16
#: Questions of each sort.
TIMES = 20
FOLDER = Path("out/scale")


@dataclass(frozen=True, slots=True)
class Step:
    """What the last `STEP` of so many articles took: milliseconds each, and MB at most."""

    articles: int
    milliseconds: float
    memory: float


def grown(folder: Path, articles: int) -> list[Step]:
    """Let the archive in a folder grow to so many articles; what each step took."""
    kept = folder / "steps.jsonl"
    taken = {step.articles for step in _kept(kept)}
    with Archive(folder / "news.db") as archive:
        held = archive.info().articles
        if held < articles:
            read(next(big.corpus()))  # the network belongs to what adding needs
            source = islice(big.readings(folder / "readings.jsonl", held), articles - held)
            for step in _steps(archive, source, held):
                if step.articles in taken:  # some readings are alike: a few more came in
                    continue
                with kept.open("a", encoding="utf-8") as lines:
                    lines.write(json.dumps(asdict(step)) + "\n")
    return _kept(kept)


def _kept(path: Path) -> list[Step]:
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    return [Step(**json.loads(line)) for line in lines]


def _steps(archive: Archive, source: Iterator[Reading], held: int) -> Iterator[Step]:
    run = Run(archive.store)
    spent, since = 0.0, held
    for batch in batches(source, BATCH):
        begun = time.process_time()
        run.write([recorded(reading) for reading in batch])
        spent += time.process_time() - begun
        now = held + run.done.seen
        if now // STEP > since // STEP:
            yield Step(now // STEP * STEP, 1000 * spent / (now - since), peak())
            spent, since = 0.0, now


def questions(archive: Archive) -> Iterator[tuple[str, Callable[[], object]]]:
    """What people ask of an archive, drawn from what is in it; the same ones each time."""
    draw = random.Random(5)
    said = _some(archive, draw)
    for text in said:
        words = text.split()
        at = draw.randrange(max(1, len(words) - 3))
        rare, phrase = " ".join(sorted(words, key=len)[-2:]), " ".join(words[at : at + 3])
        yield "search, two words", lambda q=rare: archive.search(q)
        yield "search, a phrase", lambda q=phrase: archive.search(f'"{q}"')
        yield (
            "search, any word of a sentence",
            lambda q=text: archive.search(Query(words=q, any_word=True)),
        )
        yield "trace, a sentence", lambda q=text: archive.trace(q)
    for entry in _spread(archive):
        yield "trace, an article", lambda q=entry.id: archive.trace(q)
    for claim in islice(archive.store.all_claims(), TIMES):
        yield "trace, a claim", lambda q=claim.id: archive.trace(q)
    names = [s.name for s in archive.store.speakers(limit=TIMES).items]
    for name in names:
        yield "sources of a name", lambda q=name: archive.sources(q)
        yield "search by speaker", lambda q=name: archive.search(Query(speaker=q))
    for n in range(TIMES):
        yield "stories, a page", lambda n=n: archive.stories(cursor=str(20 * n))
        yield "info", archive.info


def _spread(archive: Archive) -> list[Entry]:
    """Articles from all over the archive."""
    held = archive.info().articles
    return list(islice(archive.store.all_entries(), 0, held, max(1, held // TIMES)))[:TIMES]


def _some(archive: Archive, draw: random.Random) -> list[str]:
    """Sentences from all over the archive."""
    found = archive.store.statements_of(entry.id for entry in _spread(archive))
    return [s.text for s in draw.sample([s for s in found if s.attribution], TIMES)]


def answered(archive: Archive) -> dict[str, list[float]]:
    """The milliseconds that each sort of question takes, one by one."""
    spent: dict[str, list[float]] = {}
    for name, ask in questions(archive):
        begun = time.perf_counter()
        try:
            ask()
        except ClaimNotFound:
            continue
        spent.setdefault(name, []).append(1000 * (time.perf_counter() - begun))
    return spent


def at_95(spent: Sequence[float]) -> float:
    """What 95 of 100 stay under."""
    return statistics.quantiles(spent, n=20, method="inclusive")[-1]


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--folder", type=Path, default=FOLDER)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    big.read_all(options.folder / "readings.jsonl")
    steps = grown(options.folder, options.articles)
    print("articles   ms to add one (reading aside)   MB at most")
    for step in steps:
        if step.articles in (STEP, 2 * STEP, 5 * STEP) or not step.articles % (10 * STEP):
            print(f"{step.articles:8,} {step.milliseconds:31.1f} {step.memory:12.0f}")
    with Archive(options.folder / "news.db", create=False) as archive:
        size = archive.info()
        print(f"{size.articles:,} articles, {size.statements:,} statements,", end=" ")
        print(f"{size.bytes / size.articles / 1000:.0f} kB an article")
        print("asked                              median ms   95 %")
        for name, spent in answered(archive).items():
            print(f"{name:33} {statistics.median(spent):10.1f} {at_95(spent):6.0f}")


if __name__ == "__main__":
    main()
