"""The seven kinds of source."""

import pytest

from sayso.read.kinds import kind
from sayso.types import Kind


@pytest.mark.parametrize(
    ("source", "speaker", "expected"),
    [
        ("", None, Kind.UNSTATED),
        ("Maria Brandt, a geologist", "Maria Brandt", Kind.NAMED_PERSON),
        ("He", "Tom Achterberg", Kind.NAMED_PERSON),
        ("the driver", "Tom Achterberg", Kind.NAMED_PERSON),
        ("she", None, Kind.NAMED_PERSON),
        ("A harbour official", "a harbour official", Kind.UNNAMED_PERSON),
        ("a spokesman for the harbour", None, Kind.UNNAMED_PERSON),
        ("two people familiar with the sale", None, Kind.UNNAMED_GROUP),
        ("Residents", "residents", Kind.UNNAMED_GROUP),
        ("Arden County officials", None, Kind.UNNAMED_GROUP),
        ("they", None, Kind.UNNAMED_GROUP),
        ("the Arden Harbour Company", "Arden Harbour Company", Kind.NAMED_ORGANISATION),
        ("Arden police", None, Kind.NAMED_ORGANISATION),
        ("It", "Ministry of Harbours", Kind.NAMED_ORGANISATION),
        ("the ministry", "Ministry of Harbours", Kind.NAMED_ORGANISATION),
        ("Reuters", "Reuters", Kind.OUTLET),
        ("the agency", "Reuters", Kind.OUTLET),
        ("local media", "local media", Kind.OUTLET),
        ("the Arden Gazette", "Arden Gazette", Kind.OUTLET),
        ("reports", "reports", Kind.OUTLET),
        ("a court filing", None, Kind.DOCUMENT),
        ("The video", "the video", Kind.DOCUMENT),
        ("an e-mailed statement", "Arden Harbour Company", Kind.DOCUMENT),
        ("Ferry Fan (@ferryfan)", "Ferry Fan", Kind.NAMED_PERSON),
    ],
)
def test_kind_of_a_source(said, source, speaker, expected):
    text = f"{source} said the ferry sank."
    assert kind(text, said(text, source, "said", "the ferry sank"), speaker) is expected


def test_an_unknown_name_that_the_text_calls_a_site_is_an_outlet(said):
    text = "The website Quayside reported a sale. Quayside said the ferry sank."
    a = said(text, "Quayside", "said", "the ferry sank")
    assert kind(text, a, "Quayside") is Kind.OUTLET


def test_a_single_name_with_a_title_elsewhere_is_a_person(said):
    text = "Dr Okwuosa examined it. Okwuosa said the ferry sank."
    assert kind(text, said(text, "Okwuosa", "said"), "Okwuosa") is Kind.NAMED_PERSON
