"""A trace in a terminal: a ``Trace`` and its articles come in, lines go to a rich ``Console``.

Signs and words carry the meaning, as on the evidence sheet; every line stands beside the words
it rests on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.text import Text

from sayso.show import words
from sayso.show.console import Sheet
from sayso.show.terminal import STYLES
from sayso.show.trace import wording
from sayso.show.trace.ladder import Rung, ladder
from sayso.show.trace.view import Item, Quote, View, title, tone, view
from sayso.types import Article, Certainty, Claim, Hedge, Root, Statement, Trace

# About three lines of 80 columns: enough to check; the page and --json have it whole.
_WORDS = 200
# Deeper rungs are not moved further right.
_DEEPEST = 6
# The width of a number and a state, and what has to be left beside them.
_MARGIN, _LEFT = 17, 16
_ROOT_STYLES = {"independent": "green", "undecided": "magenta", "not independent": ""}


def render(
    trace: Trace, articles: Mapping[str, Article] | None = None, *, console: Console
) -> None:
    """Print a trace: how many roots, on whose word, how it travelled, who denies it.

    ``articles`` are its articles by id, to quote them; without them numbers stand alone.
    """
    page = Sheet(console)
    seen = view(trace, articles)
    _print_head(page, seen)
    _print_roots(page, seen)
    _print_ladder(page, seen)
    _print_path(page, seen)
    _print_denials(page, seen)
    _print_rivals(page, seen)
    _print_reuse(page, seen)
    _print_articles(page, seen)


def _print_head(page: Sheet, seen: View) -> None:
    trace = seen.trace
    page.put("", page.safe(title(trace.claim.text), "bold"))
    page.put("", page.join([*seen.facts, f"claim {trace.claim.id}"]))
    page.gap()
    page.put("", page.safe(words.roots(trace.independent).capitalize(), "bold"))
    if trace.reason:
        page.put("", page.safe(words.sentence(trace.reason)))


def _print_roots(page: Sheet, seen: View) -> None:
    page.head("On whose word")
    for root in seen.roots:
        page.gap()
        _print_root(page, seen, root)
    if not seen.trace.roots:
        page.put("  ", Text("No root shows in the texts: nobody is named and nobody is cited."))


def _print_root(page: Sheet, seen: View, root: Root) -> None:
    counts = words.independence(root.independent)
    sign = words.ROOT_SIGNS[counts][page.ascii]
    margin = Text.assemble("  ", (f"{sign} {counts:<16}", _ROOT_STYLES[counts]))
    page.put(margin, page.join([page.safe(root.name, "bold"), words.named(root.kind)]))
    blank = " " * margin.cell_len
    numbers = seen.numbers(root.articles)
    page.put(blank, Text(f"{words.count(len(numbers), 'article')} [{words.ranges(numbers)}]"))
    if root.reason:
        page.put(blank, page.safe(words.sentence(root.reason)))
    _print_quotes(page, blank, seen.quotes(root.evidence))


def _print_ladder(page: Sheet, seen: View) -> None:
    page.head("How it travelled")
    for rung in ladder(seen):
        if rung.depth == 0:
            page.gap()
            page.put(" " * _MARGIN, page.safe(rung.name, "bold"))
        else:
            _print_rung(page, seen, rung)


def _print_rung(page: Sheet, seen: View, rung: Rung) -> None:
    room = (page.width - _MARGIN - _LEFT) // 3
    levels = rung.last[-max(1, min(_DEEPEST, room)) :]
    above = "".join("   " if last else "│  " for last in levels[:-1])
    hook, on = ("└─ ", "   ") if levels[-1] else ("├─ ", "│  ")
    below = Text(" " * _MARGIN + page.drawn(above + on))
    state = f"{rung.item.number:>3} " if rung.item else " " * 4
    margin = Text(state)
    if rung.item and not rung.again:
        margin.append_text(_state(page, rung.item.tone))
    else:
        margin.append(" " * 13)
    margin.append(page.drawn(above + hook))
    page.put(margin, page.join(_rung_facts(page, seen, rung)), below)
    if rung.kind:
        page.put(below, _said(page, rung.kind, rung.quotes, rung.item), below)
    if rung.item and rung.item.copies and not rung.again:
        page.put(below, page.safe(wording.copies(seen, rung.item)), below)


def _rung_facts(page: Sheet, seen: View, rung: Rung) -> list[str | Text]:
    facts: list[str | Text] = [page.safe(rung.name, "bold")]
    if rung.again:
        return [*facts, "see above"]
    if rung.item is None:
        return [*facts, wording.named_only(rung.node or "", seen)]
    facts += [rung.item.date, rung.item.article.stance.value]
    if rung.item.article.id in seen.dropped:
        facts.append(Text("hedge dropped", "bold red"))
    return facts


def _print_path(page: Sheet, seen: View) -> None:
    if not seen.path:
        return
    page.head("How surely it was told, over time")
    page.gap()
    for hedge in seen.path:
        _print_step(page, seen, hedge)


def _print_step(page: Sheet, seen: View, hedge: Hedge) -> None:
    item = seen.item(hedge.article)
    assert item  # noqa: S101  the path holds shown items only
    margin = Text(f"{item.number:>3} ").append_text(
        _state(page, tone(hedge.stance, hedge.certainty))
    )
    facts: list[str | Text] = [
        item.date,
        page.safe(item.name, "bold"),
        wording.on_whose_word(hedge),
    ]
    if hedge.dropped:
        facts.append(Text("hedge dropped", "bold red"))
    if item.copies:
        facts.append(f"and {words.count(len(item.copies), 'reprint')}")
    page.put(margin, page.join(facts))
    _print_quotes(page, " " * margin.cell_len, seen.quotes(hedge.evidence), item)


def _print_denials(page: Sheet, seen: View) -> None:
    denials = seen.denials()
    if not denials:
        return
    page.head("Denials and refusals to comment")
    page.gap()
    for denial, quotes in denials:
        item = seen.item(denial.article)
        taken = words.stated(Certainty.CERTAIN, denial.polarity)
        margin = Text(f"{item.number if item else '':>3} ").append_text(_state(page, taken))
        who = page.safe(denial.speaker or "somebody unnamed", "bold")
        facts: list[str | Text] = [who, f"in {wording.home(denial.article, seen)}"]
        if item:
            facts.append(item.date)
        if item and item.copies:
            facts.append(f"and {words.count(len(item.copies), 'reprint')}")
        page.put(margin, page.join(facts))
        _print_quotes(page, " " * margin.cell_len, quotes, item)


def _print_rivals(page: Sheet, seen: View) -> None:
    if not seen.trace.rivals:
        return
    page.head("Other versions")
    for rival in seen.trace.rivals:
        page.gap()
        page.put("  ", page.safe(title(rival.text), "bold"))
        _print_versions(page, seen, rival)


def _print_versions(page: Sheet, seen: View, rival: Claim) -> None:
    for statement in rival.statements:
        item = seen.item(statement.article)
        taken = words.stated(statement.certainty, statement.polarity)
        margin = Text(f"{item.number if item else '':>3} ").append_text(_state(page, taken))
        page.put(margin, page.join(_stated(page, seen, statement, item)))
        page.put(" " * margin.cell_len, _quoted(page, statement.text))


def _stated(page: Sheet, seen: View, statement: Statement, item: Item | None) -> list[str | Text]:
    name = wording.home(statement.article, seen)
    when = [item.date] if item else []
    who, *kind = words.who(statement.speaker, statement.kind)
    return [page.safe(who, "bold"), *kind, f"in {name}", *when]


def _print_reuse(page: Sheet, seen: View) -> None:
    groups = wording.shared(seen)
    if not groups:
        return
    page.head("Shared wording")
    page.gap()
    for numbers, line in groups:
        page.put(Text(f" [{words.ranges(numbers)}]".ljust(17)), page.safe(line))


def _print_articles(page: Sheet, seen: View) -> None:
    page.head("The articles")
    page.gap()
    for item in seen.items:
        margin = Text(f"{item.number:>3} ").append_text(_state(page, item.tone))
        name = page.safe(item.name, "bold")
        headline = item.article.title or item.article.url or ""
        page.put(margin, page.join([name, *([headline] if headline != item.name else [])]))
        chain = " ← ".join(item.article.chain)
        chain = f"a reprint of [{item.folded}]" if item.folded else chain
        page.put(" " * margin.cell_len, page.safe(chain))


def _state(page: Sheet, taken: str) -> Text:
    return Text(f"{words.SIGNS[taken][page.ascii]} {taken:<11}", STYLES[taken])


def _said(page: Sheet, kind: str, quotes: Sequence[Quote], item: Item | None) -> Text:
    """How a rung hangs on the one above, with the words that say so."""
    own = sorted(quotes, key=lambda quote: bool(_elsewhere(quote, item)))
    few, more = wording.few(own)
    lines = [_quoted(page, quote.words, _elsewhere(quote, item)) for quote in few]
    lines += [Text(f"and {more} more")] if more else []
    return Text.assemble(kind, ": " if quotes else "", page.join(lines))


def _print_quotes(
    page: Sheet, blank: str, quotes: Sequence[Quote], item: Item | None = None
) -> None:
    few, more = wording.few(quotes)
    for quote in few:
        page.put(blank, _quoted(page, quote.words, _elsewhere(quote, item)))
    if more:
        page.put(blank, Text(f"and {more} more"))


def _elsewhere(quote: Quote, item: Item | None) -> tuple[int, ...]:
    """The numbers, where they say more than which article the line is about."""
    return () if item and quote.numbers == (item.number,) else quote.numbers


def _quoted(page: Sheet, said: str, numbers: tuple[int, ...] = ()) -> Text:
    line = words.quoted(said, _WORDS)
    return page.safe(f"{line} [{words.ranges(numbers)}]" if numbers else line)
