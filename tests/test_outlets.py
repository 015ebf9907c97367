"""The table of outlets: names, domains, mentions in running text, and nouns for media."""

from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.outlets import by_domain, find, medium, mentions


def named(text: str) -> list[tuple[str, str]]:
    return [(text[s.start : s.end], outlet.name) for s, outlet in mentions(text)]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Reuters", "Reuters"),
        ("AP", "The Associated Press"),
        ("the Associated Press", "The Associated Press"),
        ("the Daily Mail newspaper", "Daily Mail"),
        ("daily mail", "Daily Mail"),
        ("MailOnline", "Daily Mail"),
        ("the New York Times'", "The New York Times"),
        ("The New York Times's", "The New York Times"),
        ("Yonhap news agency", "Yonhap"),
        ("Time", "Time"),
        ("TIME magazine", "Time"),
        ("the Mirror", "Daily Mirror"),
        ("Kyodo News", "Kyodo"),
        ("barron’s", "Barron's"),
        ("Snopes.com", "Snopes"),
        ("Twitter", "Twitter"),
    ],
)
def test_a_name_or_alias_finds_its_outlet(written: str, name: str) -> None:
    outlet = find(written)
    assert outlet is not None
    assert outlet.name == name


@pytest.mark.parametrize(
    "written", ["", "the", "time", "people", "People", "the sun", "I", "us", "the ministry", "74"]
)
def test_ordinary_words_are_no_outlets(written: str) -> None:
    assert find(written) is None


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("reuters.com", "Reuters"),
        ("www.dailymail.co.uk", "Daily Mail"),
        ("https://www.bbc.co.uk/news/world-1?x=y#z", "BBC"),
        ("http://user@edition.cnn.com:80/a", "CNN"),
        ("ABCNEWS.GO.COM", "ABC News"),
        ("detroit.cbslocal.com", "WWJ"),
        ("m.facebook.com", "Facebook"),
    ],
)
def test_a_host_or_url_finds_its_outlet(address: str, name: str) -> None:
    outlet = by_domain(address)
    assert outlet is not None
    assert outlet.name == name


@pytest.mark.parametrize("address", ["", "com", "co.uk", "notreuters.com", "example.org", "/a/b"])
def test_a_strange_host_finds_nothing(address: str) -> None:
    assert by_domain(address) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He told Reuters on Friday.", [("Reuters", "Reuters")]),
        ("VARNA (AFP) – A ferry sank.", [("AFP", "Agence France-Presse")]),
        ("As the New York Daily News has it", [("New York Daily News", "New York Daily News")]),
        ("the Mirror reported", [("Mirror", "Daily Mirror")]),
        ("Britain's Guardian newspaper", [("Guardian", "The Guardian")]),
        ("she told the Post Tuesday", [("Post", "The New York Post")]),
        ("He told Time that he knew.", [("Time", "Time")]),
        ("Variety reported the deal first.", [("Variety", "Variety")]),
        ("the magazine Fortune", [("Fortune", "Fortune")]),
        ("a cover of People magazine", [("People magazine", "People magazine")]),
        ("the New York\nTimes said", [("New York\nTimes", "The New York Times")]),
        ("DAILY MAIL", [("DAILY MAIL", "Daily Mail")]),
        ("Barron’s wrote", [("Barron’s", "Barron's")]),
        ("posted on Twitter", [("Twitter", "Twitter")]),
    ],
)
def test_outlets_are_found_in_running_text(text: str, expected: list[tuple[str, str]]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Time flies.",
        "She held the mirror up to the sun.",
        "the Mirror Group was sold",
        "People said they had seen it.",
        "She is on the Metro.",
        "Reutersville is a town.",
        "the Guardian Council ruled",
        "a fortune in variety",
        "mail to press@reuters-pictures",
        "It happened in the State of Maine.",
        "a wide variety of reports",
    ],
)
def test_ordinary_words_in_running_text_are_no_outlets(text: str) -> None:
    assert named(text) == []


def test_only_the_given_region_is_searched() -> None:
    text = "Reuters and Xinhua and AFP"
    assert [outlet.name for _, outlet in mentions(text, 8, 19)] == ["Xinhua"]
    assert list(mentions(text, 1, 6)) == []


@pytest.mark.parametrize(
    "phrase",
    [
        "local media",
        "state television",
        "a Korean newspaper",
        "the newspaper",
        "The tabloid",
        "the magazine",
        "the site",
        "the news agency",
        "Iraqi media reports",
        "news reports",
        "several unconfirmed reports",
        "These reports",
        "Channel 4",
        "WXQZ-TV",
        "the Bunford Gazette",
        "the Daily Trumpet",
        "bunfordnews.com",
        "a report in the Bunford Gazette",
        "the Bloomberg report",
        "US website TMZ",
        "London's Telegraph",
        "Gawker, which broke the story",
        "the official news agency KCNA",
    ],
)
def test_a_noun_phrase_for_a_medium_is_recognised(phrase: str) -> None:
    assert medium(phrase)


@pytest.mark.parametrize(
    "phrase",
    [
        "",
        "he",
        "the ministry",
        "a Reuters reporter",
        "the editor of the Bunford Gazette",
        "social media",
        "Twitter",
        "a post on Facebook",
        "the police report",
        "a report by the health ministry",
        "the company's website",
        "officials",
        "Fox News host Ann Marlow",
        "a court paper",
        "the space station",
    ],
)
def test_other_sources_are_no_media(phrase: str) -> None:
    assert not medium(phrase)


def test_the_table_is_wide_and_well_formed() -> None:
    table = files("sayso").joinpath("outlets.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines()[1:]]
    assert len(rows) >= 1_000
    assert {len(row) for row in rows} == {6}
    assert {row[1] for row in rows} == {
        "agency", "broadcaster", "factchecker", "magazine", "newspaper", "platform", "tabloid",
        "website",
    }  # fmt: skip
    assert len({row[0] for row in rows}) == len(rows)
    domains = [domain for row in rows for domain in row[3].split()]
    assert len(set(domains)) == len(domains)
    assert all(domain == domain.lower() and "." in domain for domain in domains)


@settings(deadline=None)  # the first call reads the table
@given(st.text(max_size=200))
def test_any_text_gives_spans_in_order_inside_it(text: str) -> None:
    end = 0
    for span, _ in mentions(text):
        assert end <= span.start < span.end <= len(text)
        end = span.end
    medium(text)
    by_domain(text)
