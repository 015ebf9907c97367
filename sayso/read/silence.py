"""Refusals to speak: what the network leaves out of "declined to comment", found by its words.

A text and the drafts of the network come in, the drafts with all refusals go out. The phrases
are few and fixed, and they are rare in the training data: here a rule beats the network
(training/LOG.md). Source: relay guide, section 4.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sayso.read.decode import Draft
from sayso.read.quotations import paragraphs
from sayso.types import Polarity, Span

_NOT_YET = r"(?:(?:has|have|had)(?:n['’]t|\ not|\ never|\ yet)(?:\ yet|\ so\ far|\ to)?)"
_WAYS = r"(?:(?:immediately|officially|publicly|yet)\ )*"
_WOULD_NOT = r"(?:(?:(?:wo|would|could|ca|do|does)n['’]t|(?:will|would|could|do|does|can)\ ?not))"
#: What was asked, as far as its clause goes.
_ASKED = r"(?:(?!\ (?:but|while|when|because|citing|saying|after|although)\b)[^.,;“”\"\n]){1,160}"
_REFUSAL = re.compile(
    rf"""
    (?P<declined>(?P<no>(?:declin|refus)(?:ed|es|ing))\ (?P<act>to\ (?:comment|elaborate|respond
        |be\ interviewed|speak|answer|confirm\ or\ deny)))\b
      (?P<topic>\ (?:further\ )?(?:on|about)?\ ?[^.,;“”"\n]{{0,80}})?
  | (?P<withheld>(?:declin|refus)(?:ed|es|ing))\ (?P<to>to\ (?:discuss|say|give\ details)\b
        [^.,;“”"\n]{{0,60}})
  | (?P<silent>(?:(?:{_NOT_YET}|did(?:n['’]t|\ not))\ {_WAYS}
        (?:comment|respond|return|answer|repl(?:y|i))(?:ed)?|{_WOULD_NOT}\ {_WAYS}comment))\b
      (?:(?:\ to)?\ (?P<request>(?:(?:a|an|multiple|several|repeated|our|the)\ )*
        (?:requests?|calls?|questions?|emails?|messages?|inquiries)\b[^.,;“”"\n]{{0,40}})
      |\ (?:publicly\ |further\ )?(?:on|about|to|regarding)\ (?P<asked>{_ASKED}))?
  | (?P<away>(?:could|can)(?:n['’]t|\ ?not)\ {_WAYS}be\ reached|(?:was|were)(?:n['’]t|\ not)
        \ {_WAYS}available)\ (?P<aim>for\ (?:a\ )?comment)
    """,
    re.VERBOSE,
)
_BREAK = re.compile(
    r"[.!?;:“”\"\n]\s|, (?:and|but|while|though|as|so|which|who)\b|\b(?:and|but|while|though) "
)
_OPENING = re.compile(r"^\W*(?:(?:However|Meanwhile|Still|Yet|So far|For now|On \w+day),? )?")
_LATE = re.compile(r"(?:,? (?:also|so far|meanwhile|still|however|,))+$")
_LEADING = re.compile(r"\s*(?:further\b\s*)?(?:(?:on|about)\b\s*)?")
#: A longer subject than this is more than a subject.
_WORDS = 14


def with_refusals(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with the refusals to comment in a text: where the network has one, its cue
    and content are put right, where it has none, it is added.
    """
    out = list(drafts)
    for paragraph in paragraphs(text):
        for found in _REFUSAL.finditer(text, paragraph.start, paragraph.end):
            same = [d for d in out if any(_touch(found, cue) for cue in d.cue)]
            source = _subject(text, paragraph.start, found.start())
            if same:
                best = max(same, key=lambda d: d.score)
                out = [d for d in out if d not in same]
                out.append(_corrected(best, _draft(found, best.source or _one(source))))
            elif source:
                out.append(_draft(found, (source,)))
    return out


def _touch(found: re.Match[str], cue: Span) -> bool:
    return cue.start < found.end() and found.start() < cue.end


def _one(source: Span | None) -> tuple[Span, ...]:
    return (source,) if source else ()


def _corrected(draft: Draft, refusal: Draft) -> Draft:
    """The refusal with what the network knows better: how sure it is, and its kind."""
    return replace(refusal, score=max(draft.score, refusal.score), kind=draft.kind)


def _subject(text: str, start: int, end: int) -> Span | None:
    """The words before the refusal, back to where their clause begins."""
    breaks = [m.end() for m in _BREAK.finditer(text, start, end)]
    first = max(breaks, default=start)
    first += _OPENING.match(text[first:end]).end()  # type: ignore[union-attr]  # may be empty
    words = _LATE.sub("", text[first:end].rstrip(" ,"))
    if not 0 < len(words.split()) <= _WORDS:
        return None
    return Span(first, first + len(words))


def _draft(found: re.Match[str], source: tuple[Span, ...]) -> Draft:
    cue = next(n for n in ("declined", "withheld", "silent", "away") if found[n])
    name = next((n for n in ("topic", "to", "request", "asked", "aim") if found[n]), None)
    content = _trimmed(found, name) if name else ()
    if cue == "declined" and not content:  # no topic: what was declined is the content
        cue, content = "no", (Span(*found.span("act")),)
    return Draft.plain(
        source=source,
        cue=(Span(*found.span(cue)),),
        content=content,
        score=0.9,  # as a confidence .6: of the phrases in relay/train three in five are annotated
        polarity=Polarity.NO_COMMENT,
    )


def _trimmed(found: re.Match[str], name: str) -> tuple[Span, ...]:
    """A named group without the words that lead to it ("on", "about") and white space."""
    words = found[name]
    start = found.start(name) + _LEADING.match(words).end()  # type: ignore[union-attr]
    end = found.start(name) + len(words.rstrip())
    return (Span(start, end),) if start < end else ()
