"""Signed quotations: “It is cold.” — Ann Lee.

Drafts in, drafts out: a quotation that ends its paragraph with a dash and a name is that
person's, and nobody else's. The network sees them seldom and takes whatever stands near.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sayso.read.decode import Draft
from sayso.read.quotations import Quote
from sayso.types import Span

#: All seven such paragraphs in PolNeAR train are attributions.
SCORE = 0.98
_WORD = r"[A-Z][\w'’-]*(?:\.(?= \w))?"
_SIGNATURE = re.compile(
    rf"\s*(?P<dash>[―—–]|--?)\s*(?P<name>{_WORD}(?: (?:{_WORD}|de|la|van|von|bin))*)"
    r"(?:, [^\n.]{1,80})?\.?[^\S\n]*(?=\n|\Z)"
)


def signatures(text: str, found: Sequence[Quote]) -> dict[Span, tuple[Span, Span]]:
    """The dash and the name behind each quotation that makes up its paragraph and is signed."""
    whole = (q.span for q in found if not text[: q.span.start].rpartition("\n")[2].strip())
    matches = ((span, _SIGNATURE.match(text, span.end)) for span in whole)
    return {span: (Span(*m.span("dash")), Span(*m.span("name"))) for span, m in matches if m}


def with_signers(
    drafts: Sequence[Draft], signed: dict[Span, tuple[Span, Span]]
) -> tuple[list[Draft], list[Draft]]:
    """The drafts whose cue is a signature's dash put right, and drafts for the signed quotations
    that have none: apart, since another draft may hold those quotations.
    """
    by_dash = {dash: quote for quote, (dash, _) in signed.items()}
    out, seen = [], set()
    for draft in drafts:
        dash = next((d for d in by_dash if any(_touch(d, c) for c in draft.cue)), None)
        if dash is None:
            out.append(draft)
        elif dash not in seen:
            seen.add(dash)
            out.append(_put_right(draft, by_dash[dash], signed[by_dash[dash]][1]))
    return out, list(_missing(signed, seen))


def _put_right(draft: Draft, quote: Span, name: Span) -> Draft:
    score = max(draft.score, SCORE)
    return replace(draft, source=(name,), content=(quote,), score=score)


def _missing(signed: dict[Span, tuple[Span, Span]], seen: set[Span]) -> Iterator[Draft]:
    for quote, (dash, name) in signed.items():
        if dash not in seen:
            yield Draft.plain(source=(name,), cue=(dash,), content=(quote,), score=SCORE)


def _touch(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
