"""What an article shares with others, marked in its text: pairs come in, passages with their
links go out. Passages that overlap are one, so that ten reprints leave one mark.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.serve.site import Links
from sayso.show import words
from sayso.show.site import Wording
from sayso.show.trace.view import outlet
from sayso.store import Entry
from sayso.types import Reuse, Span

#: Where the sheet's list of them stands (`below_article.html`).
ALL = "#wording"


def wordings(article: str, shared: Sequence[tuple[Reuse, Entry]], to: Links) -> tuple[Wording, ...]:
    """The passages of an article (id) that others have too, in the order of its text."""
    return tuple(_wording(article, *group, to) for group in _groups(article, shared))


def _groups(
    article: str, shared: Sequence[tuple[Reuse, Entry]]
) -> Iterator[tuple[Span, list[tuple[Reuse, Entry]]]]:
    spans = [
        (p.a if pair.a == article else p.b, n)
        for n, (pair, _) in enumerate(shared)
        for p in pair.passages
    ]
    group: list[int] = []
    whole = Span(0, 0)
    for span, n in sorted(spans, key=lambda one: (one[0].start, one[0].end)):
        if group and span.start >= whole.end:
            yield whole, [shared[i] for i in dict.fromkeys(group)]
            group = []
        whole = Span(whole.start, max(whole.end, span.end)) if group else span
        group.append(n)
    if group:
        yield whole, [shared[i] for i in dict.fromkeys(group)]


def _wording(article: str, span: Span, of: list[tuple[Reuse, Entry]], to: Links) -> Wording:
    first = next((entry for pair, entry in of if pair.original == entry.id), None)
    names = list(dict.fromkeys(outlet(e.publisher, e.url, e.title) for _, e in of))
    told = names[0] if len(names) == 1 else f"{names[0]} and {words.count(len(names) - 1, 'other')}"
    origin = f", first in {outlet(first.publisher, first.url, first.title)}" if first else ""
    href = to.compare(article, of[0][1].id) if len(of) == 1 else ALL
    return Wording(span=span, href=href, told=f"shared with {told}{origin}")
