"""The lines about a trace that sheet and page share: parts of a ``View`` in, short texts out."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.show import words
from sayso.show.trace.view import Item, Quote, View, outlet
from sayso.types import Hedge, Reuse

# More names than this in one line help nobody; the list of articles has them all.
_NAMES = 6
_QUOTES = 4


def few(quotes: Sequence[Quote]) -> tuple[Sequence[Quote], int]:
    """As many quotes as one line can bear, and how many more there are."""
    return quotes[:_QUOTES], max(len(quotes) - _QUOTES, 0)


def on_whose_word(hedge: Hedge) -> str:
    """On whose word an article has the claim, and how it takes it itself."""
    if hedge.kind is None:
        return f"{hedge.stance.value}, in its own voice"
    return f"{hedge.stance.value}, source: {words.named(hedge.kind)}"


def home(article: str, seen: View) -> str:
    """What to call an article by its id, whether it carries the claim or not."""
    if item := seen.item(article):
        return item.name
    text = seen.texts.get(article)
    return outlet(text.publisher, text.url, text.title) if text else f"article {article}"


def named_only(node: str, seen: View) -> str:
    """What a node is that is neither a root nor an article of the trace."""
    kinds = {tie.kind for tie in seen.ties if tie.target == node}
    return "quoted, no root" if kinds == {"quotes"} else "not in the archive"


def copies(seen: View, item: Item) -> str:
    """What is folded into an article: "and 2 reprints: Herald [3], Courier [4]"."""
    names = [f"{c.name} [{c.number}]" for c in seen.items if c.number in item.copies]
    few = ", ".join(names[:_NAMES]) + (
        f" and {len(names) - _NAMES} more" if len(names) > _NAMES else ""
    )
    return f"and {words.count(len(names), 'reprint')}: {few}"


def shared(seen: View) -> list[tuple[tuple[int, ...], str]]:
    """What articles share, in words, each with the numbers of those that it is said of.

    What the copies of one original share among themselves goes without saying.
    """
    groups: dict[str, list[int]] = {}
    for pair in sorted(seen.trace.reuse, key=lambda pair: seen.numbers((pair.a, pair.b))):
        a, b = seen.item(pair.a), seen.item(pair.b)
        if a and b and not (a.folded and a.folded == b.folded):
            line, of = _shared(pair, a, b)
            groups.setdefault(line, []).extend(of)
    return [(tuple(sorted(dict.fromkeys(of))), line) for line, of in groups.items()]


def _shared(pair: Reuse, a: Item, b: Item) -> tuple[str, list[int]]:
    quotation = bool(pair.passages) and all(passage.quotation for passage in pair.passages)
    original = next((item for item in (a, b) if item.article.id == pair.original), None)
    if original is None:
        what = "the same quotation" if quotation else "shared wording, origin undecided"
        of = [a.number, b.number]
    else:
        what = "a reprint of" if pair.reprint else "wording of"
        what = (
            f"{'the same quotation as' if quotation else what} {original.name} [{original.number}]"
        )
        of = [item.number for item in (a, b) if item is not original]
    line = f"{what}, {words.count(pair.words, 'word')}"
    return (f"{line}: {pair.reason}" if pair.reason else line), of
