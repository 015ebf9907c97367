"""Who cites whom between two commas: "Sky News, quoting a nurse, said nine people had died".

A text and the network's drafts in, the drafts out: where the network took the one who is cited for
the one who says it, the two stand as they do in the text, each with the same content. Source: relay
guide, section 4 ("X reported, citing Y" gives two attributions).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sayso.read.decode import Draft
from sayso.types import Span

_CITING = re.compile(
    r"(?P<who>(?:[Tt]he )?[A-Z][\w.'’&-]*(?: (?:of )?[A-Z][\w.'’&-]*){0,4}), "
    r"(?P<cue>citing|quoting) $"
)
_BETWEEN = re.compile(r", (?:[a-z]+ly |also )?")
#: Characters before a source that are looked at.
_REACH = 80


def with_cited(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, each whose source another cites as two: who says it, and who is cited."""
    return [one for draft in drafts for one in _told(text, draft, drafts)]


def _told(text: str, draft: Draft, drafts: Sequence[Draft]) -> Iterator[Draft]:
    found = _citing(text, draft)
    if found is None:
        yield draft
        return
    who, cue = found
    yield replace(draft, source=(who,))
    if not any(c.start < cue.end and cue.start < c.end for d in drafts for c in d.cue):
        yield Draft.plain(source=draft.source, cue=(cue,), content=draft.content, score=draft.score)


def _citing(text: str, draft: Draft) -> tuple[Span, Span] | None:
    """Who cites the source of a draft just before it, and the word that says so."""
    if not draft.source or not draft.cue:
        return None
    source, begin = draft.source[-1], draft.source[0].start
    if not text.endswith(("citing ", "quoting "), 0, begin):  # few are; to look is cheap
        return None
    at = max(0, begin - _REACH)
    found = _CITING.search(text[at:begin])
    if not found or not _BETWEEN.fullmatch(text, source.end, max(source.end, draft.cue[0].start)):
        return None
    who, cue = (Span(at + found.start(part), at + found.end(part)) for part in ("who", "cue"))
    return who, cue
