"""Reuse: planted copies, careful readers' copies, sources of Wikinews articles, and speed.

    python -m bench.reuse [--speed 8810]

Planted: passages of 80 to 200 words out of 500 articles of the corpus, a quarter, half or all of
each put into another article with light edits (words changed, dropped or swapped, other
punctuation and quotation marks), in an archive of 2,000. Found is a copy if the pair is reported
with most of the planted words. A pair that is not planted counts as wrong unless the two
articles share the passage anyway, without any planting.
"""

from __future__ import annotations

import argparse
import os

for _threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_threads, "1")

import random
import re
import time
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, islice
from typing import Any, NamedTuple, TypeAlias

from bench import shared
from sayso.link.reuse.candidates import candidates
from sayso.link.reuse.fingerprints import Fingerprints, fingerprints
from sayso.link.reuse.passages import apart_from, reuse
from sayso.link.reuse.resolve import most_alike
from sayso.types import Article, Reuse, Span

SEED = 4
PLANTS = 500
SHARES = (0.25, 0.5, 1.0)


Pairs: TypeAlias = dict[tuple[str, str], Reuse]


class Held(NamedTuple):
    """A holder as candidates take it."""

    hash: int
    article: str
    place: int
    publisher: str | None


class Memory:
    """The simplest archive of fingerprints: a dictionary."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self.prints: dict[str, Fingerprints] = {}
        self._held: dict[int, list[Held]] = defaultdict(list)
        self._spread: dict[int, Counter[str | None]] = defaultdict(Counter)
        for a in articles:
            prints = self.prints[a.id] = fingerprints(a.text)
            for h, place in zip(prints.hashes.tolist(), prints.places.tolist(), strict=True):
                if not self._held[h] or self._held[h][-1].article != a.id:
                    self._spread[h][a.publisher] += 1
                self._held[h].append(Held(h, a.id, place, a.publisher))

    def holders(self, hashes: Any) -> list[Held]:
        """Whoever has one of them."""
        return [held for h in hashes.tolist() for held in self._held.get(h, ())]

    def spread(self, hashes: Any) -> dict[int, Mapping[str | None, int]]:
        """How many articles of each publisher have each of them."""
        return {h: self._spread[h] for h in hashes.tolist() if h in self._spread}


class Frequencies:
    """How many articles have a word."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self.articles = len(articles)
        self._counts: Counter[str] = Counter()
        for article in articles:
            words = re.findall(r"[^\W_]+", f"{article.title or ''}\n{article.text}".casefold())
            self._counts.update(set(words))

    def holding(self, words: Collection[str]) -> dict[str, int]:
        """The number of articles for each word."""
        return {word: self._counts[word] for word in words}


def corpus(number: int) -> list[Article]:
    """Every n-th article of the corpus; its publisher is the host it stands on."""
    step = max(1, 8810 // number)
    lines = shared.records("data/corpus/us-news-2018-2019.jsonl.gz")
    return [
        replace(
            Article.from_text(r["text"], url=r["url"], published=r["published"]),
            publisher=r["publisher_url"],
        )
        for r in islice(lines, 0, step * number, step)
    ]


def pairs(articles: Sequence[Article]) -> Pairs:
    """All reuse between the articles, by ids."""
    archive = Memory(articles)
    by_id = {article.id: article for article in articles}
    found = {}
    for article in articles:
        prints = archive.prints[article.id]
        for candidate in candidates(article.id, article.publisher, prints, archive):
            if candidate.article > article.id:
                other = by_id[candidate.article]
                whole = reuse(article, other)
                result = whole and apart_from(whole, article, other, candidate.common)
                if result:
                    found[article.id, other.id] = result
    return found


def passage(article: Article, chance: random.Random) -> str | None:
    """A passage of whole paragraphs, 80 to 200 words."""
    paragraphs = [p for p in article.text.split("\n") if len(p.split()) >= 15]
    chance.shuffle(starts := list(range(len(paragraphs))))
    for start in starts:
        words: list[str] = []
        for paragraph in paragraphs[start:]:
            words += paragraph.split()
            if 80 <= len(words) <= 200:
                return " ".join(words)
    return None


def edited(words: list[str], other: list[str], chance: random.Random) -> list[str]:
    """The words with one in twenty changed, dropped or swapped, and other marks."""
    out: list[str] = []
    for word in words:
        if chance.random() < 0.05:
            kind = chance.choice(["change", "drop", "swap"])
            if kind == "change":
                out.append(chance.choice(other))
            elif kind == "swap" and out:
                out.insert(-1, word)
            continue
        if chance.random() < 0.3:
            word = word.translate(str.maketrans({"“": '"', "”": '"', "’": "'", ",": "", "—": "-"}))
        out.append(word)
    return out


class Planted(NamedTuple):
    """A corpus with copies planted in it: which article got which passage, and from where."""

    articles: list[Article]
    sources: dict[str, str]  # of hosts (ids)
    spans: dict[str, Span]


def plant(articles: Sequence[Article], share: float) -> Planted:
    """Copy the share of a passage from each of the first articles into one of the others."""
    chance = random.Random(SEED)
    half = len(articles) // 2
    passages = [(a, p) for a in articles[:half] if (p := passage(a, chance))]
    made, sources, spans = {}, {}, {}
    for (source, text), host in zip(passages[:PLANTS], articles[half:], strict=False):
        words = text.split()[: max(20, int(len(text.split()) * share))]
        copy = " ".join(edited(words, host.text.split(), chance))
        lines = host.text.split("\n")
        at = chance.randrange(len(lines) + 1)
        start = len("\n".join([*lines[:at], ""])) if at else 0
        made[host.id] = replace(host, text="\n".join([*lines[:at], copy, *lines[at:]]))
        sources[host.id] = source.id
        spans[host.id] = Span(start, start + len(copy))
    return Planted([made.get(a.id, a) for a in articles], sources, spans)


def planted(articles: Sequence[Article], before: Pairs, share: float) -> tuple[float, float]:
    """Recall and precision on copies planted among articles that share ``before`` anyway."""
    plants = plant(articles, share)
    after = pairs(plants.articles)
    gold = {_key(*pair): pair[0] for pair in plants.sources.items()}
    hit = sum(
        _covered(after[key], host, plants.spans[host]) > 0.5
        for key, host in gold.items()
        if key in after
    )
    texts = {a.id: a.text for a in plants.articles}
    wrong = [k for k in after if k not in gold and k not in before and not _due(k, plants, texts)]
    return hit / len(gold), hit / max(1, hit + len(wrong))


def _due(pair: tuple[str, str], plants: Planted, texts: Mapping[str, str]) -> bool:
    """Whether a third article shares with the host what it shares with the source."""
    for host, third in (pair, pair[::-1]):
        source = plants.sources.get(host)
        if source and reuse(*(Article.from_text(texts[i], url=i) for i in (source, third))):
            return True
    return False


def _key(one: str, other: str) -> tuple[str, str]:
    return min(one, other), max(one, other)


def _covered(found: Reuse, host: str, span: Span) -> float:
    spans = [p.a if host == found.a else p.b for p in found.passages]
    inside = (max(0, min(s.end, span.end) - max(s.start, span.start)) for s in spans)
    return sum(inside) / (span.end - span.start)


def copies(part: str = "train") -> tuple[float, int, int, int]:
    """F1 over article pairs in relay's units, and hits, found and gold behind it."""
    hit = found = gold = 0
    for unit in shared.units(part):
        marked = {frozenset(pair) for pair in unit["copies"]}
        ids = [a["body_id"] for a in unit["articles"]]
        items = dict(zip(ids, shared.articles(unit), strict=True))
        ours = {frozenset(pair) for pair in combinations(ids, 2) if reuse(*map(items.get, pair))}
        hit, found, gold = hit + len(marked & ours), found + len(ours), gold + len(marked)
    return 200 * hit / (found + gold), hit, found, gold


def wikinews() -> Iterator[tuple[str, float, int, int, int]]:
    """F1 of linking source texts to their Wikinews articles: all texts, then those that are
    English and longer than an error page.
    """
    records = list(shared.records("data/reuse/wikinews_sources.dev.jsonl.gz"))
    articles = [Article.from_text(r["text"], title=r["title"]) for r in records]
    sources = [
        (Article.from_text(s["maintext"] or "", title=s["title"], url=s["url"]), s, at)
        for at, r in enumerate(records)
        for s in r["sources"]
    ]
    archive = Frequencies([*articles, *(source for source, _, _ in sources), *corpus(2000)])
    linked = [
        (most_alike(source, articles, archive), record, articles[at])
        for source, record, at in sources
    ]
    whole = [
        each
        for each in linked
        if each[1]["language"] == "en" and len((each[1]["maintext"] or "").split()) >= 120
    ]
    for name, part in (("all", linked), ("English, 120 words or more", whole)):
        found = [(best[0].id, gold.id) for best, _, gold in part if best]
        hit = sum(ours == gold for ours, gold in found)
        yield name, 200 * hit / (len(found) + len(part)), hit, len(found), len(part)


def speed(number: int) -> tuple[float, int, float]:
    """Articles a second through fingerprints, candidates and alignment, the number of pairs
    found, and megabytes a second through fingerprints alone.
    """
    articles = corpus(number)
    begun = time.perf_counter()
    found = pairs(articles)
    rate = len(articles) / (time.perf_counter() - begun)
    begun = time.perf_counter()
    for article in articles:
        fingerprints(article.text)
    size = sum(len(article.text.encode()) for article in articles) / 1e6
    return rate, len(found), size / (time.perf_counter() - begun)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--speed", type=int, default=2000, help="articles to time")
    number = parser.parse_args().speed
    articles = corpus(2000)
    random.Random(SEED).shuffle(articles)
    before = pairs(articles)
    for share in SHARES:
        recall, precision = planted(articles, before, share)
        print(f"planted copies, {share:4.0%} of a passage   recall {recall:.3f}  ", end="")
        print(f"precision {precision:.3f}   ({len(before)} pairs share anyway)")
    f1, *counts = copies()
    print(f"relay/train copies                  F1 {f1:.1f}   ({_of(*counts)})")
    for name, f1, *counts in wikinews():
        print(f"wikinews sources, {name:27} F1 {f1:.1f}   ({_of(*counts)})")
    rate, found, megabytes = speed(number)
    print(
        f"speed, {number} articles, one core       {rate:.0f} articles/s   ({found} pairs; ", end=""
    )
    print(f"fingerprints alone {megabytes:.1f} MB/s)")


def _of(hit: int, found: int, gold: int) -> str:
    return f"{hit} of {found} found, of {gold} there"


if __name__ == "__main__":
    main()
