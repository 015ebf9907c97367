"""What an article states: contents of attributions, and its own voice."""

from __future__ import annotations

from sayso.link.claims.statements import statements
from sayso.types import Article, Attribution, Certainty, Kind, Polarity, Reading, Span, Statement

TEXT = (
    "The old harbour burned on Monday. Police said that two boats were lost. "
    "“Nobody was hurt,” said Pia Lund. “We were lucky. The wind turned.”\n"
    "The council supports a new harbour."
)


def spans(*parts: str) -> tuple[Span, ...]:
    return tuple(Span(TEXT.index(p), TEXT.index(p) + len(p)) for p in parts)


def reading() -> Reading:
    police = Attribution(
        id="police",
        source=spans("Police"),
        cue=spans("said that"),
        content=spans("two boats were lost"),
        speaker="police",
        kind=Kind.NAMED_ORGANISATION,
        certainty=Certainty.PROBABLE,
    )
    lund = Attribution(
        id="lund",
        source=spans("Pia Lund"),
        cue=spans("said Pia")[:1],
        content=spans("“Nobody was hurt,”", "“We were lucky. The wind turned.”"),
        speaker="Pia Lund",
        kind=Kind.NAMED_PERSON,
        polarity=Polarity.DENIES,
    )
    council = Attribution(
        id="council",
        source=spans("The council"),
        cue=spans("supports"),
        content=spans("a new harbour"),
        hearsay=False,
    )
    return Reading(article=Article.from_text(TEXT), attributions=(police, lund, council))


def found() -> list[Statement]:
    return list(statements(reading()))


def test_contents_and_own_sentences_come_in_reading_order() -> None:
    assert [s.text for s in found()] == [
        "The old harbour burned on Monday.",
        "two boats were lost",
        "“Nobody was hurt,”",
        "“We were lucky.",
        "The wind turned.”",
        "The council supports a new harbour.",
    ]


def test_a_statement_carries_what_its_attribution_says_of_it() -> None:
    lost = found()[1]
    assert (lost.attribution, lost.speaker, lost.kind) == (
        "police",
        "police",
        Kind.NAMED_ORGANISATION,
    )
    assert lost.certainty is Certainty.PROBABLE
    assert found()[2].polarity is Polarity.DENIES


def test_own_voice_has_no_speaker_and_no_kind() -> None:
    own = found()[0]
    assert (own.attribution, own.speaker, own.kind) == (None, None, None)


def test_an_attitude_is_the_articles_own_statement() -> None:
    assert found()[-1].attribution is None


def test_each_sentence_of_a_long_content_is_a_statement_of_its_own() -> None:
    assert [s.attribution for s in found()[2:5]] == ["lund", "lund", "lund"]


def test_the_words_under_the_spans_are_the_text() -> None:
    for statement in found():
        assert " ".join(TEXT[s.start : s.end] for s in statement.spans) == statement.text


def test_ids_are_distinct_and_stay_the_same() -> None:
    ids = [s.id for s in found()]
    assert len(set(ids)) == len(ids)
    assert ids == [s.id for s in found()]


def test_the_rest_of_a_sentence_is_own_voice_if_it_says_enough() -> None:
    text = "The mayor, who police say stole a boat, was elected by a wide margin last June."
    content = text.index("stole a boat")
    attribution = Attribution(
        id="x",
        source=(Span(text.index("police"), text.index("police") + 6),),
        cue=(Span(text.index("say"), text.index("say") + 3),),
        content=(Span(content, content + len("stole a boat")),),
    )
    made = Reading(article=Article.from_text(text), attributions=(attribution,))
    own = [s for s in statements(made) if s.attribution is None]
    assert len(own) == 1
    assert "elected by a wide margin" in own[0].text
    assert "stole" not in own[0].text


def test_an_article_without_words_states_nothing() -> None:
    assert list(statements(Reading(article=Article.from_text("")))) == []


def test_a_dateline_and_the_frame_of_an_attribution_state_nothing() -> None:
    text = (
        "PORT SELWYN (Meridian Press Agency) – Two boats were lost, police said on Monday evening."
    )

    def at(words: str) -> tuple[Span, ...]:
        return (Span(text.index(words), text.index(words) + len(words)),)

    said = Attribution(
        id="a", source=at("police"), cue=at("said"), content=at("Two boats were lost")
    )
    read = Reading(article=Article.from_text(text), attributions=(said,))
    assert [s.text for s in statements(read)] == ["Two boats were lost"]
