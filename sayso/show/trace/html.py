"""A trace as one page: a ``Trace`` and its articles come in, self-contained HTML goes out.

The graph first, then the same as lists: who took it from whom, how surely it was told, who
denies it, and each article's own words. The page needs no network and no script, and its
content security policy allows neither. Everything from the articles is escaped.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from sayso.show import words
from sayso.show.differences import alike, differing
from sayso.show.html import templates
from sayso.show.segments import Mark, Segment, paragraphs
from sayso.show.site import Site
from sayso.show.trace import svg, wording
from sayso.show.trace.ladder import Rung, ladder
from sayso.show.trace.view import Item, View, bare, title, tone, view
from sayso.types import Article, EdgeKind, Passage, Span, Trace

# HTML parsers cap nesting (libxml2 at 256 elements); deeper rungs stay on this level.
_DEEPEST = 12
#: Wordings with less than this in common are not held against each other word by word.
_ALIKE = 0.35


@dataclass(frozen=True, slots=True)
class Row:
    """One rung as the page shows it; ``closes`` is how many lists end after it."""

    rung: Rung
    opens: bool
    closes: int


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The paragraphs of an article that hold evidence; ``gap``: something is left out before."""

    gap: bool
    segments: tuple[Segment, ...]


def page(
    trace: Trace,
    articles: Mapping[str, Article] | None = None,
    *,
    unfolded: bool = False,
    site: Site | None = None,
) -> str:
    """The trace as a complete HTML document, to be saved as UTF-8.

    ``articles`` are the trace's by id, to quote them. ``unfolded`` shows reprints beside what
    they reprint, not folded into it. ``site`` makes it a page of a web site, whose server then
    states the content security policy.
    """
    seen = view(trace, articles, unfolded=unfolded)
    marks = _marks(trace)
    measure = next((item for item in seen.items if _claimed(item, seen)), None)
    if measure:
        for item in seen.items:
            marks.setdefault(item.article.id, []).extend(_differing(item, measure, seen))
    facts = {
        "site": site,
        "unfolded": unfolded,
        "measure": f"{measure.name} [{measure.number}]" if measure and len(seen.items) > 1 else "",
        "bare": bare,
        "view": seen,
        "trace": trace,
        "title": title(trace.claim.text),
        "as_title": title,
        "graph": Markup(svg.drawing(seen, framed=True)),  # noqa: S704  escaped by its template
        "ladder": _rows(ladder(seen)),
        "shared": wording.shared(seen),
        "excerpts": {
            item.number: list(_excerpts(item, seen, marks.get(item.article.id, [])))
            for item in seen.items
        },
        "numbers": seen.numbers,
        "tone_of": tone,
        "words": words,
        "wording": wording,
    }
    return templates().get_template("trace.html").render(facts)


def _rows(rungs: tuple[Rung, ...]) -> list[Row]:
    depths = [min(rung.depth, _DEEPEST) for rung in rungs]
    return [
        Row(rung, below > depth, max(depth - below, 0))
        for rung, depth, below in zip(rungs, depths, [*depths[1:], 0], strict=False)
    ]


def _marks(trace: Trace) -> dict[str, list[Mark]]:
    """What to mark in each article: the claim, what it rests on, and what speaks against it."""
    found: dict[str, list[Mark]] = {}

    def add(role: str, passages: tuple[Passage, ...]) -> None:
        for passage in passages:
            found.setdefault(passage.article, []).append(Mark(passage.span, role, 0))

    for article in trace.articles:
        add("claim", article.evidence)
    for edge in trace.edges:
        # What copies share is most of both: marking it would drown the rest.
        if edge.kind in (EdgeKind.CITES, EdgeKind.QUOTES):
            add("upstream", edge.evidence)
    for root in trace.roots:
        add("upstream", root.evidence)
    for denial in trace.denials:
        add("denial", denial.evidence)
    for rival in trace.rivals:
        for statement in rival.statements:
            add("rival", tuple(Passage(statement.article, Span(*s)) for s in statement.spans))
    return found


def _claimed(item: Item, seen: View) -> list[tuple[Passage, str]]:
    """The passages in which an article tells the claim, in the order of its text."""
    article = seen.texts.get(item.article.id)
    own = (p for p in item.article.evidence if article and p.article == article.id)
    ordered = sorted(own, key=lambda passage: passage.span)
    return [(p, article.text[p.span.start : p.span.end]) for p in ordered if article]


def _differing(item: Item, measure: Item, seen: View) -> Iterator[Mark]:
    """Where an article words the claim otherwise than the first that tells it.

    A passage that has little in common with any of the first one's is told in other words
    altogether: to mark each of them would tell nothing.
    """
    first = [words for _, words in _claimed(measure, seen)]
    for passage, own in _claimed(item, seen) if item is not measure else ():
        pairs = [(alike(own, theirs), theirs) for theirs in first]
        share, nearest = max(pairs, key=lambda pair: pair[0])
        if share >= _ALIKE:
            for span in differing(own, nearest):
                start = passage.span.start
                yield Mark(Span(start + span.start, start + span.end), "differs", 0)


def _excerpts(item: Item, seen: View, marks: list[Mark]) -> Iterator[Excerpt]:
    article = seen.texts.get(item.article.id)
    gap = False
    for line in paragraphs(article.text, marks) if article else ():
        if any(segment.marks for segment in line):
            yield Excerpt(gap, line)
            gap = False
        else:
            gap = True
