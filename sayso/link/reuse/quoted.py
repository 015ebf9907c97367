"""An article or its reading in, the stretches that it quotes out. Knows nothing of alignment."""

from __future__ import annotations

import re
from typing import Final

from sayso.types import Article, Quotation, Reading, Span

#: Double marks of any kind, closed on their line or running to its end (a quotation that the
#: next paragraph takes up), or single ones that no apostrophe can be, at most 400 apart.
#: Each pattern begins with its marks, which is what makes searching fast.
_MARKED: Final = (
    re.compile(
        r"[\"“„«”](?:(?<![\w.,!?…][\"“„«”])(?<!”)(?=\S)|(?<=^”))[^\"“”„«»\n]+(?:[\"“”»]|$)",
        re.MULTILINE,
    ),
    re.compile(
        r"['‘](?<!\w['‘])(?=\w)(?:[^'’\n]|(?<=\w)['’](?=\w)){3,400}(?<=[\w.,!?…])['’](?!\w)"
    ),
)


def quoted(item: Article | Reading) -> list[Span]:
    """The stretches of the text that stand in quotation marks or, in a reading, are the content
    of a direct quotation; they may overlap. Titles in quotation marks are nobody's words.
    """
    article = item.article if isinstance(item, Reading) else item
    marked = [
        Span(*match.span())
        for marks in _MARKED
        for match in marks.finditer(article.text)
        if not _title(match.group())
    ]
    if isinstance(item, Article):
        return marked
    direct = [a for a in item.attributions if a.quotation is Quotation.DIRECT]
    return [*marked, *(span for a in direct for span in a.content)]


def _title(marked: str) -> bool:
    """A few words most of which begin with a capital: a film, a book, a ship."""
    words = re.findall(r"\w[\w'’]*", marked)
    return len(words) <= 10 and sum(w[0].isupper() for w in words) >= 0.6 * len(words)
