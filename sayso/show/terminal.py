"""The evidence sheet in a terminal: a ``Reading`` comes in, lines go to a rich ``Console``.

Signs and words carry the meaning, so the sheet reads the same in a pipe, without colour and on
any background: only red, green and magenta are used, which show on white and on black.
Nothing of the article is interpreted, neither as rich markup nor as escape sequences.
"""

from collections.abc import Collection, Sequence
from itertools import zip_longest

from rich.console import Console
from rich.segment import Segment, Segments
from rich.text import Text

from sayso.show import words
from sayso.show.basis import Basis, Speaker, basis
from sayso.show.console import Sheet
from sayso.show.selection import Rung, ladder
from sayso.types import Article, Attribution, Kind, Reading

# About four lines of 80 columns: enough to tell what is said; the page and --json have it whole.
_CONTENT = 240
# Deeper rungs are not moved further right: at 80 columns too little room would be left.
_DEEPEST = 6
# Narrower than this, two columns of figures would wrap into each other.
_TWO_COLUMNS = 64

STYLES = {
    "certain": "green",
    "probable": "magenta",
    "possible": "magenta",
    "unknown": "",
    "denies": "red",
    "no comment": "",
}


def render(
    reading: Reading,
    *,
    console: Console,
    quiet: bool = False,
    kinds: Collection[Kind] = (),
    min_score: float = 0.0,
    attitudes: bool = False,
) -> None:
    """Print the evidence sheet of one reading.

    ``kinds`` and ``min_score`` narrow the attributions shown, never what the article rests on;
    ``attitudes`` adds those that are no hearsay. ``quiet`` prints one line for each attribution
    and nothing else: number, score, certainty (or "denies", "no comment"), kind, speaker, via,
    cue and content, with tabs between them and the content whole.
    """
    rungs = ladder(reading, kinds, min_score, attitudes)
    if quiet:
        for rung in rungs:
            # As a segment: rich turns the tabs of everything else into blanks.
            line = Segment(_row(reading, rung, console.encoding) + "\n")
            console.print(Segments([line]), crop=False, end="")
        return
    page = Sheet(console)
    page.put("", _headline(page, reading.article))
    whole = ladder(reading, attitudes=attitudes)
    numbers = {rung.attribution.id: rung.number for rung in whole}
    _print_basis(page, basis(reading, attitudes=attitudes), reading, numbers)
    page.head("Who says what", _shown(len(rungs), len(whole)))
    for rung in rungs:
        _print_rung(page, reading, rung)
    if not whole:
        page.put("  ", Text("No attribution was found: the article speaks in its own voice."))


def _headline(page: Sheet, article: Article) -> Text:
    title = page.safe(article.title or article.url or "Untitled article", "bold")
    facts: list[str] = [article.publisher] if article.publisher else []
    if article.published:
        facts.append(words.date(article.published, article.granularity))
    if article.authors:
        facts.append(f"by {', '.join(article.authors)}")
    if article.credit:
        facts.append(f"credit: {article.credit}")
    return Text.assemble(title, "\n", page.join(facts)) if facts else title


def _shown(shown: int, whole: int) -> str:
    return "" if shown == whole else f"{shown} of {whole} shown"


def _print_basis(page: Sheet, found: Basis, reading: Reading, numbers: dict[str, int]) -> None:
    page.head("What it rests on")
    for flag in found.flags:
        sentence = f"{flag.sentence} {_numbers(flag.attributions, numbers)}"
        body = Text.assemble((f"{flag.title}: ", "bold red"), page.safe(sentence))
        page.put(Text("! ", "bold red"), body)
    _print_figures(page, found, numbers)
    _facts(page, "Named", [_speaker(s, numbers) for s in found.named])
    _facts(page, "Unnamed", [_speaker(s, numbers) for s in found.unnamed])
    _facts(page, "Outlets", [_speaker(s, numbers) for s in found.outlets])
    _facts(page, "Documents", [_speaker(s, numbers) for s in found.documents])
    sources = ((u.name, reading.quote((u.evidence,))) for u in found.upstream)
    _facts(page, "Upstream", [f"{name}: “{evidence}”" for name, evidence in sources])


def _print_figures(page: Sheet, found: Basis, numbers: dict[str, int]) -> None:
    """The kinds and, beside them where there is room, the figures that call for care."""
    total = len(found.attributions)
    kinds = [f"{total:>4} attribution{'' if total == 1 else 's'}"]
    kinds += [f"{count:>4} {words.named(kind)}" for kind, count in found.kinds]
    figures = {
        "hedged": found.hedged,
        "unstated hearsay": found.unstated,
        "denied": found.denials,
        "no comment": found.no_comments,
    }
    cares = [f"{len(i):>4} {k:<17}{_numbers(i, numbers)}".rstrip() for k, i in figures.items()]
    if page.width < _TWO_COLUMNS:
        rows = [*kinds, "", *cares]
    else:
        rows = [
            f"{k:<28}{c}" for k, c in zip_longest(kinds, ["     of these", *cares], fillvalue="")
        ]
    page.gap()
    for row in rows:
        page.put("", Text(row.rstrip()))
    page.gap()


def _facts(page: Sheet, label: str, lines: Sequence[str]) -> None:
    for line in lines:
        _fact(page, label, page.safe(line))
        label = ""


def _fact(page: Sheet, label: str, body: Text) -> None:
    page.put(Text(f"  {label:<11}"), body)


def _speaker(speaker: Speaker, numbers: dict[str, int]) -> str:
    via = f", via {', '.join(speaker.via)}" if speaker.via else ""
    return f"{speaker.name}{via} {_numbers(speaker.attributions, numbers)}"


def _numbers(ids: tuple[str, ...], numbers: dict[str, int]) -> str:
    known = tuple(numbers[i] for i in ids if i in numbers)
    return f"[{words.ranges(known)}]" if known else ""


def _print_rung(page: Sheet, reading: Reading, rung: Rung) -> None:
    attribution = rung.attribution
    if rung.depth == 0:
        page.gap()
    tone = words.tone(attribution)
    sign = words.SIGNS[tone][page.ascii]
    margin = Text.assemble(f"{rung.number:>3} ", (f"{sign} {tone:<11}", STYLES[tone]))
    if rung.depth:
        hook = "`- " if page.ascii else "└─ "
        margin.append("   " * (min(rung.depth, _DEEPEST) - 1) + hook)
    who = page.safe(words.speaker(reading, attribution), "bold")
    page.put(margin, page.join([who, *words.details(reading, attribution)]))
    page.put(" " * margin.cell_len, _said(page, reading, attribution))


def _said(page: Sheet, reading: Reading, attribution: Attribution) -> Text:
    cue = page.safe(reading.quote(attribution.cue), "italic")
    content = words.plain(reading.quote(attribution.content), page.console.encoding)
    parts = (cue, page.safe(words.shorten(content, _CONTENT)))
    return Text(": ").join(part for part in parts if part)


def _row(reading: Reading, rung: Rung, encoding: str) -> str:
    attribution = rung.attribution
    fields = (
        str(rung.number),
        f"{attribution.score:.2f}",
        words.tone(attribution),
        attribution.kind.value,
        words.speaker(reading, attribution),
        attribution.via or "",
        reading.quote(attribution.cue),
        reading.quote(attribution.content),
    )
    return "\t".join(words.plain(field, encoding) for field in fields)
