"""What a trace shows: a ``Trace`` and its articles come in, a frozen ``View`` goes out.

Articles get numbers in the order of time, copies are folded into what they copy, and passages
become words. It knows nothing about how any of this looks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from sayso.show import words
from sayso.types import (
    Article,
    Certainty,
    Denial,
    EdgeKind,
    Hedge,
    Passage,
    Polarity,
    Reuse,
    Root,
    Stance,
    Trace,
    TraceArticle,
)

# "an official (via Radio Vessin)"
_BRACKETS = re.compile(r"\s*\(([^()]*)\)$")
_LATEST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that something rests on, and the numbers of the articles that have them: none, if
    the article is not in the trace.
    """

    numbers: tuple[int, ...]
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One article under its number. ``copies`` are the items folded into it.

    ``folded`` is the number of the item that this one is folded into.
    """

    number: int
    article: TraceArticle
    name: str
    date: str
    tone: str
    copies: tuple[int, ...] = ()
    folded: int | None = None


@dataclass(frozen=True, slots=True)
class Tie:
    """Two nodes of the trace with the words between them; the later one comes first.

    ``kind`` is an edge's kind, or "denies" between an article and who denies the claim in it.
    """

    kind: str
    source: str
    target: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class View:
    """A trace with numbers, folds and words. ``ties`` are those that a picture needs: between
    what is shown, without the claim, and without those that a longer way spells out.
    """

    trace: Trace
    items: tuple[Item, ...]
    ties: tuple[Tie, ...]
    texts: Mapping[str, Article]
    by_id: Mapping[str, Item]

    def item(self, node: str) -> Item | None:
        """The item of an article's id; None for any other node."""
        return self.by_id.get(node)

    def numbers(self, articles: Iterable[str]) -> tuple[int, ...]:
        """The numbers of articles, in order."""
        found = (self.by_id.get(article) for article in dict.fromkeys(articles))
        return tuple(sorted(item.number for item in found if item))

    @property
    def shown(self) -> tuple[Item, ...]:
        """The items that are not folded into another."""
        return tuple(item for item in self.items if item.folded is None)

    @property
    def roots(self) -> tuple[Root, ...]:
        """The roots, that of the earliest article first."""
        last = len(self.items) + 1
        return tuple(
            sorted(self.trace.roots, key=lambda r: min(self.numbers(r.articles), default=last))
        )

    @property
    def path(self) -> tuple[Hedge, ...]:
        """The hedge path in the order of time, folded copies left out."""
        shown = {item.article.id: item.number for item in self.shown}
        steps = (hedge for hedge in self.trace.hedge_path if hedge.article in shown)
        return tuple(sorted(steps, key=lambda hedge: shown[hedge.article]))

    @property
    def facts(self) -> tuple[str, ...]:
        """How much there is and from when: "13 articles", "9 outlets", "9 to 13 June 2031"."""
        outlets = {item.name for item in self.items}
        facts = [words.count(len(self.items), "article"), words.count(len(outlets), "outlet")]
        times = [i.article.published.astimezone(UTC) for i in self.items if i.article.published]
        if times:
            facts.append(f"{words.period(min(times), max(times))} (times in UTC)")
        return tuple(facts)

    @property
    def dropped(self) -> frozenset[str]:
        """The articles that were the first to leave a hedge out."""
        return frozenset(hedge.article for hedge in self.trace.hedge_path if hedge.dropped)

    def quotes(self, passages: Sequence[Passage]) -> tuple[Quote, ...]:
        """Passages as words, article by article; those of unknown texts are left out."""
        return _quotes(passages, self.texts, self.by_id)

    def denials(self) -> tuple[tuple[Denial, tuple[Quote, ...]], ...]:
        """Who denies or declines to comment, in the order of time, with the words.

        Folded copies are left out: they repeat what their original has. An article that denies
        the claim without carrying it has no number and stands at the end.
        """
        last = len(self.items) + 1
        place = {item.article.id: item.number for item in self.items if item.folded is None}
        kept = (d for d in self.trace.denials if d.article in place or d.article not in self.by_id)
        found = sorted(kept, key=lambda denial: place.get(denial.article, last))
        return tuple((denial, self.quotes(denial.evidence)) for denial in found)


def view(
    trace: Trace, texts: Mapping[str, Article] | None = None, *, unfolded: bool = False
) -> View:
    """What to show of a trace. ``texts`` are its articles by id, to quote them; ``unfolded``
    folds no copies.

    An article that is not among them is shown all the same, without its words.
    """
    texts = texts or {}
    articles = sorted(trace.articles, key=_time)
    number = {article.id: place for place, article in enumerate(articles, start=1)}
    originals = {} if unfolded else _originals(trace, articles)
    years = len({a.published.astimezone(UTC).year for a in articles if a.published}) > 1
    items = tuple(_item(a, number, originals, texts, years=years) for a in articles)
    by_id = {item.article.id: item for item in items}
    return View(trace, items, tuple(_ties(trace, originals, texts, by_id)), texts, by_id)


def title(statement: str) -> str:
    """A claim as a title: one line that opens with a capital, with no full stop or comma at its
    end, and no quotation mark at one end alone or around the whole.
    """
    line = words.unmarked(" ".join(statement.split()))
    line = line.rstrip(".,") if not line.endswith("...") else line
    return line[:1].upper() + line[1:]


def bare(name: str) -> tuple[str, str]:
    """A root's name and what it has in brackets: ("an official", "via Radio Vessin")."""
    found = _BRACKETS.search(name)
    return (name[: found.start()], found[1]) if found and found.start() else (name, "")


def tone(stance: Stance, certainty: Certainty) -> str:
    """How an article takes the claim, in a word: a key of ``words.SIGNS``."""
    return "denies" if stance is Stance.DENIES else certainty.value


def outlet(publisher: str | None, url: str | None, title: str | None) -> str:
    """What an article is called for short: its publisher, else its site, else its title."""
    if publisher and publisher.strip():
        return publisher
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        host = None
    return (host or "").removeprefix("www.") or title or "untitled"


def _item(
    article: TraceArticle,
    number: Mapping[str, int],
    originals: Mapping[str, str],
    texts: Mapping[str, Article],
    *,
    years: bool,
) -> Item:
    text = texts.get(article.id)
    published = article.published
    grain = text.granularity if text else None
    original = originals.get(article.id)
    return Item(
        number=number[article.id],
        article=article,
        name=outlet(article.publisher, article.url, article.title),
        date=words.brief(published, grain, year=years) if published else "no date",
        tone=tone(article.stance, article.certainty),
        copies=tuple(sorted(number[a] for a, whole in originals.items() if whole == article.id)),
        folded=number[original] if original else None,
    )


def _time(article: TraceArticle) -> tuple[datetime, str]:
    return (article.published or _LATEST, article.id)


def _originals(trace: Trace, articles: Sequence[TraceArticle]) -> dict[str, str]:
    """For each folded copy the id of what it copies in the end.

    Folded is a reprint that takes the claim as its original does: a copy that drops the hedge
    or denies what it copies has something to show.
    """
    place = {article.id: (number, article) for number, article in enumerate(articles)}
    reprints = {(pair.a, pair.b): pair for pair in trace.reuse}
    above: dict[str, str] = {}
    for edge in trace.edges:
        if edge.kind is not EdgeKind.COPIES or edge.source not in place or edge.target not in place:
            continue
        (late, copy), (early, original) = place[edge.source], place[edge.target]
        pair = reprints.get((min(edge.source, edge.target), max(edge.source, edge.target)))
        if late > early and _folds(copy, original, pair):
            best = above.get(edge.source)
            if best is None or early < place[best][0]:
                above[edge.source] = edge.target
    return {copy: _top(copy, above) for copy in above}


def _folds(copy: TraceArticle, original: TraceArticle, pair: Reuse | None) -> bool:
    alike = (copy.stance, copy.certainty) == (original.stance, original.certainty)
    return alike and (pair is None or pair.reprint)


def _top(copy: str, above: Mapping[str, str]) -> str:
    while copy in above:  # it ends: each step goes to an earlier article
        copy = above[copy]
    return copy


def _ties(
    trace: Trace,
    originals: Mapping[str, str],
    texts: Mapping[str, Article],
    by_id: Mapping[str, Item],
) -> list[Tie]:
    """The edges between what is shown, one for each pair, and the denials."""
    found: dict[tuple[str, str], Tie] = {}
    for edge in trace.edges:
        source, target = (originals.get(node, node) for node in (edge.source, edge.target))
        # What a folded copy cites its original cites, or it is the original.
        if edge.kind is EdgeKind.CARRIES or source == target or edge.source in originals:
            continue
        # What a copy shares stands in both: once is enough.
        copied = edge.kind is EdgeKind.COPIES
        evidence = [p for p in edge.evidence if not copied or p.article == edge.source]
        tie = Tie(edge.kind.value, source, target, _quotes(evidence, texts, by_id))
        found.setdefault((source, target), tie)
    direct = _without_detours(found)
    for denial in trace.denials:
        shown = denial.article in by_id and denial.article not in originals
        if denial.polarity is not Polarity.DENIES or not denial.speaker or not shown:
            continue
        quotes = _quotes(denial.evidence, texts, by_id)
        pair = (denial.article, denial.speaker)
        direct[pair] = Tie("denies", *pair, quotes)
    return list(direct.values())


def _without_detours(ties: Mapping[tuple[str, str], Tie]) -> dict[tuple[str, str], Tie]:
    """The ties without those that a longer way between the same two nodes spells out."""
    above: dict[str, set[str]] = {}
    for source, target in ties:
        above.setdefault(source, set()).add(target)
    return {
        (source, target): tie
        for (source, target), tie in ties.items()
        if not any(target in _reached(middle, above, source) for middle in above[source] - {target})
    }


def _reached(start: str, above: Mapping[str, set[str]], without: str) -> set[str]:
    """All that lies upstream of a node, on ways that do not pass through ``without``."""
    seen: set[str] = {without}
    rest = [start]
    while rest:
        for node in above.get(rest.pop(), set()) - seen:
            seen.add(node)
            rest.append(node)
    return seen - {without}


def _quotes(
    passages: Sequence[Passage], texts: Mapping[str, Article], by_id: Mapping[str, Item]
) -> tuple[Quote, ...]:
    parts: dict[str, list[str]] = {}
    for passage in passages:
        article = texts.get(passage.article)
        said = article.text[passage.span.start : passage.span.end].strip() if article else ""
        if said and said not in parts.setdefault(passage.article, []):
            parts[passage.article].append(said)
    same: dict[str, list[int]] = {}
    for identity, lines in parts.items():
        if lines:
            numbers = same.setdefault(" … ".join(lines), [])
            numbers += [by_id[identity].number] if identity in by_id else []
    return tuple(Quote(tuple(sorted(numbers)), line) for line, numbers in same.items())
