"""A claim's trace: chains, stances, roots and how many are independent, denials, hedges."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.link.reuse.passages import reuse
from sayso.link.trace.closeness import about
from sayso.link.trace.independence import Ties, interval, judged
from sayso.link.trace.roots import grounds
from sayso.link.trace.tracing import trace
from sayso.link.trace.tracing import traced as prepared
from sayso.types import (
    Article,
    Attribution,
    Certainty,
    EdgeKind,
    Interval,
    Kind,
    Polarity,
    Reading,
    Span,
    Stance,
    Trace,
    Upstream,
)

CLAIM = "The Velm dam has a crack forty metres long."
KINDS = {
    "person": Kind.NAMED_PERSON,
    "somebody": Kind.UNNAMED_PERSON,
    "group": Kind.UNNAMED_GROUP,
    "body": Kind.NAMED_ORGANISATION,
    "outlet": Kind.OUTLET,
    "nobody": Kind.UNSTATED,
}


def article(
    text: str, *said: dict[str, Any], upstream: tuple[str, ...] = (), **values: Any
) -> Reading:
    """A reading of a text of our own: ``said`` gives parts as exact words of it."""
    made = Article.from_text(text, **values)
    found = tuple(_attribution(made, number, **one) for number, one in enumerate(said))
    origins = tuple(Upstream(name, _spans(text, name)[0]) for name in upstream)
    return Reading(article=made, attributions=found, upstream=origins)


def _attribution(
    made: Article,
    number: int,
    *,
    by: str,
    cue: str,
    what: str,
    kind: str = "person",
    within: int | None = None,
    **values: Any,
) -> Attribution:
    text = made.text
    return Attribution(
        id=f"{made.id}.{number}",
        source=_spans(text, by),
        cue=_spans(text, cue),
        content=_spans(text, what),
        speaker=values.get("speaker", by or None),
        kind=KINDS[kind],
        certainty=Certainty(values.get("certainty", "certain")),
        polarity=Polarity(values.get("polarity", "asserts")),
        via=values.get("via"),
        within=None if within is None else f"{made.id}.{within}",
    )


def _spans(text: str, words: str) -> tuple[Span, ...]:
    if not words:
        return ()
    start = text.index(words)
    return (Span(start, start + len(words)),)


CRACK = "the Velm dam has a crack forty metres long"
ENGINEER = article(
    f"Lena Orr, who inspects dams, told the Marsh Gazette that {CRACK}. Nobody measured it yet.",
    {"by": "Lena Orr", "cue": "told", "what": CRACK, "via": "Marsh Gazette"},
    upstream=("Marsh Gazette",),
    publisher="Hill Dispatch",
    published="2031-04-02",
)
COPYIST = article(
    f"The Marsh Gazette reported that Lena Orr, an inspector, saw that {CRACK}. Villages wait.",
    {
        "by": "The Marsh Gazette",
        "cue": "reported",
        "what": f"Lena Orr, an inspector, saw that {CRACK}",
        "kind": "outlet",
        "speaker": "Marsh Gazette",
    },
    {
        "by": "Lena Orr, an inspector,",
        "cue": "saw",
        "what": CRACK,
        "speaker": "Lena Orr",
        "within": 0,
    },
    upstream=("Marsh Gazette",),
    publisher="Vale Post",
    published="2031-04-03",
)
FARMER = article(
    "“The crack in the Velm dam is forty metres long,” said Tobias Kell, a farmer below the dam.",
    {
        "by": "Tobias Kell",
        "cue": "said",
        "what": "“The crack in the Velm dam is forty metres long,”",
    },
    publisher="Radio Ostra",
    published="2031-04-03",
)
HEDGED = article(
    f"An official at the water board said that {CRACK.replace('has', 'may have')}.",
    {
        "by": "An official at the water board",
        "cue": "said",
        "what": CRACK.replace("has", "may have"),
        "kind": "somebody",
        "speaker": "an official at the water board",
        "certainty": "possible",
    },
    publisher="Lower Vale News",
    published="2031-04-01",
)
OWN_VOICE = article(
    f"{CLAIM} Thousands of people live below the wall. Schools there closed in the morning.",
    publisher="Ostra Today",
    published="2031-04-04",
)
DENYING = article(
    f"Reports that {CRACK} are false. It is a hoax, and the picture was faked. The water "
    f"board denied that there is a crack in the Velm dam. "
    "The builder, Harrow Works, declined to comment.",
    {"by": "Reports", "cue": "Reports", "what": CRACK, "kind": "outlet", "speaker": "reports"},
    {
        "by": "The water board",
        "cue": "denied",
        "what": "that there is a crack in the Velm dam",
        "kind": "body",
        "speaker": "water board",
        "polarity": "denies",
    },
    {
        "by": "The builder, Harrow Works,",
        "cue": "declined",
        "what": "to comment",
        "kind": "body",
        "speaker": "Harrow Works",
        "polarity": "no_comment",
        "certainty": "unknown",
    },
    publisher="Fact Desk",
    published="2031-04-05",
)
EVERYBODY = (ENGINEER, COPYIST, FARMER, HEDGED, OWN_VOICE, DENYING)


def traced(*readings: Reading, **values: Any) -> Trace:
    shared = [found for i, a in enumerate(readings) for b in readings[:i] if (found := reuse(a, b))]
    return trace(CLAIM, readings, bearing=about(CLAIM), reuse=shared, **values)


def one(found: Trace, reading: Reading) -> Any:
    return next(a for a in found.articles if a.id == reading.article.id)


@pytest.mark.parametrize(
    ("reading", "chain"),
    [
        (ENGINEER, ("Marsh Gazette", "Lena Orr")),
        (COPYIST, ("Marsh Gazette", "Lena Orr")),
        (FARMER, ("Tobias Kell",)),
        (HEDGED, ("an official at the water board",)),
        (OWN_VOICE, ()),
    ],
    ids=["via", "within", "speaker alone", "unnamed", "nobody"],
)
def test_a_chain_leads_from_the_article_outward(reading: Reading, chain: tuple[str, ...]) -> None:
    assert one(traced(*EVERYBODY), reading).chain == ("this article", *chain)


@pytest.mark.parametrize(
    ("cue", "what", "polarity"),
    [
        ("denied", "that the Velm dam has a crack forty metres long", "denies"),
        ("would not confirm", "that the Velm dam has a crack forty metres long", "no_comment"),
    ],
    ids=["denies", "refuses"],
)
def test_a_chain_ends_with_who_tells_the_claim_not_with_who_denies_or_refuses_it(
    cue: str, what: str, polarity: str
) -> None:
    reading = article(
        f"Mira Dahl of Harrow Works {cue} {what}. "
        "Tobias Kell, a farmer, said the crack in the dam was forty metres long.",
        {"by": "Mira Dahl", "cue": cue, "what": what, "polarity": polarity},
        {
            "by": "Tobias Kell, a farmer,",
            "cue": "said",
            "what": "the crack in the dam was forty metres long",
            "speaker": "Tobias Kell",
        },
    )
    assert one(traced(reading), reading).chain == ("this article", "Tobias Kell")


def test_the_publisher_is_no_hop_of_its_own_chain() -> None:
    own = article(
        f"The Hill Dispatch reported on Monday that {CRACK}.",
        {
            "by": "The Hill Dispatch",
            "cue": "reported",
            "what": CRACK,
            "kind": "outlet",
            "speaker": "Hill Dispatch",
        },
        publisher="Hill Dispatch",
    )
    assert one(traced(own), own).chain == ("this article",)


@pytest.mark.parametrize(
    ("reading", "stance"),
    [
        (OWN_VOICE, Stance.ASSERTS),
        (COPYIST, Stance.REPORTS),
        (HEDGED, Stance.REPORTS),
        (DENYING, Stance.DENIES),
    ],
    ids=["own voice", "by an outlet", "hedged", "debunked"],
)
def test_a_stance_is_read_off_the_articles_own_voice(reading: Reading, stance: Stance) -> None:
    assert one(traced(reading), reading).stance is stance


def test_an_article_on_which_nothing_bears_has_another_stance() -> None:
    other = article("Ferries run late on Sunday evenings in spring.")
    assert one(trace(CLAIM, [other], bearing=lambda _: ()), other).stance is Stance.OTHER


@pytest.mark.parametrize(
    ("reading", "certainty"),
    [
        (HEDGED, Certainty.POSSIBLE),
        (COPYIST, Certainty.CERTAIN),
        (DENYING, Certainty.CERTAIN),
    ],
)
def test_who_reports_is_as_sure_as_whom_it_quotes(reading: Reading, certainty: Certainty) -> None:
    assert one(traced(reading), reading).certainty is certainty


class TestRoots:
    def test_two_articles_that_name_one_source_rest_on_one_root(self) -> None:
        found = traced(ENGINEER, COPYIST)
        assert [root.name for root in found.roots] == ["Lena Orr"]
        assert set(found.roots[0].articles) == {ENGINEER.article.id, COPYIST.article.id}
        assert found.independent == Interval(1, 1)
        assert found.roots[0].reason.startswith("counted as one root: 2 articles rest on it")

    def test_two_named_witnesses_apart_are_independent(self) -> None:
        found = traced(ENGINEER, FARMER)
        assert found.independent == Interval(2, 2)
        assert {root.independent for root in found.roots} == {True}

    def test_an_outlet_whose_own_source_nobody_shows_is_undecided(self) -> None:
        outlet = article(
            f"{CRACK[0].upper()}{CRACK[1:]}, the Pine Courier reports.",
            {
                "by": "the Pine Courier",
                "cue": "reports",
                "what": CRACK[4:],
                "kind": "outlet",
                "speaker": "Pine Courier",
            },
            upstream=("Pine Courier",),
        )
        found = traced(ENGINEER, outlet)
        assert found.independent == Interval(1, 2)
        assert any("no text shows from whom" in root.reason for root in found.roots)

    def test_outlets_of_one_family_count_once(self) -> None:
        outlets = [
            article(
                f"The {name} reports that {CRACK}{end}.",
                {
                    "by": f"The {name}",
                    "cue": "reports",
                    "what": CRACK,
                    "kind": "outlet",
                    "speaker": name,
                },
                upstream=(name,),
            )
            for name, end in (("Pine Courier", ""), ("Moor Herald", ", and more may come"))
        ]
        apart = traced(*outlets, same_family=lambda a, b: a == b)
        family = traced(*outlets, same_family=lambda *_: True)
        assert (apart.independent.high, family.independent) == (2, Interval(1, 1))
        assert any("one publisher family" in root.reason for root in family.roots)

    def test_shared_wording_leaves_independence_undecided(self) -> None:
        story = "Water ran from the wall all night while people carried their goods uphill."
        ends = (
            "Her report names neither the builder nor the year. The mayor has not answered it, and "
            "his deputy was out when we called. Two buses stood ready behind the school at noon.",
            "He drew what he saw on a napkin, which the innkeeper hung up behind the bar. Guests "
            "come from the next valley now to see it; a few have asked whether it is for sale.",
        )
        pair = [
            article(
                f"{name} said that {CRACK}. {story} {end}",
                {"by": name, "cue": "said", "what": CRACK},
            )
            for name, end in zip(("Ada Finch", "Bruno Stahl"), ends, strict=True)
        ]
        found = traced(*pair)
        assert found.independent == Interval(1, 2)
        assert any("words" in root.reason for root in found.roots)

    def test_an_article_that_cites_an_article_rests_on_its_root(self) -> None:
        citing = article(
            f"Radio Ostra reports that {CRACK}.",
            {"by": "Radio Ostra", "cue": "reports", "what": CRACK, "kind": "outlet"},
            upstream=("Radio Ostra",),
            published="2031-04-05",
        )
        found = traced(FARMER, citing)
        assert [(root.name, len(root.articles)) for root in found.roots] == [("Tobias Kell", 2)]
        cites = [edge for edge in found.edges if edge.kind is EdgeKind.CITES]
        assert (cites[0].source, cites[0].target) == (citing.article.id, FARMER.article.id)

    def test_who_only_denies_is_no_root_of_the_claim(self) -> None:
        found = traced(FARMER, DENYING)
        assert "water board" not in {root.name for root in found.roots}

    def test_a_body_and_who_speaks_for_it_are_one_root(self) -> None:
        board = article(
            f"The Velm water board said that {CRACK}.",
            {
                "by": "The Velm water board",
                "cue": "said",
                "what": CRACK,
                "kind": "body",
                "speaker": "Velm water board",
            },
        )
        voice = article(
            f"Mara Quist of the Velm water board confirmed on Friday that {CRACK}.",
            {
                "by": "Mara Quist of the Velm water board",
                "cue": "confirmed",
                "what": CRACK,
                "speaker": "Mara Quist",
            },
            {"by": "Velm water board", "cue": "Friday", "what": "Mara Quist", "kind": "body"},
        )
        assert len(traced(board, voice).roots) == 1


class TestHedgePath:
    def test_the_first_to_drop_the_hedge_is_marked(self) -> None:
        found = traced(OWN_VOICE, COPYIST, HEDGED)
        path = [(step.article, step.certainty, step.dropped) for step in found.hedge_path]
        assert path == [
            (HEDGED.article.id, Certainty.POSSIBLE, False),
            (COPYIST.article.id, Certainty.CERTAIN, True),
            (OWN_VOICE.article.id, Certainty.CERTAIN, False),
        ]

    def test_nothing_is_dropped_where_nobody_hedged(self) -> None:
        assert not any(step.dropped for step in traced(FARMER, OWN_VOICE).hedge_path)

    def test_it_tells_on_whose_word_each_article_has_it(self) -> None:
        kinds = [step.kind for step in traced(HEDGED, COPYIST, OWN_VOICE).hedge_path]
        assert kinds == [Kind.UNNAMED_PERSON, Kind.OUTLET, None]


def test_denials_and_refusals_stand_apart() -> None:
    found = traced(ENGINEER, DENYING).denials
    assert [(d.speaker, d.polarity) for d in found] == [
        ("water board", Polarity.DENIES),
        ("Harrow Works", Polarity.NO_COMMENT),
    ]


def test_no_articles_give_an_empty_trace() -> None:
    found = trace(CLAIM, [], bearing=about(CLAIM))
    assert (found.articles, found.roots, found.independent) == ((), (), Interval(0, 0))


@settings(max_examples=25, deadline=None)
@given(st.permutations(EVERYBODY), st.integers(0, len(EVERYBODY)))
def test_order_and_repetition_never_change_a_trace(order: list[Reading], again: int) -> None:
    assert traced(*order) == traced(*EVERYBODY)
    assert trace(CLAIM, [*order, *order[:again]], bearing=about(CLAIM)) == trace(
        CLAIM, EVERYBODY, bearing=about(CLAIM)
    )


@pytest.mark.parametrize("left_out", range(4))
def test_removing_a_root_never_raises_the_upper_end(left_out: int) -> None:
    articles = prepared(EVERYBODY, about(CLAIM), CLAIM)
    found = grounds(articles, CLAIM)
    ties = Ties.of(articles, (), lambda a, b: a == b)
    fewer = [ground for i, ground in enumerate(found) if i != left_out]
    assert interval(judged(fewer, ties))[0].high <= interval(judged(found, ties))[0].high


@settings(max_examples=25, deadline=None)
@given(st.sets(st.sampled_from(range(len(EVERYBODY))), min_size=1))
def test_all_evidence_lies_in_the_articles(chosen: set[int]) -> None:
    readings = [EVERYBODY[i] for i in sorted(chosen)]
    texts = {r.article.id: r.article.text for r in readings}
    found = traced(*readings)
    for edge in found.edges:
        assert edge.evidence
    shown = [p for edge in found.edges for p in edge.evidence]
    shown += [p for root in found.roots for p in root.evidence]
    shown += [p for denial in found.denials for p in denial.evidence]
    for passage in shown:
        assert 0 <= passage.span.start < passage.span.end <= len(texts[passage.article])
    assert all(set(root.articles) <= set(texts) for root in found.roots)
    assert found.independent.low <= found.independent.high <= len(found.roots)
