"""One fictional article with every feature that a sheet has to show, read by hand."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import strategies as st

from sayso.types import (
    Article,
    Attribution,
    Certainty,
    Granularity,
    Kind,
    Link,
    Polarity,
    Quotation,
    Reading,
    Span,
    Upstream,
    When,
)

TEXT = """\
The Saltmarsh tunnel, which carries half of Norrin’s traffic under the harbour, is reported to be \
leaking badly and may have to close before the winter.

The Brackwater Echo wrote on Monday that, according to a leaked inspection report, two of the four \
pumps have not run since March.

“We have been bailing out water by hand,” a maintenance engineer told Radio Norrin last week. “It \
is a disgrace, and somebody is going to be hurt.”

Residents fear that the city knew. “They believe the mayor was told in April,” said Ilse Varga, \
who heads the Harbour Street association.

“Nobody has answered our letters,” she said in September. “We wrote in May, in June and again in \
July.

“If the tunnel goes, the whole quarter goes with it.”

The Harbour Board denied that any pump was out of order and called the report a forgery. Mayor \
Piet Osk declined to comment.

Councillor Ruta Zeem supports a public inquiry; the opposition voted against one in June.

It is unclear whether the closed lane, which Norland Press says will reopen “within days”, is \
safe, a transport ministry official said. Rumour has it that engineers from abroad have been \
asked for help.
"""


def span(words: str, after: str = "") -> Span:
    """Where the words stand in the article, the first time after the other words."""
    start = TEXT.index(words, TEXT.index(after))
    return Span(start, start + len(words))


def spans(*parts: str, after: str = "") -> tuple[Span, ...]:
    return tuple(span(part, after) for part in parts)


def _article() -> Article:
    return Article.from_text(
        TEXT,
        url="https://courier.example/saltmarsh",
        publisher="Norrin Courier",
        title="Saltmarsh tunnel ‘close to failing’, insiders say",
        published="2031-10",
        authors=("Ada Linn", "Tomas Reke"),
        language="en",
        links=(
            Link(span("a leaked inspection report"), "https://echo.example/report?a=1&b=2"),
            Link(span("Harbour Street association"), "javascript:alert(1)"),
        ),
        credit="Norland Press",
    )


def _opening() -> tuple[Attribution, ...]:
    report = "two of the four pumps have not run since March"
    return (
        Attribution(
            id="r1",
            cue=spans("is reported"),
            content=spans(
                "The Saltmarsh tunnel, which carries half of Norrin’s traffic under the harbour,",
                "to be leaking badly and may have to close before the winter",
            ),
            certainty=Certainty.POSSIBLE,
            score=0.91,
        ),
        Attribution(
            id="r2",
            source=spans("The Brackwater Echo"),
            cue=spans("wrote"),
            content=spans(f"according to a leaked inspection report, {report}"),
            speaker="The Brackwater Echo",
            kind=Kind.OUTLET,
            when=When(span=span("on Monday"), value="2031-WXX-1", granularity=Granularity.DAY),
            score=0.97,
        ),
        Attribution(
            id="r3",
            source=spans("a leaked inspection report"),
            cue=spans("according to"),
            content=spans(report),
            speaker="a leaked inspection report",
            kind=Kind.DOCUMENT,
            via="The Brackwater Echo",
            within="r2",
            score=0.88,
        ),
        Attribution(
            id="r4",
            source=spans("a maintenance engineer"),
            cue=spans("told"),
            content=spans(
                "“We have been bailing out water by hand,”",
                "“It is a disgrace, and somebody is going to be hurt.”",
            ),
            speaker="a maintenance engineer",
            kind=Kind.UNNAMED_PERSON,
            quotation=Quotation.DIRECT,
            via="Radio Norrin",
            when=When(
                span=span("last week"),
                value="2031-W39",
                granularity=Granularity.WEEK,
                start=datetime(2031, 9, 22, tzinfo=UTC),
                end=datetime(2031, 9, 29, tzinfo=UTC),
            ),
            score=0.99,
        ),
    )


def _quarter() -> tuple[Attribution, ...]:
    varga = {"speaker": "Ilse Varga", "kind": Kind.NAMED_PERSON, "quotation": Quotation.DIRECT}
    return (
        Attribution(
            id="r5",
            source=spans("Residents"),
            cue=spans("fear"),
            content=spans("the city knew"),
            speaker="residents",
            kind=Kind.UNNAMED_GROUP,
            certainty=Certainty.PROBABLE,
            score=0.84,
        ),
        Attribution(
            id="r6",
            source=spans("Ilse Varga, who heads the Harbour Street association"),
            cue=spans("said", after="in April"),
            content=spans("“They believe the mayor was told in April,”"),
            score=0.98,
            **varga,
        ),
        Attribution(
            id="r7",
            source=spans("They"),
            cue=spans("believe"),
            content=spans("the mayor was told in April"),
            speaker="residents",
            kind=Kind.UNNAMED_GROUP,
            certainty=Certainty.PROBABLE,
            within="r6",
            score=0.71,
        ),
        Attribution(
            id="r8",
            source=spans("she", after="letters"),
            cue=spans("said", after="she said"),
            content=spans(
                "“Nobody has answered our letters,”",
                "“We wrote in May, in June and again in July.\n\n"
                "“If the tunnel goes, the whole quarter goes with it.”",
            ),
            when=When(
                span=span("in September"),
                value="2031-09",
                granularity=Granularity.MONTH,
                start=datetime(2031, 9, 1, tzinfo=UTC),
                end=datetime(2031, 10, 1, tzinfo=UTC),
            ),
            score=0.95,
            **varga,
        ),
    )


def _authorities() -> tuple[Attribution, ...]:
    board = {"speaker": "Harbour Board", "kind": Kind.NAMED_ORGANISATION}
    return (
        Attribution(
            id="r9",
            source=spans("The Harbour Board"),
            cue=spans("denied"),
            content=spans("any pump was out of order"),
            polarity=Polarity.DENIES,
            score=0.96,
            **board,
        ),
        Attribution(
            id="r10",
            source=spans("The Harbour Board"),
            cue=spans("called"),
            content=spans("the report a forgery"),
            score=0.66,
            **board,
        ),
        Attribution(
            id="r11",
            source=spans("Mayor Piet Osk"),
            cue=spans("declined to comment"),
            speaker="Piet Osk",
            kind=Kind.NAMED_PERSON,
            certainty=Certainty.UNKNOWN,
            polarity=Polarity.NO_COMMENT,
            score=0.93,
        ),
        Attribution(
            id="r12",
            source=spans("Councillor Ruta Zeem"),
            cue=spans("supports"),
            content=spans("a public inquiry"),
            speaker="Ruta Zeem",
            kind=Kind.NAMED_PERSON,
            hearsay=False,
            score=0.8,
        ),
        Attribution(
            id="r13",
            source=spans("the opposition"),
            cue=spans("voted against"),
            content=spans("one", after="voted against"),
            speaker="the opposition",
            kind=Kind.UNNAMED_GROUP,
            hearsay=False,
            polarity=Polarity.DENIES,
            score=0.52,
        ),
    )


def _doubts() -> tuple[Attribution, ...]:
    return (
        Attribution(
            id="r14",
            source=spans("a transport ministry official"),
            cue=spans("said", after="official"),
            content=spans(
                "It is unclear whether the closed lane, which Norland Press says will reopen "
                "“within days”, is safe"
            ),
            speaker="a transport ministry official",
            kind=Kind.UNNAMED_PERSON,
            certainty=Certainty.UNKNOWN,
            score=0.9,
        ),
        Attribution(
            id="r15",
            source=spans("Norland Press"),
            cue=spans("says", after="Norland Press"),
            content=spans("the closed lane", "will reopen “within days”"),
            speaker="Norland Press",
            kind=Kind.OUTLET,
            quotation=Quotation.MIXED,
            within="r14",
            score=0.77,
        ),
        Attribution(
            id="r16",
            cue=spans("Rumour has it"),
            content=spans("engineers from abroad have been asked for help"),
            certainty=Certainty.POSSIBLE,
            score=0.94,
        ),
    )


@pytest.fixture(scope="session")
def reading() -> Reading:
    return Reading(
        article=_article(),
        attributions=(*_opening(), *_quarter(), *_authorities(), *_doubts()),
        upstream=(
            Upstream(
                "The Brackwater Echo",
                span("The Brackwater Echo wrote on Monday"),
                "https://echo.example/tunnel",
            ),
            Upstream("Radio Norrin", span("told Radio Norrin")),
            Upstream("Norland Press", span("Norland Press says")),
        ),
        version="0.1.0+weights.test",
    )


@pytest.fixture(scope="session")
def short() -> Callable[..., Reading]:
    """A reading of a text with attributions made by keyword, for one rule at a time."""

    def make(*attributions: Attribution, text: str = "") -> Reading:
        named = (replace(a, id=a.id or str(n)) for n, a in enumerate(attributions))
        return Reading(article=Article.from_text(text), attributions=tuple(named))

    return make


_AWKWARD = st.sampled_from(
    ["\n", "\n\n", "<b>&\"'", "[red]x[/red]", "\x1b[31m", "\ud800", "\u202e"]
)
_TEXT = st.lists(st.text(max_size=6) | _AWKWARD, max_size=5).map("".join)
_NAME = st.none() | _TEXT
_MOMENT = st.none() | st.datetimes(timezones=st.just(UTC))


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Any text with any attributions that point into it."""
    text = draw(_TEXT)
    places = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    place = places.map(lambda pair: Span(*sorted(pair)))
    parts = st.lists(place, max_size=2).map(tuple)
    grains = st.none() | st.sampled_from(Granularity)
    when = st.builds(When, span=place, value=_TEXT, granularity=grains, start=_MOMENT, end=_MOMENT)
    ids = [f"r{number}" for number in range(draw(st.integers(0, 5)))]
    attributions = [
        draw(
            st.builds(
                Attribution,
                id=st.just(identity),
                source=parts,
                cue=parts,
                content=parts,
                speaker=_NAME,
                kind=st.sampled_from(Kind),
                hearsay=st.booleans(),
                quotation=st.sampled_from(Quotation),
                certainty=st.sampled_from(Certainty),
                polarity=st.sampled_from(Polarity),
                via=_NAME,
                within=st.none() | st.sampled_from([*ids, "elsewhere"]),
                when=st.none() | when,
                score=st.floats(0, 1),
            )
        )
        for identity in ids
    ]
    article = st.builds(
        Article,
        id=st.just("a"),
        text=st.just(text),
        url=_NAME,
        publisher=_NAME,
        title=_NAME,
        published=_MOMENT,
        granularity=grains,
        authors=st.lists(_TEXT, max_size=2).map(tuple),
        language=_NAME,
        links=st.lists(st.builds(Link, place, _TEXT), max_size=2).map(tuple),
        credit=_NAME,
    )
    return Reading(
        article=draw(article),
        attributions=tuple(attributions),
        upstream=draw(st.lists(st.builds(Upstream, _TEXT, place, _NAME), max_size=2).map(tuple)),
        version=draw(_TEXT),
    )


@pytest.fixture(scope="session")
def any_reading() -> st.SearchStrategy[Reading]:
    return readings()
