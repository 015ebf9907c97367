"""Whether two names have one bearer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.link.sources.bearers import lone, match, parts, same_name


@pytest.mark.parametrize(
    ("one", "other", "reason", "alone"),
    [
        ("Jonas Feld", "jonas feld", "the same name", True),
        ("Jonas Feld", "harbour master Jonas Feld", "the same name", True),
        ("Dr. Jonas Feld", "Jonas Feld's", "the same name", True),
        ("Jonas Feld", "Arden Press officer Jonas Feld, 48", "the same name", True),
        ("Jonas Feld", "Feld", "the family name", False),
        ("Mr. Feld", "Jonas Feld", "the family name", False),
        ("Feld", "Feld", "the same name", False),
        ("Jonas", "Jonas Feld", "the first name", False),
        ("J. Feld", "Jonas Feld", "an initial and the family name", False),
        ("Jonas P. Feld", "Jonas Feld", "first and family name", True),
        ("Bob Krantz", "Robert Krantz", "a short first name and the family name", True),
        ("Rob Krantz", "Bob Krantz", "a short first name and the family name", True),
        ("Harbour Master Jonas Feld", "Jonas Feld", "the end of the longer name", True),
        ("Kim Dae-ryu", "Kim Dae Ryu", "the same name", True),
        ("Jonas Oberhuber", "Jonas Oberhubber", "spelled otherwise", False),
    ],
)
def test_names_of_one_person(one, other, reason, alone):
    found = match(one, other, person=True)
    assert (found.reason, found.alone) == (reason, alone)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Maria Feld", "Jonas Feld"),
        ("Jonas P. Feld", "Jonas K. Feld"),
        ("Jonas Feld Jr.", "Jonas Feld Sr."),
        ("Mr. Feld", "Mrs. Feld"),
        ("Feld", "Felder"),
        ("Jonas Feld and Velma Krantz", "Velma Krantz"),
        ("J. Feld", "Maria Feld"),
        ("Kim Dae Ryu", "Kim Dae Ho"),
        ("", "Feld"),
    ],
)
def test_names_of_two_people(one, other):
    assert match(one, other, person=True) is None


@pytest.mark.parametrize(
    ("one", "other", "alone"),
    [
        ("the Fennmouth Harbour Board", "Fennmouth Harbour Board", True),
        ("Fennmouth police", "Fennmouth Police Department", True),
        ("U.S. Tidal Agency", "Tidal Agency", True),
        ("FHB", "Fennmouth Harbour Board", True),
        ("the FHB", "Fennmouth Harbour Board", True),
        ("state police", "the Arden State Police", False),
        ("Marlow Lines", "Marlow Lines International", False),
        ("Marlow", "Marlow Group", False),
        ("Marlow", "Marlow Resorts International", False),
        ("FHB", "the Fennmouth Harbour Board and Pier", False),
        ("NYT", "the New York Times", True),
        ("the Fennmouth Gazete", "Fennmouth Gazette", False),
    ],
)
def test_names_of_one_body(one, other, alone):
    assert match(one, other, person=False).alone is alone


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Marlow", "Marlow Records"),
        ("Fennmouth", "Fennmouth Harbour Board"),
        ("the Arden State Police", "the Fennmouth State Police"),
        ("Fox News", "Sky News"),
        ("FHB", "Fennmouth Harbour Company"),
    ],
)
def test_names_of_two_bodies(one, other):
    assert match(one, other, person=False) is None


@pytest.mark.parametrize(
    ("name", "person", "alone"),
    [
        ("Feld", True, True),
        ("J. Feld", True, True),
        ("Jonas Feld", True, False),
        ("the state police", False, True),
        ("the Fennmouth police", False, False),
        ("Reuters", False, False),
    ],
)
def test_some_names_tell_whom_they_mean_only_in_a_story(name, person, alone):
    assert lone(name, person=person) is alone


def test_a_search_needs_no_kind():
    assert same_name("Feld", "harbour master Jonas Feld") == "the family name"
    assert same_name("FHB", "Fennmouth Harbour Board") == "its letters"
    assert same_name("Maria Feld", "Jonas Feld") is None
    assert same_name("Marlow", "Marlow Feld", person=False) is None


PIECES = ["Jonas", "J.", "Feld", "Maria", "Dr.", "Mr.", "Jr.", "Bob", "Robert", "O’Dea", "FHB"]
WORDS = st.lists(st.sampled_from([*PIECES, "police", "state", "the", "of"]), max_size=4).map(
    " ".join
)


@given(WORDS | st.text(max_size=20), WORDS | st.text(max_size=20), st.booleans())
def test_the_question_may_be_put_either_way_round(one, other, person):
    assert match(one, other, person=person) == match(other, one, person=person)


@given(st.text(max_size=30), st.booleans())
def test_any_text_may_be_taken_apart(name, person):
    assert all(parts(name, person=person).words)
