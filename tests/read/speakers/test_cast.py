"""Who is who among the names of an article."""

from sayso.read.speakers.cast import Cast, fold
from sayso.read.speakers.names import names, words
from sayso.types import Kind


def bearers(text, hints=None):
    tokens = words(text)
    named = names(text, tokens)
    cast = Cast(text, tokens, named, hints or {})
    return [cast.figures[b].name for b in cast.bearer]


def test_spellings_of_a_name_fold_together():
    assert fold("Kim Dae-ryu") == fold("Kim Dae Ryu") == ("kim", "dae", "ryu")


def test_two_people_of_one_surname_stay_apart():
    text = "We met Ann Krantz. Later came Bo Krantz. It was Mrs. Krantz who left."
    assert bearers(text) == ["Ann Krantz", "Bo Krantz", "Ann Krantz"]


def test_a_surname_alone_is_the_one_named_last():
    text = "We met Ann Krantz. Later came Bo Krantz. The door hit Krantz."
    assert bearers(text)[-1] == "Bo Krantz"


def test_a_hint_makes_a_name_a_persons():
    text = "It was Velko Raddin. It was Raddin."
    assert bearers(text) == ["Velko Raddin", "Raddin"]
    assert bearers(text, {0: Kind.NAMED_PERSON}) == ["Velko Raddin", "Velko Raddin"]
