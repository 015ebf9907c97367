from __future__ import annotations

import gzip
import zipfile
from io import BytesIO

import pytest

from sayso.errors import NoArticle, NotText
from sayso.load import load_bytes, sniff


def _zip() -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", "He said so.")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "a PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "an image"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF\0", "an image"),
        (b"GIF89a\x01\0\x01\0\0\0\0", "an image"),
        (b"RIFF\x24\0\0\0WEBPVP8 ", "an image"),
        (b"\0\0\0\x18ftypmp42\0\0\0\0", "a film"),
        (_zip(), "an archive"),
        (gzip.compress(b"He said so."), "an archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 20, "an office document"),
        (b"{\\rtf1\\ansi He said so.}", "an RTF document"),
        (b"\x7fELF\x02\x01\x01" + b"\0" * 9, "a program"),
        (b"SQLite format 3\0" + b"\x10\0\x01\x01", "a database"),
        (b"He said so.\0\x01\x02\x03\x04\x05\x06" * 9, "binary data"),
    ],
)
def test_what_is_no_text_is_named(data: bytes, what: str) -> None:
    with pytest.raises(NotText, match=f"{what}.*not text"):
        load_bytes(data, where="input")


@pytest.mark.parametrize(
    "text", ["BM said so.", "ID3 tags are old, he said.", "GIF89 won, he said."]
)
def test_words_that_look_like_magic_numbers_are_words(text: str) -> None:
    assert load_bytes(text.encode()).text == text


@pytest.mark.parametrize(
    "text",
    [
        '<?xml version="1.0"?>\n<rss version="2.0"><channel></channel></rss>',
        '<!-- a feed --><feed xmlns="http://www.w3.org/2005/Atom"></feed>',
        '<?xml version="1.0"?><urlset></urlset>',
        '{"items": []}',
        '{"text": "one"}\n{"text": "two"}',
        "[1, 2]",
    ],
)
def test_feeds_and_data_are_no_articles(text: str) -> None:
    with pytest.raises(NoArticle, match="not an article"):
        load_bytes(text.encode())


@pytest.mark.parametrize(
    ("text", "media_type", "form"),
    [
        ("<!DOCTYPE html><p>x", None, "page"),
        ("  <!-- x --><html><body>", None, "page"),
        ("<p>He said so.</p>", None, "page"),
        ("words first <body class='x'>", None, "page"),
        ("He said so.", "text/html", "page"),
        ("He said so.", None, "text"),
        ("a < b and <c> d", None, "text"),
        ("He used <p> and <div> here.", "text/plain", "text"),
        ("<html><p>A page by its looks.", "text/plain", "page"),
        ("[Reuters] He said so.", None, "text"),
        ("{He said so.", None, "text"),
    ],
)
def test_a_page_is_told_from_a_text(text: str, media_type: str | None, form: str) -> None:
    assert sniff.form_of(text.encode(), text, media_type=media_type, where="input") == form
