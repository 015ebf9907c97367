"""Links that open a page at a passage."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.show.fragment import at_passage

URL = "https://a.example/1"


@pytest.mark.parametrize(
    ("url", "passage", "expected"),
    [
        (URL, "The port is closed", f"{URL}#:~:text=The%20port%20is%20closed"),
        (URL, "one-off, A&B", f"{URL}#:~:text=one%2Doff%2C%20A%26B"),
        (
            URL,
            "one two three four five six seven eight nine ten eleven",
            f"{URL}#:~:text=one%20two%20three%20four%20five,seven%20eight%20nine%20ten%20eleven",
        ),
        (f"{URL}#top", "closed", f"{URL}#top:~:text=closed"),
        (f"{URL}#:~:text=old", "closed", f"{URL}#:~:text=closed"),
        (URL, " \n ", URL),
    ],
)
def test_a_link_opens_at_the_passage(url: str, passage: str, expected: str) -> None:
    assert at_passage(url, passage) == expected


@given(passage=st.text(max_size=60))
def test_no_passage_breaks_out_of_the_fragment(passage: str) -> None:
    made = urlsplit(at_passage(URL, passage))
    assert (made.netloc, made.path, made.query) == ("a.example", "/1", "")
    assert not set(made.fragment.removeprefix(":~:text=")) & set("&-\"'<> #")
    if 0 < len(passage.split()) <= 10 and passage.isascii():
        assert unquote(made.fragment.removeprefix(":~:text=")) == " ".join(passage.split())
