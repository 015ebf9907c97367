"""Any Python string ↔ a string that every database keeps.

Databases take no lone surrogates, and PostgreSQL no NUL; texts from the web have both. Such a
character, and the mark itself, is written as the mark and four hexadecimal digits: no two
strings are written alike, and all but a few texts stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

_MARK: Final = "\x10"  # "data link escape"
_ODD: Final = re.compile("[\x00\x10\ud800-\udfff]")
_WRITTEN: Final = re.compile("\x10([0-9a-f]{4})")


def kept(text: str) -> str:
    r"""The string as databases keep it.

    >>> kept("a\0b")
    'a\x100000b'
    """
    if text.isascii() and _MARK not in text and "\0" not in text:
        return text
    return _ODD.sub(lambda odd: f"{_MARK}{ord(odd[0]):04x}", text)


def given(text: str) -> str:
    """The string as it was given: undoes `kept`."""
    return _WRITTEN.sub(lambda w: chr(int(w[1], 16)), text) if _MARK in text else text


def kept_value(value: Any) -> Any:
    """A value for a query, the strings in it made fit to keep."""
    if isinstance(value, str):
        return kept(str(value))  # of an enumeration's value too
    if isinstance(value, list):
        return [kept_value(v) for v in value]
    return value


def kept_rows(rows: Sequence[tuple[Any, ...]]) -> Sequence[tuple[Any, ...]]:
    """Rows for a query, all of one form, the strings in them made fit to keep."""
    if rows and any(isinstance(value, str) for value in rows[0]):
        return [tuple(kept(v) if isinstance(v, str) else v for v in row) for row in rows]
    return rows


def given_row(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """A row of an answer, the strings in it as they were given."""
    for cell in row:  # a plain loop: an archive's every cell goes by here
        if cell.__class__ is str and _MARK in cell:
            return tuple(given(cell) if isinstance(cell, str) else cell for cell in row)
    return row
