"""The lines about a trace that sheet and page share: parts of a ``View`` in, short texts out."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.show import words
from sayso.show.trace.view import Item, View, outlet
from sayso.types import Hedge, Reuse

# More names than this in one line help nobody; the list of articles has them all.
_NAMES = 6


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


def copies(seen: View, item: Item) -> str:
    """What is folded into an article: "and 2 reprints: Herald [3], Courier [4]"."""
    names = [f"{c.name} [{c.number}]" for c in seen.items if c.number in item.copies]
    few = ", ".join(names[:_NAMES]) + (
        f" and {len(names) - _NAMES} more" if len(names) > _NAMES else ""
    )
    return f"and {words.count(len(names), 'reprint')}: {few}"


def shared(seen: View) -> list[tuple[tuple[int, ...], str]]:
    """What articles share, in words, each with the numbers of those that it is said of."""
    pairs = [(pair, seen.numbers((pair.a, pair.b))) for pair in seen.trace.reuse]
    groups: dict[str, list[int]] = {}
    for pair, numbers in sorted(pairs, key=lambda pair: pair[1]):
        if len(numbers) == 2:
            line, of = _shared(pair, numbers, seen)
            groups.setdefault(line, []).extend(of)
    return [(tuple(dict.fromkeys(of)), line) for line, of in groups.items()]


def _shared(pair: Reuse, numbers: Sequence[int], seen: View) -> tuple[str, Sequence[int]]:
    quotation = all(passage.quotation for passage in pair.passages)
    amount = words.count(pair.words, "word")
    original = seen.item(pair.original) if pair.original else None
    if original is None:
        what = "the same quotation" if quotation else "shared wording, origin undecided"
        line, of = f"{what}, {amount}", numbers
    else:
        what = "a reprint of" if pair.reprint else "wording of"
        line = f"{what} {original.name} [{original.number}], {amount}"
        of = [number for number in numbers if number != original.number]
    return (f"{line}: {pair.reason}" if pair.reason else line), of
