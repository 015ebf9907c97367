from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.load import load_html, page

WRAPPED = """A ferry with 212 people aboard ran aground off Farrow
Point on Monday night, the coastguard said, and nobody
was hurt.

The operator declined to comment on the cause, although
two officials with knowledge of the matter said that an
inquiry was likely to begin next week.
"""


class TestWrappedText:
    def test_a_wrapped_text_has_one_line_per_paragraph(self) -> None:
        lines = [line for line in page.unwrapped(WRAPPED).split("\n") if line]
        assert len(lines) == 2
        assert lines[0].endswith(
            "off Farrow Point on Monday night, the coastguard said, and nobody was hurt."
        )

    def test_no_offset_moves(self) -> None:
        joined = page.unwrapped(WRAPPED)
        assert len(joined) == len(WRAPPED)
        assert joined.index("declined") == WRAPPED.index("declined")

    @pytest.mark.parametrize(
        "text",
        [
            "One paragraph, he said.\n\nAnother paragraph, she said.\n",
            "First line.\nSecond line.\nThird line.\nFourth line.\nFifth line.\n\nSixth line.",
            "- one\n- two\n- three\n- four\n\n- five\n- six",
            "A line\nwithout\nany\nempty\nline\nbetween",
        ],
    )
    def test_other_texts_stay_as_they_are(self, text: str) -> None:
        assert page.unwrapped(text) == text

    @given(st.text(st.sampled_from("ab .\n\t-"), max_size=200))
    def test_the_words_never_change(self, text: str) -> None:
        joined = page.unwrapped(text)
        assert len(joined) == len(text)
        assert joined.split() == text.split()


def _text(body: str, head: str = "") -> str:
    return load_html(f"<html><head>{head}</head><body><article>{body}</article></body></html>").text


FIRST = "The ferry ran aground off Farrow Point on Monday night, the coastguard said."
SECOND = "The operator declined to comment, according to the harbour master of Farrow."


class TestPages:
    def test_paragraphs_breaks_and_items_are_lines(self) -> None:
        text = _text(
            f"<p>{FIRST}</p><p>{SECOND}<br>{FIRST[:-1]} twice.</p>"
            "<blockquote>Yes, he said.</blockquote>"
        )
        assert text.split("\n")[:2] == [FIRST, SECOND]
        assert len(text.split("\n")) == 4

    def test_the_headline_is_not_repeated_in_the_text(self) -> None:
        head = '<meta property="og:title" content="Ferry aground!">'
        assert (
            _text(f"<h1>Ferry aground!</h1><p>{FIRST}</p><p>{SECOND}</p>", head)
            == f"{FIRST}\n{SECOND}"
        )

    def test_inline_markup_leaves_no_gap(self) -> None:
        marked = "The <b>fer</b>ry “<em>ran</em>” a<span>ground</span>, <a href='/x'>he</a> said."
        assert _text(f"<p>{marked}</p><p>{SECOND}</p>").startswith(
            "The ferry “ran” aground, he said."
        )

    def test_a_link_in_a_span_called_link_keeps_its_words(self) -> None:
        """Trafilatura's precision mode would drop the span, and the sentence its content."""
        link = "<span class='link'><a href='/x'>the ferry sank</a></span>"
        body = f"<p>The Post said {link}.</p><p>{SECOND}</p>"
        assert _text(body).startswith("The Post said the ferry sank.")

    def test_an_article_in_chunks_is_read_to_its_end(self) -> None:
        chunk = "<div class='grid'><div class='chunk body'>{}</div></div><div class='ad'>Ad</div>"
        parts = "".join(
            chunk.format(f"<p>{FIRST} Part {n}.</p><p>{SECOND} Part {n}.</p>") for n in range(6)
        )
        assert "Part 5." in _text(f"<div class='chunks'>{parts}</div>")

    def test_hidden_boxes_are_not_read(self) -> None:
        hidden = "<div style='display: none'><p>A hidden box, it said.</p></div>"
        assert "hidden" not in _text(f"<p>{FIRST}</p>{hidden}<p>{SECOND}</p>")

    def test_entities_and_invisible_characters_are_gone(self) -> None:
        first = "The fer&shy;ry&#8203; &ldquo;sank&rdquo;, it&rsquo;s said&nbsp;&amp; done."
        assert _text(f"<p>{first}</p><p>{SECOND}</p>").startswith(
            "The ferry “sank”, it’s said & done."
        )
