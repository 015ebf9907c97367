"""Texts in, their words as full-text indexes hold them out; and what people type to search.

Folding here, not in the databases, makes both find the same: words are runs of letters and
digits, without case and accents. Knows nothing of SQL.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final, TypeAlias

#: Words that stand side by side; a single word is a phrase of one.
Phrase: TypeAlias = tuple[str, ...]

#: So much of a text is indexed: PostgreSQL refuses more than 1 MB of words in one row.
_LONGEST: Final = 200_000
_WORD: Final = re.compile(r"[^\W_]+")
_PARTS: Final = re.compile(r'"([^"]*)"|([^"\s]+)|"')
_QUOTES: Final = str.maketrans("“”„‟«»", '""""""')


def folded(text: str) -> str:
    """The words of a text, without case and accents, one space between them.

    >>> folded("The Café’s “11,000” guests")
    'the cafe s 11 000 guests'
    """
    text = text[:_LONGEST]
    if text.isascii():
        return " ".join(_WORD.findall(text.lower()))
    marked = unicodedata.normalize("NFKD", text)
    plain = "".join(c for c in marked if not unicodedata.combining(c)).casefold()
    return " ".join(_WORD.findall(plain))[:_LONGEST]


def phrases(typed: str) -> list[Phrase]:
    """The words and "quoted phrases" of a search, folded.

    >>> phrases('storm "harbour fire"')
    [('storm',), ('harbour', 'fire')]
    """
    found = [a or b for a, b in _PARTS.findall(typed.translate(_QUOTES))]
    return [tuple(words.split()) for words in map(folded, found) if words]
