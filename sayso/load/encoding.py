"""Encodings: bytes come in, text goes out, whatever the page declares or breaks.

Knows byte order marks, declarations, statistics and the common ways of getting them wrong;
knows nothing of HTML beyond the ``charset`` that a page states in its first bytes.
"""

from __future__ import annotations

import codecs
import html
import re

import charset_normalizer

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What browsers read under these names (WHATWG Encoding Standard): the supersets.
_SUPERSETS = {
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "iso-8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "big5": "big5hkscs",
    "tis-620": "cp874",
}
# Python knows codecs that no page may choose ("unicode_escape", "idna"); UTF-16 that can be
# declared in ASCII bytes is none.
_CODEC = re.compile(
    r"(?:iso-?8859|iso-?2022|windows-|cp\d|koi8|mac|shift[_-]|s-?jis|euc|gb|big5|ks_c|latin|tis"
    r"|us-ascii|ascii|utf-?8)[\w.:-]*\Z",
    re.I,
)
_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.I
)
_HEAD_BYTES = 4096
_SAMPLE_BYTES = 20_000
# Above this share of non-ASCII bytes a text is hardly Western, so statistics beat cp1252.
_FOREIGN_SHARE = 0.1
_BROKEN_BYTE = re.compile("[\udc80-\udcff]")
_C1 = re.compile("[\x80-\x9f]")
# UTF-8 read as cp1252: curly quotes (â€™), accents (Ã©), signs (Â£).
_MOJIBAKE = re.compile("(?:â[€‚ƒ„…†‡ˆ‰Š‹Œ\x80-\x9f].|[ÃÂ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ])")
_DROPPED = re.compile("[\xad\u200b\u2060\ufeff]|(?<=[\x00-\u024f])[\u200c\u200d]")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});", re.I)


def decode(data: bytes, declared: str | None = None) -> str:
    """Decode bytes: byte order mark, valid UTF-8, the declaration, then statistics.

    ``declared`` is what the transport said; a page's own ``<meta charset>`` comes after it.
    Text that is valid UTF-8 beyond ASCII is UTF-8 whatever was declared: no other encoding
    yields it by accident. Never fails: what cannot be decoded becomes U+FFFD.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if wide := wide_encoding(data):
        return data.decode(wide, "replace")
    names = [name for name in (declared, _stated(data)) if name]
    if data.isascii():
        stateful = next((name for name in names if name.lower().startswith("iso-2022")), None)
        return _strict(data, stateful or "ascii") or data.decode("ascii")
    for name in ("utf-8", *names):
        if (text := _strict(data, name)) is not None:
            return text
    return _mostly_utf8(data) or _sniffed(data)


def wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a byte order mark: every other byte is nought in Western text."""
    head = data[:_HEAD_BYTES]
    half = len(head) // 2
    if half < 2:
        return None
    even, odd = head[0::2].count(0) / half, head[1::2].count(0) / half
    if odd > 0.4 and even < 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 and odd < 0.05 else None


def scrub(text: str) -> str:
    """Repair what decoding cannot: entities escaped twice, mojibake, invisible characters.

    Soft hyphens and zero-width characters go (joiners only after Latin letters: other scripts
    spell with them); C1 controls are the cp1252 characters that they were meant to be.
    """
    text = _ENTITY.sub(lambda match: html.unescape(match.group()), text)
    text = _C1.sub(lambda match: _cp1252(ord(match.group())), _mended(text))
    return _DROPPED.sub("", text).replace("\x00", "")


def _stated(data: bytes) -> str | None:
    found = _CHARSET.search(data[:_HEAD_BYTES])
    return found[1].decode("ascii") if found else None


def _strict(data: bytes, name: str) -> str | None:
    if not _CODEC.match(name):
        return None
    codec = _SUPERSETS.get(name.lower(), name)
    try:
        return data.decode(codec)
    except (LookupError, UnicodeDecodeError):
        return None


def _mostly_utf8(data: bytes) -> str | None:
    """UTF-8 with some bytes of another encoding spliced in, as feeds and old templates do."""
    text = data.decode("utf-8", "surrogateescape")
    broken = len(_BROKEN_BYTE.findall(text))
    whole = sum(not char.isascii() for char in text) - broken
    if whole < broken:
        return None
    return _BROKEN_BYTE.sub(lambda match: _cp1252(ord(match.group()) - 0xDC00), text)


def _sniffed(data: bytes) -> str:
    sample = data[:_SAMPLE_BYTES]
    if sum(byte > 0x7F for byte in sample) < _FOREIGN_SHARE * len(sample):
        return data.decode("cp1252", "replace")
    guess = charset_normalizer.from_bytes(sample).best()
    return data.decode(guess.encoding if guess else "cp1252", "replace")


def _cp1252(byte: int) -> str:
    return bytes([byte]).decode("cp1252", "replace")


def _mended(text: str) -> str:
    if not _MOJIBAKE.search(text):
        return text
    return _MOJIBAKE.sub(_unscrambled, text)


def _unscrambled(match: re.Match[str]) -> str:
    try:
        return b"".join(map(_byte, match.group())).decode("utf-8")
    except UnicodeError:
        return match.group()


def _byte(char: str) -> bytes:
    return bytes([ord(char)]) if "\x80" <= char <= "\x9f" else char.encode("cp1252")
