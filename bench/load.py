"""The site over a large archive: how long pages and the API take, and what many readers at once do.

    python -m bench.load [--archive FILE] [--clients 50] [--seconds 60]

In: an archive, best a copy: articles are added to it. A real server is started over it. Out: how
long each sort of page takes, one after the other; how large an article's page is when it comes
compressed; and how many of the answers fail while so many clients ask without pause and
`sayso add` puts articles in.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from urllib.parse import quote, urlencode

for _threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_threads, "1")

import httpx

from bench import shared
from bench.scale import FOLDER, at_95
from sayso.archive import Archive

TIMES = 20
ADDED = 1_000
SAYSO = Path(sys.executable).parent / "sayso"


@contextmanager
def served(archive: Path) -> Iterator[str]:
    """A server over an archive, by its address, as long as it is needed."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [SAYSO, "serve", archive, "--port", str(port)]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    here = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            try:
                httpx.get(f"{here}/health").raise_for_status()
                break
            except httpx.HTTPError:
                time.sleep(0.1)
        yield here
    finally:
        running.terminate()
        running.wait(30)


def asked(archive: Archive) -> dict[str, list[str]]:
    """Addresses of each sort, drawn from all over the archive; the same ones each time."""
    draw = random.Random(5)
    held = archive.info().articles
    step = max(1, held // TIMES)
    entries = list(islice(archive.store.all_entries(), 0, held, step))[:TIMES]
    said = archive.store.statements_of([e.id for e in entries], 12)
    texts = [s for s in draw.sample(said, min(len(said), 3 * TIMES)) if s.attribution][:TIMES]
    rare = [" ".join(sorted(s.text.split(), key=len)[-2:]) for s in texts]
    claims = [c.id for c in islice(archive.store.all_claims(), TIMES)]
    outlets = [p.name for p in archive.store.publishers(limit=TIMES).items]
    sources = [s.id for s in texts if s.speaker]
    return {
        "start": ["/"] * TIMES,
        "an article": [f"/articles/{e.id}" for e in entries],
        "a claim": [f"/claims/{c}" for c in claims],
        "stories": [f"/stories?cursor={20 * n}" for n in range(TIMES)],
        "a source": [f"/sources/{s}" for s in sources],
        "an outlet": [f"/outlet?{urlencode({'name': name})}" for name in outlets],
        "search": [f"/search?{urlencode({'words': words})}" for words in rare],
        "API: search": [f"/api/v1/search?{urlencode({'words': words})}" for words in rare],
        "API: an article": [f"/api/v1/articles/{quote(e.id)}" for e in entries],
    }


def answered(here: str, wanted: Mapping[str, Sequence[str]]) -> dict[str, list[float]]:
    """The milliseconds of each answer, one after the other."""
    spent: dict[str, list[float]] = {}
    with httpx.Client(base_url=here, timeout=60) as client:
        for name, addresses in wanted.items():
            for address in addresses:
                begun = time.perf_counter()
                client.get(address).raise_for_status()
                spent.setdefault(name, []).append(1000 * (time.perf_counter() - begun))
    return spent


def under_load(
    here: str, addresses: Sequence[str], clients: int, seconds: float
) -> tuple[Counter[str], list[float]]:
    """What so many clients that ask without pause get: how often which status, and the times."""
    end = time.monotonic() + seconds

    def one(seed: int) -> tuple[Counter[str], list[float]]:
        draw, got, spent = random.Random(seed), Counter[str](), []
        with httpx.Client(base_url=here, timeout=120) as client:
            while time.monotonic() < end:
                begun = time.perf_counter()
                try:
                    got[str(client.get(draw.choice(addresses)).status_code)] += 1
                except httpx.HTTPError as error:
                    got[type(error).__name__] += 1
                spent.append(1000 * (time.perf_counter() - begun))
        return got, spent

    with ThreadPoolExecutor(clients) as pool:
        parts = list(pool.map(one, range(clients)))
    return sum((got for got, _ in parts), Counter()), [ms for _, spent in parts for ms in spent]


@contextmanager
def adding(archive: Path) -> Iterator[None]:
    """`sayso add` puts articles that are not there into the archive meanwhile."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "more.jsonl"
        stamp = time.time_ns()
        with path.open("w", encoding="utf-8") as lines:
            for n, row in enumerate(
                islice(shared.records("data/rumours/articles.jsonl.gz"), ADDED)
            ):
                more = {"url": f"https://more.example/{stamp}/{n}", "text": row["text"]}
                lines.write(json.dumps(more) + "\n")
        command = [SAYSO, "add", archive, path]
        running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            yield
        finally:
            running.terminate()
            running.wait(60)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--archive", type=Path, default=FOLDER / "news.db")
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    options = parser.parse_args()
    with Archive(options.archive, create=False) as archive:
        wanted = asked(archive)
        before = archive.info().articles
    with served(options.archive) as here:
        print(f"{before:,} articles, one server process")
        print("page                 median ms   95 %")
        for name, spent in answered(here, wanted).items():
            print(f"  {name:18} {statistics.median(spent):9.0f} {at_95(spent):6.0f}")
        sizes = [
            int(
                httpx.get(here + path, headers={"Accept-Encoding": "gzip"}).headers[
                    "content-length"
                ]
            )
            for path in wanted["an article"]
        ]
        print(f"  an article's page, gzip: {max(sizes) / 1000:.0f} kB at most")
        with adding(options.archive):
            every = [a for addresses in wanted.values() for a in addresses]
            got, spent = under_load(here, every, options.clients, options.seconds)
    with Archive(options.archive, create=False) as archive:
        added = archive.info().articles - before
    told = ", ".join(f"{number:,} x {status}" for status, number in got.most_common())
    print(f"{options.clients} clients for {options.seconds:.0f} s, {added} articles added: {told}")
    rate, middle = len(spent) / options.seconds, statistics.median(spent)
    print(f"  {rate:.1f} answers/s, median {middle:.0f} ms, 95 % {at_95(spent):.0f} ms")


if __name__ == "__main__":
    main()
