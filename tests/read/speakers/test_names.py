"""Names in running text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.read.speakers.names import gender, names, words
from sayso.types import Kind


def found(text):
    return [(text[n.start : n.end], n.kind) for n in names(text, words(text))]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("It was Rear Adm. John Velder who spoke.", "John Velder"),
        ("Ruvian analyst Alexey Moravin disagreed.", "Alexey Moravin"),
        ("A letter from Dr Ilse Brandt arrived.", "Ilse Brandt"),
        ("Screenwriter J. J. Harrow stayed.", "J. J. Harrow"),
        ("They met Abdel-Karim al-Hadi, 41, there.", "Abdel-Karim al-Hadi"),
        ("We saw Queen Maud yesterday.", "Queen Maud"),
        ("He rang Councillor Bridget O’Dowd at noon.", "Bridget O’Dowd"),
    ],
)
def test_a_person_is_named_without_titles(text, name):
    assert (name, Kind.NAMED_PERSON) in found(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("It was the Observatory for River Rights that warned.", "Observatory for River Rights"),
        ("She works for Velmora Police now.", "Velmora Police"),
        ("A spokesman for the Ministry of Tides called.", "Ministry of Tides"),
        ("They sued Brandt & Sons Holdings today.", "Brandt & Sons Holdings"),
    ],
)
def test_a_body_is_named_whole(text, name):
    assert (name, Kind.NAMED_ORGANISATION) in found(text)


def test_a_capital_that_opens_a_sentence_makes_no_name():
    assert found("Meanwhile it rained. Police waited. Doctors left.") == []


def test_a_possessive_ends_a_name():
    assert [n for n, _ in found("They read Velmora's Ann Lee aloud.")] == ["Velmora", "Ann Lee"]


def test_a_sentence_does_not_end_at_a_title_or_an_initial():
    assert {w.sentence for w in words("Then Dr. Lee met J. Poe.")} == {0}
    assert [w.sentence for w in words("It ended. Then more\ncame")] == [0, 0, 1, 1, 2]


def test_no_name_runs_across_the_edge_of_a_source():
    text = "ANN LEE SAID NOTHING"
    cut = names(text, words(text), frozenset({8}))
    assert text[cut[0].start : cut[0].end] == "ANN LEE"


@pytest.mark.parametrize(
    ("text", "told"),
    [("We met Mrs. Okoro.", "f"), ("We met Sir Velin.", "m"), ("We met Dr. Velin.", None)],
)
def test_titles_tell_a_gender(text, told):
    assert gender(names(text, words(text))[0]) == told


@given(st.text())
def test_names_stand_where_they_say_and_never_overlap(text):
    tokens = words(text)
    for word in tokens:
        assert text[word.start : word.end] == word.text
    ends = 0
    for name in names(text, tokens):
        assert ends <= name.start < name.end <= len(text)
        ends = name.end
