"""Sources taken apart, and described where they bear no name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.read.speakers.names import names, words
from sayso.read.speakers.phrases import Phrases, description
from sayso.types import Kind, Span


def heads(text, kind=Kind.UNSTATED):
    tokens = words(text)
    named = names(text, tokens)
    phrase = Phrases(text, tokens, named).read(Span(0, len(text)), kind)
    return [" ".join(named[h].words) for h in phrase.heads], phrase.noun


@pytest.mark.parametrize(
    ("text", "names_", "noun"),
    [
        ("Velco boss Ann Lee", ["Ann Lee"], "lee"),
        ("a spokesman for Ann Lee", [], "spokesman"),
        ("the dam's engineer, Ann Lee", ["Ann Lee"], "engineer"),
        ("a woman named Ann Lee", ["Ann Lee"], "woman"),
        ("residents of Velmora, Ruvia", [], "residents"),
        ("Ann Lee and Bo Krantz", ["Ann Lee", "Bo Krantz"], "krantz"),
    ],
)
def test_a_phrase_bears_the_name_at_its_head_or_beside_it(text, names_, noun):
    assert heads(text) == (names_, noun)


def test_a_report_bears_the_name_of_its_outlet_if_one_is_meant():
    assert heads("a story on Dam Watch", Kind.OUTLET)[0] == ["Dam Watch"]
    assert heads("a story on Dam Watch", Kind.DOCUMENT)[0] == []


@pytest.mark.parametrize(
    ("phrase", "short"),
    [
        ("the council's", "the council"),
        ("One user", "a user"),
        ("Another angry neighbour, from the hills", "an angry neighbour"),
        ("Several officials", "several officials"),
        ("one of his friends", "one of his friends"),
        ("South Ruvian officials", "South Ruvian officials"),
        ("“a senior guard”", "a senior guard"),
    ],
)
def test_a_description_is_short_and_small(phrase, short):
    assert description(phrase) == short


@given(st.text())
def test_a_description_is_one_line(phrase):
    assert "\n" not in description(phrase)
