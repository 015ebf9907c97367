"""An article or its reading in, the stretches that it quotes out. Knows nothing of alignment."""

from __future__ import annotations

import re
from typing import Final

from sayso.types import Article, Quotation, Reading, Span

#: Double marks of any kind, closed on their line or running to its end (a quotation that the
#: next paragraph takes up), or single ones that no apostrophe can be, at most 400 apart.
_MARKED: Final = re.compile(
    r"(?:(?<![\w.,!?…])[\"“„«](?=\S)|^”)[^\"“”„«»\n]+(?:[\"“”»]|$)"
    r"|(?<!\w)['‘](?=\w)(?:[^'’\n]|(?<=\w)['’](?=\w)){3,400}(?<=[\w.,!?…])['’](?!\w)",
    re.MULTILINE,
)


def quoted(item: Article | Reading) -> list[Span]:
    """The stretches of the text that stand in quotation marks or, in a reading, are the content
    of a direct quotation; they may overlap.
    """
    article = item.article if isinstance(item, Reading) else item
    marked = [Span(*match.span()) for match in _MARKED.finditer(article.text)]
    if isinstance(item, Article):
        return marked
    direct = [a for a in item.attributions if a.quotation is Quotation.DIRECT]
    return [*marked, *(span for a in direct for span in a.content)]
