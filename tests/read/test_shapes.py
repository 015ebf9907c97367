"""Texts that do not look like a newspaper's article are read too: who says what is still found."""

from __future__ import annotations

import pytest

import sayso
from sayso.types import Article, Kind

#: The shape of the text, the text, and who says what in it.
SHAPES: list[tuple[str, str, list[tuple[str, str]]]] = [
    (
        "all capitals",
        "FIRE CLOSES TARN QUAY\n\n"
        "THE NORTH QUAY WILL STAY SHUT UNTIL FRIDAY, HARBOUR MASTER JONAS FELD SAID ON"
        " TUESDAY.\n\n"
        '"NOBODY WAS HURT," FELD TOLD REPORTERS.',
        [("FELD", "THE NORTH QUAY WILL STAY SHUT UNTIL FRIDAY"), ("FELD", "NOBODY WAS HURT")],
    ),
    (
        "no quotation marks",
        "The mayor of Orsa told reporters she would not stand again. I have done my"
        " part, she said. Her deputy, Paul Renn, said he would run.",
        [
            ("mayor", "would not stand again"),
            ("mayor", "I have done my part"),
            ("Renn", "would run"),
        ],
    ),
    (
        "British single quotes",
        "Ms Varga said: 'We won't pay for a bridge that isn't ours.' The council leader,"
        " Tom Ash, called it 'a sad day for Orsa'.",
        [("Varga", "a bridge that isn't ours"), ("Ash", "a sad day")],
    ),
    (
        "a live blog",
        "14:05\n\n"
        "The ferry has been found, the coastguard says.\n\n"
        "13:40\n\n"
        "A spokeswoman for Tarn Line tells us all passengers are safe.\n\n"
        "13:22\n\n"
        "Unconfirmed reports say the ferry lost power off Cape Orrin.",
        [
            ("coastguard", "has been found"),
            ("Tarn Line", "all passengers are safe"),
            ("", "lost power"),
        ],
    ),
    (
        "an interview",
        "The Courier spoke to the harbour master, Jonas Feld.\n\n"
        "Q: When will the quay open?\n\n"
        "A: Not before Friday.\n\n"
        "Q: Who pays?\n\n"
        "A: The insurers have said they will pay for the crane.",
        [("insurers", "pay for the crane")],
    ),
    (
        "a list",
        "What we know so far:\n"
        "- Police say two men were arrested on Monday.\n"
        "- The mayor has denied that the town was warned.\n"
        "- The cause is unknown, according to the fire brigade.",
        [
            ("olice", "two men were arrested"),
            ("mayor", "the town was warned"),
            ("fire brigade", "The cause is unknown"),
        ],
    ),
    (
        "one line",
        "The bridge is closed, police said.",
        [("olice", "The bridge is closed")],
    ),
    (
        "a transcript",
        "MAYOR VARGA: We were never warned.\n\n"
        "REPORTER: The brigade says it called you twice.\n\n"
        "MAYOR VARGA: That is not true.",
        [("brigade", "called you twice")],
    ),
    (
        "a post quoted inside",
        'The minister, Ada Lund, wrote on Twitter: "The talks are over. We leave'
        ' tonight."\n\n'
        "The Tarn Echo first reported the departure.",
        [("Lund", "The talks are over")],
    ),
    (
        "a quotation in a quotation",
        "\"He told me, 'The ship is lost,' and hung up,\" said Mira Holt, the skipper's sister.",
        [("Holt", "hung up")],
    ),
    (
        "curly and doubled marks",
        "``We saw nothing,'' said Feld, the harbour master. “We heard it,” said the"
        " skipper, Ines Holt.",
        [("Feld", "We saw nothing"), ("Ines Holt", "We heard it")],
    ),
    (
        "a mark that is never closed",
        'The harbour master said: "The crane fell at noon.\n\nPolice said nobody was hurt.',
        [("harbour master", "crane fell"), ("olice", "nobody was hurt")],
    ),
]


@pytest.mark.parametrize(
    ("text", "wanted"), [row[1:] for row in SHAPES], ids=[row[0] for row in SHAPES]
)
def test_who_says_what_is_found(text: str, wanted: list[tuple[str, str]]) -> None:
    reading = sayso.read(Article.from_text(text))
    found = [(a.speaker or "", reading.quote(a.content)) for a in reading.attributions]
    for who, what in wanted:
        assert any(who in speaker and what in content for speaker, content in found), found


@pytest.mark.parametrize(
    "text",
    [
        "FIRE CLOSES TARN QUAY\n\nThe north quay will stay shut, the harbour master said.",
        "14:05\n\nThe north quay will stay shut, the harbour master says.",
        "Tarn quay\nUpdated\n\nThe north quay will stay shut, the harbour master says.",
    ],
)
def test_a_headline_or_the_time_of_day_is_no_part_of_what_is_said(text: str) -> None:
    reading = sayso.read(Article.from_text(text))
    assert [reading.quote(a.content) for a in reading.attributions] == [
        "The north quay will stay shut"
    ]


def test_what_a_headline_ascribes_ends_with_it() -> None:
    reading = sayso.read(
        Article.from_text(
            "Minister weighs early exit, paper reports\n\n"
            "The transport minister, Lena Brandt, is considering resigning before the summer, the "
            "Norrland Gazette reported on Tuesday, citing two people close to her."
        )
    )
    first, second, third = reading.attributions
    assert reading.quote(first.content) == "Minister weighs early exit"
    assert second.speaker == third.via == "Norrland Gazette"
    assert third.within == second.id


def test_whoever_is_named_beside_a_description_is_who_speaks() -> None:
    reading = sayso.read(
        Article.from_text(
            "A spokesman for the ministry, Paul Okafor, denied the report. "
            '"There is no truth to it," he told Radio Maren.'
        )
    )
    assert {(a.speaker, a.kind) for a in reading.attributions} == {
        ("Paul Okafor", Kind.NAMED_PERSON)
    }


def test_a_news_site_without_a_name_is_none_that_was_named_before() -> None:
    reading = sayso.read(
        Article.from_text(
            "TARSK (Reuters) - A fire killed at least nine people on Thursday, officials said, "
            "though a local news site put the number of dead at 14."
        )
    )
    assert "Reuters" not in {a.speaker for a in reading.attributions}


def test_the_terms_on_which_somebody_speaks_are_no_hearsay() -> None:
    reading = sayso.read(
        Article.from_text(
            "Arkon may buy its rival on Monday, said two officials, who asked not to be named "
            "because the talks are private."
        )
    )
    assert [reading.quote(a.cue) for a in reading.hearsay] == ["said"]


def test_a_network_that_one_spoke_on_is_not_the_next_ones() -> None:
    reading = sayso.read(
        Article.from_text(
            '"Stay at home, please," the prime minister, Eva Holm, wrote on X. '
            "Her Finnish counterpart has offered help, her office said in a statement."
        )
    )
    assert [(a.via, reading.quote(a.content)) for a in reading.attributions] == [
        ("X", '"Stay at home, please,"'),
        (None, "Her Finnish counterpart has offered help"),
    ]


def test_whom_somebody_told_is_not_what_was_told() -> None:
    reading = sayso.read(Article.from_text('"Nobody warned us. We ran," said Olga Marten.'))
    assert [a.speaker for a in reading.attributions] == ["Olga Marten"]


def test_the_name_between_what_is_said_and_the_cue_is_who_says_it() -> None:
    said = (
        "The ship shed its deadly deck cargo at the height of the gale, Coastline Today reported."
    )
    reading = sayso.read(Article.from_text(f"Forty drums are adrift.\n\n{said}"))
    assert [a.speaker for a in reading.attributions] == ["Coastline Today"]


def test_an_article_of_fifty_thousand_words_is_read_to_its_end() -> None:
    filler = (
        "The ferry left the quay at noon and came back at dusk with the post and the milk. " * 6
    )
    last = "The bridge will open on Friday, harbour master Jonas Feld said."
    text = "\n\n".join([filler] * 500 + [last])
    reading = sayso.read(Article.from_text(text))
    found = reading.attributions[-1]
    assert (found.speaker, reading.quote(found.content)) == (
        "Jonas Feld",
        "The bridge will open on Friday",
    )
    assert len(text.split()) > 50_000
