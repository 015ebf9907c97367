"""The trace of the bundled relay, made by hand after its gold."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import strategies as st

import sayso
from sayso.types import (
    Article,
    Certainty,
    Claim,
    Denial,
    Edge,
    EdgeKind,
    Hedge,
    Interval,
    Kind,
    Passage,
    Polarity,
    Reuse,
    Root,
    Shared,
    Span,
    Stance,
    Statement,
    Trace,
    TraceArticle,
)

T = TypeVar("T")

RELAY = Path(__file__).parents[3] / "examples" / "relay"
OFFICIAL = "an official at the port authority"
MARROW = "Inga Marrow"
DOCKERS = "two dock workers in Calder"
HOLT = "No drum left the ship. Every piece of cargo that was loaded in Calder has been counted"
WIRE = "Around 40 drums of pesticide may have been lost from the freighter Corvina near Cape Orrin"

#: Number, stance, certainty, chain, and the words that carry the claim.
CARRIED = [
    (1, "reports", "possible", [OFFICIAL], "The freighter Corvina may have lost about 40 drums"),
    (2, "reports", "possible", ["Orrin Bay Observer", OFFICIAL], WIRE),
    (3, "reports", "possible", ["Meridian Press Agency", "Orrin Bay Observer", OFFICIAL], WIRE),
    (4, "reports", "possible", ["Meridian Press Agency", "Orrin Bay Observer", OFFICIAL], WIRE),
    (5, "reports", "possible", ["Meridian Press Agency", "Orrin Bay Observer", OFFICIAL], WIRE),
    (6, "asserts", "certain", ["Meridian Press Agency"], "The freighter Corvina has lost 40 drums"),
    (7, "asserts", "certain", ["Coastline Today"], "Forty drums of pesticide are drifting"),
    (8, "reports", "certain", [MARROW], "she saw the freighter Corvina lose dozens of drums"),
    (9, "reports", "certain", ["Orrin Bay Observer", OFFICIAL], "put the number at about 40"),
    (10, "reports", "possible", ["Orrin Bay Observer", OFFICIAL], "the ship may have lost about"),
    (11, "reports", "possible", ["Radio Vessin", MARROW], "she watched about 40 blue drums"),
    (12, "reports", "certain", ["Radio Vessin", MARROW], "had seen the freighter Corvina lose"),
    (13, "doubts", "possible", [OFFICIAL], "the drums that the freighter Corvina may have lost"),
]
#: Kind, article, what it leads to, and the words between them.
JOINED = [
    ("quotes", 1, OFFICIAL, "according to an official at the port authority"),
    ("cites", 2, 1, "the Orrin Bay Observer reported"),
    ("copies", 3, 2, WIRE),
    ("cites", 3, 1, "the Orrin Bay Observer reported"),
    ("copies", 4, 2, WIRE),
    ("copies", 4, 3, WIRE),
    ("copies", 5, 2, WIRE),
    ("cites", 6, 2, "Meridian Press Agency reported"),
    ("cites", 7, 6, "Coastline Today reported"),
    ("quotes", 8, MARROW, "Inga Marrow, skipper of the trawler Bright Hour, told Radio Vessin"),
    ("quotes", 9, DOCKERS, "according to two dock workers in Calder"),
    ("cites", 9, 1, "The Orrin Bay Observer reported"),
    ("cites", 10, 1, "The Orrin Bay Observer had reported"),
    ("cites", 11, 1, "According to the Orrin Bay Observer"),
    ("cites", 11, 8, "told Radio Vessin"),
    ("cites", 12, 8, "Inga Marrow told Radio Vessin"),
    ("quotes", 13, OFFICIAL, "described to the Observer on Monday by an official"),
]


@pytest.fixture(scope="session")
def pages() -> list[Article]:
    """The relay's articles; the first stands at 1."""
    return [sayso.load(path) for path in sorted(RELAY.glob("*.html"))]


@pytest.fixture(scope="session")
def texts(pages: list[Article]) -> dict[str, Article]:
    return {page.id: page for page in pages}


@pytest.fixture(scope="session")
def trace(pages: list[Article]) -> Trace:
    return relay(pages)


def relay(pages: list[Article]) -> Trace:
    def at(number: int, words: str) -> Passage:
        start = pages[number - 1].text.index(words)
        return Passage(pages[number - 1].id, Span(start, start + len(words)))

    def ids(*numbers: int) -> tuple[str, ...]:
        return tuple(pages[number - 1].id for number in numbers)

    claim = Claim(
        "c40drums",
        "The freighter Corvina lost about 40 drums of pesticide off Cape Orrin",
        tuple(_statement(pages[n - 1], f"s{n}", words, c) for n, _, c, _, words in CARRIED),
    )
    sixty = "The freighter Corvina lost 60 drums of pesticide in Saturday's storm, not 40"
    rival = Claim(
        "c60drums",
        sixty,
        (_statement(pages[8], "s9b", sixty, "certain", DOCKERS, Kind.UNNAMED_GROUP),),
    )
    return Trace(
        claim=claim,
        articles=tuple(
            _carrier(pages[n - 1], stance, certainty, chain, at(n, words))
            for n, stance, certainty, chain, words in CARRIED
        ),
        edges=(
            *(
                Edge(EdgeKind.CARRIES, pages[n - 1].id, claim.id, (at(n, w),))
                for n, *_, w in CARRIED
            ),
            *(
                Edge(
                    EdgeKind(kind),
                    pages[n - 1].id,
                    to if isinstance(to, str) else pages[to - 1].id,
                    (at(n, words),),
                )
                for kind, n, to, words in JOINED
            ),
        ),
        roots=(
            Root(
                name=OFFICIAL,
                kind=Kind.UNNAMED_PERSON,
                articles=ids(1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 13),
                independent=True,
                reason="Every chain through the Orrin Bay Observer ends at its unnamed official.",
                evidence=(at(1, "according to an official at the port authority"),),
            ),
            Root(
                name=MARROW,
                kind=Kind.NAMED_PERSON,
                articles=ids(8, 11, 12),
                independent=True,
                reason="Radio Vessin has it from a witness of its own and shares no wording.",
                evidence=(at(8, "Inga Marrow, skipper of the trawler Bright Hour"),),
            ),
            Root(
                name=DOCKERS,
                kind=Kind.UNNAMED_GROUP,
                articles=ids(9),
                independent=None,
                reason="They give another number, so whether they confirm this one is open.",
                evidence=(at(9, "according to two dock workers in Calder who loaded the ship"),),
            ),
        ),
        independent=Interval(2, 3),
        reason="Two roots share no ancestor, no wording and no publisher; a third is undecided.",
        hedge_path=tuple(
            Hedge(
                article=pages[n - 1].id,
                certainty=Certainty(certainty),
                kind=KINDS.get(n),
                stance=Stance(stance),
                published=pages[n - 1].published,
                evidence=(at(n, words),),
                dropped=n == 6,
            )
            for n, stance, certainty, _, words in CARRIED
        ),
        denials=(
            *(_refuses(at(n, "Tarn Line did not respond"), "Tarn Line") for n in (2, 3, 4, 5)),
            _refuses(at(1, "The coast guard declined to comment"), "the coast guard"),
            _denies(at(10, "Tarn Line on Wednesday denied"), "Tarn Line"),
            _denies(at(10, HOLT), "Anders Holt"),
            _denies(at(11, HOLT), "Anders Holt"),
        ),
        rivals=(rival,),
        reuse=(
            *(_reprint(pages, 2, n) for n in (3, 4, 5)),
            _shared_quotation(pages),
        ),
    )


#: On what sort of word each article has the claim; a missing one states it itself.
KINDS = {
    **dict.fromkeys((1, 13), Kind.UNNAMED_PERSON),
    **dict.fromkeys((2, 3, 4, 5, 6, 9, 10), Kind.OUTLET),
    **dict.fromkeys((8, 11, 12), Kind.NAMED_PERSON),
}


def _statement(
    page: Article,
    identity: str,
    words: str,
    certainty: str,
    speaker: str | None = None,
    kind: Kind | None = None,
) -> Statement:
    start = page.text.index(words)
    return Statement(
        id=identity,
        article=page.id,
        text=words,
        spans=(Span(start, start + len(words)),),
        speaker=speaker,
        kind=kind,
        certainty=Certainty(certainty),
    )


def _carrier(
    page: Article, stance: str, certainty: str, chain: list[str], words: Passage
) -> TraceArticle:
    return TraceArticle(
        id=page.id,
        stance=Stance(stance),
        certainty=Certainty(certainty),
        chain=("this article", *chain),
        origin=(chain[-1],),
        evidence=(words,),
        publisher=page.publisher,
        title=page.title,
        url=page.url,
        published=page.published,
    )


def _refuses(words: Passage, speaker: str) -> Denial:
    return Denial(
        article=words.article, speaker=speaker, polarity=Polarity.NO_COMMENT, evidence=(words,)
    )


def _denies(words: Passage, speaker: str) -> Denial:
    return Denial(
        article=words.article, speaker=speaker, polarity=Polarity.DENIES, evidence=(words,)
    )


def _reprint(pages: list[Article], early: int, late: int) -> Reuse:
    first, second = pages[early - 1], pages[late - 1]
    spans = {page.id: Span(page.text.index(WIRE), page.text.index("Tarn Line did not")) for page in
             (first, second)}  # fmt: skip
    a, b = sorted(spans)
    words = len(first.text[slice(*spans[first.id])].split())
    return Reuse(
        a=a,
        b=b,
        passages=(Shared(spans[a], spans[b], words),),
        share_a=0.9,
        share_b=0.8,
        original=first.id,
        reason="it credits Meridian Press Agency and came an hour later",
    )


def _shared_quotation(pages: list[Article]) -> Reuse:
    spans = {page.id: Span(page.text.index(HOLT), page.text.index(HOLT) + len(HOLT))
             for page in (pages[9], pages[10])}  # fmt: skip
    a, b = sorted(spans)
    shared = Shared(spans[a], spans[b], len(HOLT.split()), quotation=True)
    return Reuse(a=a, b=b, passages=(shared,), share_a=0.17, share_b=0.16)


_NAMES = st.text(st.characters(), max_size=12) | st.sampled_from(["<b>&", "“x”", "\x1b[31m", ""])
_MOMENTS = st.none() | st.datetimes(
    datetime(1990, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)
)


@st.composite
def traces(draw: st.DrawFn) -> tuple[Trace, dict[str, Article]]:
    """Any trace with any texts: nodes that nothing else knows, rings, spans past the end."""
    ids = [f"a{number}" for number in range(draw(st.integers(0, 6)))]
    texts = {i: Article.from_text(draw(st.text(max_size=80))) for i in ids if draw(st.booleans())}
    nodes = [*ids, "claim", *draw(st.lists(_NAMES, max_size=3))]
    node = st.sampled_from(nodes)
    spans = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda p: Span(*sorted(p)))
    passages = st.lists(st.builds(Passage, node, spans), max_size=2).map(tuple)
    certainty, kind = st.sampled_from(Certainty), st.sampled_from(Kind)
    stance = st.sampled_from(Stance)
    some = st.lists(node, max_size=4).map(tuple)
    statements = st.builds(
        Statement,
        id=_NAMES,
        article=node,
        text=_NAMES,
        spans=st.lists(spans, max_size=2).map(tuple),
        attribution=st.none() | _NAMES,
        speaker=st.none() | _NAMES,
        kind=st.none() | kind,
        certainty=certainty,
        polarity=st.sampled_from(Polarity),
    )
    claims = st.builds(Claim, _NAMES, _NAMES, st.lists(statements, max_size=2).map(tuple))
    shared = st.builds(Shared, spans, spans, st.integers(1, 90), st.booleans())
    articles = [
        draw(
            st.builds(
                TraceArticle,
                id=st.just(identity),
                stance=stance,
                certainty=certainty,
                chain=st.lists(_NAMES, max_size=3).map(tuple),
                origin=st.lists(_NAMES, max_size=2).map(tuple),
                evidence=passages,
                publisher=st.none() | _NAMES,
                title=st.none() | _NAMES,
                url=st.none() | _NAMES | st.just("https://[broken"),
                published=_MOMENTS,
            )
        )
        for identity in ids
    ]

    def many(strategy: st.SearchStrategy[T], most: int = 3) -> tuple[T, ...]:
        return tuple(draw(st.lists(strategy, max_size=most)))

    low = draw(st.integers(0, 3))
    trace = Trace(
        claim=draw(claims),
        articles=tuple(articles),
        edges=many(st.builds(Edge, st.sampled_from(EdgeKind), node, node, passages), 12),
        roots=many(
            st.builds(
                Root,
                name=st.sampled_from(nodes) | _NAMES,
                kind=kind,
                articles=some,
                independent=st.none() | st.booleans(),
                reason=_NAMES,
                evidence=passages,
            )
        ),
        independent=Interval(low, low + draw(st.integers(0, 2))),
        reason=draw(_NAMES),
        hedge_path=many(
            st.builds(
                Hedge,
                article=node,
                certainty=certainty,
                kind=st.none() | kind,
                stance=stance,
                published=_MOMENTS,
                evidence=passages,
                dropped=st.booleans(),
            )
        ),
        denials=many(
            st.builds(
                Denial,
                article=node,
                speaker=st.none() | _NAMES,
                polarity=st.sampled_from([Polarity.DENIES, Polarity.NO_COMMENT]),
                evidence=passages,
            )
        ),
        rivals=many(claims, 2),
        reuse=many(
            st.builds(
                Reuse,
                a=node,
                b=node,
                passages=st.lists(shared, max_size=2).map(tuple),
                share_a=st.floats(0, 1),
                share_b=st.floats(0, 1),
                original=st.none() | node,
                reason=_NAMES,
            )
        ),
    )
    return trace, texts


@pytest.fixture(scope="session")
def any_trace() -> st.SearchStrategy[tuple[Trace, dict[str, Article]]]:
    return traces()
