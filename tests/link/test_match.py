"""What counts as the same statement, a rival, a denial, or something else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.link.claims.match import Relation, match
from sayso.types import Certainty, Polarity, Statement

SAME = [
    ("Mayor Ines Varga has resigned", "Ines Varga, the mayor, stepped down"),
    ("Mayor Ines Varga has resigned", "Mayor Ines Varga reportedly resigned"),
    ("Twelve fishermen were killed off Port Ellery", "12 fishermen died off Port Ellery"),
    (
        "A diver found a gold crown in Lake Orsa",
        "A gold crown was discovered by a diver in Lake Orsa",
    ),
    (
        "The brewery donated about 2,000 bottles to Orsa",
        "The brewery donated 2,084 bottles to Orsa",
    ),
    ("Tollgate Bridge will close in March", "Tollgate Bridge is to be shut in March"),
    ("Half the police in Velden are ill", "In Velden half of the police officers are sick"),
    ("The senator bought a stolen painting", "The senator purchased a stolen painting"),
    ("A python escaped from Orsa zoo", "Python flees the Orsa zoo"),
    ("Velden Air ordered 40 jets", "Velden Air has ordered forty aircraft"),
    ("Teenagers robbed the Velden museum", "The Velden museum was robbed by teenagers"),
    ("The tunnel costs $3 million", "The tunnel will cost 3 million dollars"),
    ("Pia Lund might sell the Orsa Herald", "Pia Lund will sell the Orsa Herald"),
    ("Pia Lund denied that she was arrested", "Pia Lund was not arrested"),
    ("The singer Tarek Moll is alive", "The singer Tarek Moll is not dead"),
    ("Unemployment in Orsa fell by 4 percent", "Unemployment in Orsa dropped 4%"),
    ("Islamic State seized the town of Harrat", "ISIS captured the town of Harrat"),
    ("Russian troops left Kelm on 3 May", "Russia's soldiers left Kelm on May 3"),
]
RIVAL = [
    ("Eleven planes went missing in Kelm", "Twelve planes went missing in Kelm"),
    ("The gunman killed the guard in Orsa", "The gunman wounded the guard in Orsa"),
    ("The ferry sank off Elba", "The ferry sank off Malta"),
    ("Ines Varga will lead the harbour board", "Tomas Brandt will lead the harbour board"),
    ("Velden Air ordered 40 jets", "Velden Air ordered 60 jets"),
    ("The tunnel costs $3 million", "The tunnel costs $5 million"),
    ("Tollgate Bridge will close in March", "Tollgate Bridge will close in June"),
    ("The Orsa museum opens on 3 May", "The Orsa museum opens on 7 May"),
    ("A 16-year-old boy stole the Orsa crown", "A 19-year-old boy stole the Orsa crown"),
    ("Prices in Orsa rose by half", "Prices in Orsa fell by half"),
    ("Pia Lund bought the Orsa Herald", "Pia Lund sold the Orsa Herald"),
    ("Police arrested Tarek Moll", "Police released Tarek Moll"),
    ("Velden beat Orsa", "Orsa beat Velden"),
    ("The Orsa parade is on Monday", "The Orsa parade is on Tuesday"),
    ("Kelm was founded in 1204", "Kelm was founded in 1240"),
    ("Ines Varga won the Orsa election", "Ines Varga lost the Orsa election"),
    ("A woman stole the crown of Orsa", "A man stole the crown of Orsa"),
]
DENIAL = [
    ("The singer Tarek Moll has died", "The singer Tarek Moll has not died"),
    ("The singer Tarek Moll is dead", "The singer Tarek Moll is alive"),
    ("Mayor Ines Varga has resigned", "Mayor Ines Varga never resigned"),
    ("Mayor Ines Varga has resigned", "Reports that Mayor Ines Varga resigned are false"),
    ("Mayor Ines Varga has resigned", "Mayor Ines Varga denied that she had resigned"),
    ("Tollgate Bridge will close in March", "Tollgate Bridge won't close in March"),
    ("Teenagers robbed the Velden museum", "The robbed Velden museum teenagers are a hoax"),
    ("A python escaped from Orsa zoo", "No python escaped from Orsa zoo"),
    ("Pia Lund sold the Orsa Herald", "Pia Lund refused to sell the Orsa Herald"),
    ("The court found Tarek Moll guilty", "The court found Tarek Moll innocent"),
    ("Velden banned kites", "Velden allowed kites"),
    ("The Orsa council approved the tunnel", "The Orsa council rejected the tunnel"),
    ("Kelm is under quarantine", "Kelm isn't under quarantine"),
    (
        "Ines Varga will lead the harbour board",
        "Nobody says Ines Varga will lead the harbour board",
    ),
    ("The photo of the Orsa monster is genuine", "The photo of the Orsa monster is fake"),
    ("The gunman killed the guard in Orsa", "The gunman did not kill the guard in Orsa"),
]
DIFFERENT = [
    ("Mayor Ines Varga has resigned", "A python escaped from Orsa zoo"),
    ("Mayor Ines Varga has resigned", "Mayor Ines Varga opened a school"),
    ("The ferry sank off Elba", "The ferry company raised its fares"),
    ("Tarek Moll is dead", "Tarek Moll was born in Kelm"),
    ("Velden Air ordered 40 jets", "Velden Air moved its head office to Kelm"),
    ("The tunnel costs $3 million", "The brewery made $3 million"),
    ("Police arrested a baker in Orsa", "Police in Orsa have new cars"),
    ("A diver found a gold crown", "A diver drowned on Sunday"),
    ("It was a cold day", "It was a good day"),
    ("He said nothing", "She said nothing"),
    ("Half the police in Velden are ill", "Half the pupils in Kelm speak Danish"),
    ("The court found Tarek Moll guilty", "The court will move to a new building"),
    ("Unemployment in Orsa fell by 4 percent", "Rainfall in Orsa was low in June"),
    ("Kelm was founded in 1204", "Kelm has a famous cheese market"),
    ("Pia Lund bought the Orsa Herald", "Pia Lund ran the Velden marathon"),
    ("Teenagers robbed the museum", "The museum shows Bronze Age axes"),
]
TABLE = [
    *((a, b, Relation.SAME) for a, b in SAME),
    *((a, b, Relation.RIVAL) for a, b in RIVAL),
    *((a, b, Relation.DENIAL) for a, b in DENIAL),
    *((a, b, Relation.DIFFERENT) for a, b in DIFFERENT),
]


def stated(text: str, **values: object) -> Statement:
    return Statement(id=text[:8], article="a", text=text, spans=(), **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(("a", "b", "relation"), TABLE)
def test_two_statements_stand_to_each_other_as_a_reader_would_say(
    a: str, b: str, relation: Relation
) -> None:
    found = match(stated(a), stated(b))
    assert found.relation is relation, found


@pytest.mark.parametrize(("a", "b"), [(a, b) for a, b, _ in TABLE])
def test_a_match_is_the_same_both_ways(a: str, b: str) -> None:
    one, other = match(stated(a), stated(b)), match(stated(b), stated(a))
    assert (one.relation, one.score) == (other.relation, other.score)


@pytest.mark.parametrize("text", sorted({t for a, b, _ in TABLE[:50] for t in (a, b)}))
def test_a_telling_statement_is_the_same_as_itself(text: str) -> None:
    found = match(stated(text), stated(text))
    assert found.relation is Relation.SAME


def test_who_denies_a_content_turns_it_round() -> None:
    text = "Mayor Ines Varga has resigned"
    assert match(stated(text), stated(text, polarity=Polarity.DENIES)).relation is Relation.DENIAL


def test_how_sure_a_source_is_changes_nothing() -> None:
    a, b = SAME[0]
    sure = match(stated(a), stated(b))
    assert match(stated(a), stated(b, certainty=Certainty.POSSIBLE)) == sure


@pytest.mark.parametrize(("a", "b", "relation"), TABLE[::7])
def test_the_reason_is_one_line_of_words(a: str, b: str, relation: Relation) -> None:
    reason = match(stated(a), stated(b)).reason
    assert reason
    assert "\n" not in reason
    assert len(reason) < 200, relation


def test_the_reason_names_the_numbers_that_exclude_each_other() -> None:
    found = match(stated("Velden Air ordered 40 jets"), stated("Velden Air ordered 60 jets"))
    assert "40" in found.reason
    assert "60" in found.reason


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_texts_can_be_compared_and_the_order_never_matters(a: str, b: str) -> None:
    one, other = match(stated(a), stated(b)), match(stated(b), stated(a))
    assert one.relation is other.relation
    assert one.score == other.score
    assert 0 <= one.score <= 1
