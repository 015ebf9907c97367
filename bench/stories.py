"""Stories, sources and names across articles, measured on the corpora.

Rumours: the articles that carry a rumour are added as one archive, alone or among all of
`data/corpus`; stories are held against the rumour's id by B-cubed. The thresholds were set on
the half of the rumours called "tuned"; "other" is the half that was only looked at.

Names: see `names`. Families: how many articles are of an outlet whose owner is known.

Run it so: python -m bench.stories [rumours] [mixed] [large] [names] [families] [--errors]
"""

from __future__ import annotations

import hashlib
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import combinations
from typing import Any

from bench import shared
from sayso.link.sources.families import family
from sayso.link.sources.speakers import Said, sources
from sayso.link.stories import COMMON, Sketch, grouped, links, sketch
from sayso.read.speakers.resolve import PRONOUNS
from sayso.types import Article, Kind, Statement, StoryLink


class Shelf:
    """Sketches in memory, looked up by their keys as a store does."""

    def __init__(self) -> None:
        self._held: dict[str, list[Sketch]] = defaultdict(list)

    def add(self, new: Sketch) -> None:
        """Put one more among them."""
        for key in new.keys:
            self._held[key].append(new)

    def sketches(
        self, keys: Iterable[str], since: datetime | None, until: datetime | None
    ) -> Iterator[Sketch]:
        """See `sayso.link.stories.Candidates`."""
        common: Counter[str] = Counter()
        for key in keys:
            for held in self._held.get(key, ()):
                moment = held.published
                if moment and since and until and not since <= moment <= until:
                    continue
                common[held.article] += 1
                if common[held.article] == COMMON:
                    yield held


@dataclass(frozen=True, slots=True)
class Timed:
    """The links of an archive, and the milliseconds per article that each step took."""

    links: list[StoryLink]
    sketch: float
    link: float


def archive(articles: Sequence[Article]) -> Timed:
    """Add articles one by one."""
    start = time.perf_counter()
    sketches = [sketch(article) for article in articles]
    middle = time.perf_counter()
    found = list(linked(sketches))
    each = 1000 / len(articles)
    return Timed(found, (middle - start) * each, (time.perf_counter() - middle) * each)


def linked(sketches: Iterable[Sketch]) -> Iterator[StoryLink]:
    """The links of sketches, each added to those before it."""
    shelf = Shelf()
    for new in sketches:
        yield from links(new, shelf)
        shelf.add(new)


def tuned(rumour: str) -> bool:
    """Whether a rumour is in the half that the thresholds were set on."""
    return int(hashlib.sha256(rumour.encode()).hexdigest(), 16) % 2 == 0


def b_cubed(
    stories: Iterable[Sequence[str]], gold: dict[str, str], only: set[str]
) -> tuple[float, float, float]:
    """F1, precision and recall over the articles ``only``; articles without a gold group count
    for nothing.
    """
    where = {article: n for n, story in enumerate(stories) for article in story}
    for article in gold:
        where.setdefault(article, -len(where) - 1)
    sizes = Counter(gold.values())
    inside: dict[int, Counter[str]] = defaultdict(Counter)
    for article, group in gold.items():
        inside[where[article]][group] += 1
    precision = recall = 0.0
    for article in only:
        group, mates = gold[article], inside[where[article]]
        precision += mates[group] / mates.total() / len(only)
        recall += mates[group] / sizes[group] / len(only)
    return 2 * precision * recall / (precision + recall), precision, recall


def rumours() -> tuple[list[Article], dict[str, str]]:
    """The articles that carry a rumour, and the rumour of each (by article id)."""
    records = [r for r in shared.records("data/rumours/articles.jsonl.gz") if r["claim_id"]]
    articles = [Article.from_text(r["text"], url=f"rumour:{r['id']}") for r in records]
    return articles, {a.id: r["claim_id"] for a, r in zip(articles, records, strict=True)}


def corpus() -> list[Article]:
    """The articles of `data/corpus`."""
    return [
        Article.from_text(
            r["text"], url=r["url"], title=r["title"] or None, published=r["published"] or None
        )
        for r in shared.records("data/corpus/us-news-2018-2019.jsonl.gz")
    ]


def quality(name: str, articles: Sequence[Article], gold: dict[str, str]) -> None:
    """Print B-cubed on both halves, and what it took."""
    timed = archive(articles)
    start = time.perf_counter()
    stories = list(grouped(timed.links))
    took = 1000 * (time.perf_counter() - start)
    halves = {
        "all": set(gold),
        "tuned": {a for a, rumour in gold.items() if tuned(rumour)},
        "other": {a for a, rumour in gold.items() if not tuned(rumour)},
    }
    for half, only in halves.items():
        f1, precision, recall = b_cubed(stories, gold, only)
        print(f"{name:8}  {half:6}  B3 F1 {f1:.3f}  P {precision:.3f}  R {recall:.3f}")
    print(
        f"{name:8}  {len(articles)} articles, {len(timed.links)} links, {len(stories)} stories;"
        f" per article: sketch {timed.sketch:.2f} ms, links {timed.link:.2f} ms;"
        f" grouping all {took:.0f} ms"
    )


def large(copies: int = 12) -> None:
    """Print what linking takes as an archive of renamed copies of the corpus grows."""
    sketches = [sketch(article) for article in corpus()]
    shelf, found, count = Shelf(), [], 0
    start = time.perf_counter()
    for n in range(copies):
        for one in sketches:
            new = _renamed(one, n)
            found += links(new, shelf)
            shelf.add(new)
            count += 1
        took, start = time.perf_counter() - start, time.perf_counter()
        print(f"large     {count:6} articles: {1000 * took / len(sketches):.2f} ms per article")
    groups = list(grouped(found))
    took = time.perf_counter() - start
    print(f"large     {len(found)} links, {len(groups)} stories, grouping all {took:.1f} s")


def _renamed(one: Sketch, copy: int) -> Sketch:
    """A copy with two of three words renamed, and some days later."""
    weights = {f"{w}{copy}" if n % 3 else w: x for n, (w, x) in enumerate(one.weights.items())}
    moment = one.published + timedelta(days=copy) if one.published else None
    return replace(one, article=f"{copy}-{one.article}", weights=weights, published=moment)


NAMED = ("named_person", "named_organisation", "outlet")


def names(part: str = "train", errors: bool = False) -> None:
    """Print how well names of one speaker are merged across the articles of relay units.

    The annotators name each speaker by what its article tells. "written": every speaker under
    the name that the sentence has ("Roe"); "named": under the annotators'. Two speakers of a
    unit are one if the scorer takes the annotators' names for the same; those that stand for
    several at once are left out. Pairs of different articles count.
    """
    same = shared.scorer("relay").same
    for form in ("named", "written"):
        hits = merges = owed = unlike = 0
        for unit in shared.units(part):
            speakers = list(_speakers(unit, form))
            where = {
                one.id: n
                for n, source in enumerate(sources(s for s, _ in speakers))
                for one in source.said
            }
            seen = set()
            for (a, gold), (b, other) in combinations(speakers, 2):
                x, y = a.statement, b.statement
                pair = frozenset({(x.article, x.speaker), (y.article, y.speaker)})
                if x.article == y.article or pair in seen:
                    continue
                seen.add(pair)
                one, found = same(gold, other), where[x.id] == where[y.id]
                hits, merges, owed = hits + (one and found), merges + found, owed + one
                unlike += one and x.speaker != y.speaker
                if errors and one != found:
                    print(unit["unit"], "missed" if one else "wrong", x.speaker, "|", y.speaker)
        precision, recall = hits / merges, hits / owed
        f1 = 2 * precision * recall / (precision + recall)
        print(
            f"names     {form:7}  F1 {f1:.3f}  P {precision:.3f}  R {recall:.3f}"
            f"  ({owed} pairs of one speaker, {unlike} written differently)"
        )


def _speakers(unit: dict[str, Any], form: str) -> Iterator[tuple[Said, str]]:
    """The named speakers of a unit as statements, each with the annotators' name."""
    for article in unit["articles"]:
        for a in article["attributions"]:
            gold = a["speaker"]
            if a["kind"] not in NAMED or not gold or " and " in gold:
                continue
            given = " ".join(a["source"])
            plain = given.split() and all(w[0].isupper() for w in given.split())
            written = form == "written" and plain and given.casefold() not in PRONOUNS
            name = given if written else gold
            statement = Statement(
                id=f"{article['body_id']}-{a['id']}",
                article=str(article["body_id"]),
                text="",
                spans=(),
                speaker=name,
                kind=Kind(a["kind"]),
            )
            yield Said(statement=statement, story=unit["unit"]), gold


def owners() -> None:
    """Print how many articles of the corpora are of outlets whose family is known."""
    news = [r["publisher_url"] for r in shared.records("data/corpus/us-news-2018-2019.jsonl.gz")]
    rumours = shared.records("data/rumours/emergent_headlines.jsonl.gz")
    urls = {"corpus": news, "rumours": [r["url"] for r in rumours]}
    for name, found in urls.items():
        known = sum(family(url) is not None for url in found if url)
        print(f"families  {name:7}  {known} of {len(found)} articles ({known / len(found):.2f})")


def main() -> None:
    """Print the tables that were asked for, all of them if none was."""
    wanted = set(sys.argv[1:]) - {"--errors"}
    wanted = wanted or {"rumours", "mixed", "large", "names", "families"}
    if "rumours" in wanted:
        quality("rumours", *rumours())
    if "mixed" in wanted:
        articles, gold = rumours()
        quality("mixed", articles + corpus(), gold)
    if "large" in wanted:
        large()
    if "names" in wanted:
        names(errors="--errors" in sys.argv)
    if "families" in wanted:
        owners()


if __name__ == "__main__":
    main()
