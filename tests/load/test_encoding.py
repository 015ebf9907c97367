from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.load import encoding

QUOTED = "“It’s safe,” said Zoë Brontë – the café’s owner."
RUSSIAN = "Паром сел на мель у мыса, сообщила береговая охрана. " * 5
JAPANESE = "フェリーが座礁したと沿岸警備隊が発表した。" * 5


@pytest.mark.parametrize(
    ("mark", "name"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_decides_and_goes(mark: bytes, name: str) -> None:
    assert encoding.decode(mark + QUOTED.encode(name), "iso-8859-1") == QUOTED


@pytest.mark.parametrize("declared", [None, "iso-8859-1", "windows-1252", "shift_jis", "nonsense"])
def test_valid_utf8_is_utf8_whatever_is_declared(declared: str | None) -> None:
    assert encoding.decode(QUOTED.encode(), declared) == QUOTED


@pytest.mark.parametrize(
    ("text", "written", "declared"),
    [
        (QUOTED, "cp1252", "iso-8859-1"),
        (QUOTED, "cp1252", "windows-1252"),
        (QUOTED, "cp1252", "utf-8"),
        (QUOTED, "cp1252", "us-ascii"),
        (QUOTED, "cp1252", None),
        (RUSSIAN, "cp1251", "windows-1251"),
        (RUSSIAN, "koi8-r", "koi8-r"),
        (RUSSIAN, "cp1251", None),
        (JAPANESE, "shift_jis", "shift_jis"),
        (JAPANESE, "euc-jp", "euc-jp"),
        (JAPANESE, "iso-2022-jp", "iso-2022-jp"),
        (QUOTED, "utf-16-le", None),
        (QUOTED, "utf-16-be", None),
    ],
)
def test_other_encodings_are_read_as_declared_or_found_out(
    text: str, written: str, declared: str | None
) -> None:
    assert encoding.decode(text.encode(written), declared) == text


@pytest.mark.parametrize(
    "head",
    [
        '<meta charset="windows-1251">',
        '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">',
        '<?xml version="1.0" encoding="windows-1251"?>',
    ],
)
def test_a_page_may_state_its_own_encoding(head: str) -> None:
    assert encoding.decode((head + RUSSIAN).encode("cp1251")) == head + RUSSIAN


def test_utf8_with_a_few_foreign_bytes_keeps_both() -> None:
    mixed = QUOTED.encode() + " and Zoë".encode("cp1252")
    assert encoding.decode(mixed) == QUOTED + " and Zoë"


@pytest.mark.parametrize("name", ["unicode_escape", "idna", "rot13", "zlib", "utf-7", "punycode"])
def test_codecs_that_are_no_encodings_cannot_be_chosen(name: str) -> None:
    assert encoding.decode(b"a\\u0041 \x93b\x94", name) == "a\\u0041 “b”"


@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "gb2312", "big5", "cp037", "x"]))
def test_any_bytes_decode(data: bytes, declared: str | None) -> None:
    assert isinstance(encoding.decode(data, declared), str)


@given(st.text(max_size=200))
def test_utf8_survives_as_it_is(text: str) -> None:
    assert encoding.decode(b"\xef\xbb\xbf" + text.encode()) == text


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("co\u00adop\u200ber\u2060ation\ufeff", "cooperation"),
        ("na\u200dme", "name"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d🚒", "👩\u200d🚒"),
        ("Tom &amp; Ada &#8217;s &quot;plan&quot;", 'Tom & Ada ’s "plan"'),
        ("AT&T; Q&A", "AT&T; Q&A"),
        ("\x93yes\x94 it\x92s", "“yes” it’s"),
        ("â€œItâ€™s safe,â€\x9d said ZoÃ« â€“ for Â£5", "“It’s safe,” said Zoë – for £5"),
        ("São Paulo, Ângela, naïve, Ã la carte", "São Paulo, Ângela, naïve, Ã la carte"),
        ("``Yes,'' he said", "``Yes,'' he said"),
    ],
)
def test_what_decoding_cannot_repair_is_scrubbed(text: str, clean: str) -> None:
    assert encoding.scrub(text) == clean
