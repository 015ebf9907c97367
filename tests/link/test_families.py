"""The table of publisher families, and the questions asked of it."""

from importlib.resources import files

import pytest

from sayso.link.sources.families import family, member, same_family


def rows(path):
    text = files("sayso").joinpath(path).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()[1:]]


def test_every_outlet_of_the_table_is_one_that_sayso_knows():
    known = {row[0] for row in rows("outlets.tsv")}
    assert {row[0] for row in rows("link/sources/families.tsv")} <= known


def test_no_outlet_has_two_families():
    outlets = [row[0] for row in rows("link/sources/families.tsv")]
    assert len(outlets) == len(set(outlets)) > 1000


def test_every_row_is_whole_and_has_a_source():
    for outlet, owner, kind, year, source in rows("link/sources/families.tsv"):
        assert outlet == outlet.strip() != "" and owner == owner.strip() != "", outlet
        assert kind in ("owner", "agency", "syndicate"), outlet
        assert 2000 < int(year) < 2030, outlet
        assert source.startswith("https://") and " " not in source, outlet


@pytest.mark.parametrize(
    ("name", "owner"),
    [
        ("the Wall Street Journal", "Murdoch family"),
        ("WSJ", "Murdoch family"),
        ("https://www.wsj.com/articles/one", "Murdoch family"),
        ("The Australian", "Murdoch family"),
        ("Reuters", "Thomson family"),
        ("The Fennmouth Gazette", None),
        ("", None),
    ],
)
def test_an_outlet_is_known_by_its_names_and_domains(name, owner):
    assert family(name) == owner


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ("Daily Mirror", "Liverpool Echo", True),
        ("The Sun", "Fox News", True),
        ("NYT", "The New York Times", True),
        ("Fennmouth Gazette", "the Fennmouth Gazette", True),
        ("Fennmouth Gazette", "Port Arden Post", False),
        ("Daily Mirror", "Fennmouth Gazette", False),
        ("The Guardian", "The Times", False),
    ],
)
def test_outlets_of_one_owner_are_one_family(one, other, together):
    assert same_family(one, other) is same_family(other, one) is together


def test_an_agency_is_told_from_an_owned_outlet():
    assert member("AP").kind == "agency"
    assert member("Tribune News Service").kind == "syndicate"
    assert member("Chicago Tribune").kind == "owner"
