"""Who cites whom between two commas."""

import pytest

import sayso
from sayso.types import Article, Kind


@pytest.mark.parametrize(
    ("text", "who", "whom"),
    [
        (
            "Sky News, quoting a person close to the board, said the price was 13 billion.",
            "Sky News",
            "a person close to the board",
        ),
        (
            "The Gazette, citing a police source, said on Monday that two people had died.",
            "Gazette",
            "a police source",
        ),
        (
            "Two people had died, Sky News reported, citing a police source.",
            "Sky News",
            "a police source",
        ),
    ],
)
def test_an_outlet_that_cites_somebody_says_it_on_their_word(text, who, whom):
    outer, inner = sorted(
        sayso.read(Article.from_text(text)).attributions, key=lambda a: a.within is not None
    )
    assert (outer.speaker, outer.kind, outer.within) == (who, Kind.OUTLET, None)
    assert (inner.speaker, inner.via, inner.within) == (whom, who, outer.id)
    assert inner.kind is not Kind.OUTLET


def test_a_law_that_somebody_cites_says_nothing_in_their_place():
    text = "Officials, citing the law, said no names would be given."
    speakers = [a.speaker for a in sayso.read(Article.from_text(text)).hearsay]
    assert speakers[0] == "officials"
