"""Statements: a reading in, every place where its article states a proposition out.

What somebody is said to have said comes from the hearsay attributions, a statement for each
sentence of a content; the article's own voice is what is left of its sentences when those
contents are taken out. Knows nothing of other articles.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from sayso.link.claims.sentences import sentences
from sayso.types import Attribution, Reading, Span, Statement

_WORD: Final = re.compile(r"\w+(?:['’.,-]\w+)*")
_EDGE: Final = " \t\u00a0\"'“”‘’«»,;:–—-()[]…"
#: Words that the own voice must have left beside contents, cues and sources to state anything:
#: with fewer it is the frame of an attribution ("On Monday the mayor told reporters").
_REST: Final = 6
#: Words that a sentence of the own voice or a part of a content must have.
_LEAST: Final = 3


def statements(reading: Reading) -> Iterator[Statement]:
    """What an article states, in reading order: hearsay contents and its own voice.

    A content of several sentences gives several statements with the same ``attribution``; the
    halves of a content that its cue splits ("It is, he said, over") are one. The headline counts
    only where it stands in the text.
    """
    found = [*_ascribed(reading), *_own(reading)]
    yield from sorted(found, key=lambda s: (s.spans[0], s.attribution or ""))


def _ascribed(reading: Reading) -> Iterator[Statement]:
    text = reading.article.text
    for a in reading.hearsay:
        for spans in _sentences(text, a.content):
            if _words(text, spans) >= _LEAST:
                yield _made(reading, spans, a)


def _sentences(text: str, content: Sequence[Span]) -> list[tuple[Span, ...]]:
    """The parts of a content by sentence; a part that goes on after the cue stays with the
    one before it.
    """
    groups: list[tuple[Span, ...]] = []
    for span in content:
        for index, cut in enumerate(_cut(text, span)):
            if groups and index == 0 and not _ended(text, groups[-1][-1], cut):
                groups[-1] = (*groups[-1], cut)
            else:
                groups.append((cut,))
    return groups


def _cut(text: str, span: Span) -> Iterator[Span]:
    for s in sentences(text[span.start : span.end]):
        yield Span(s.start + span.start, s.end + span.start)


def _ended(text: str, before: Span, after: Span) -> bool:
    """Whether a sentence ends with the first part, or with the cue between the two."""
    parts = text[before.start : before.end], text[before.end : after.start]
    return any(p.rstrip("\"'“”‘’»)] ").endswith((".", "!", "?", "…")) for p in parts)


def _own(reading: Reading) -> Iterator[Statement]:
    text = reading.article.text
    contents = _merged(span for a in reading.hearsay for span in a.content)
    frame = _merged(s for a in reading.hearsay for s in (*a.source, *a.cue, *a.content))
    cues = _merged(s for a in reading.hearsay for s in (*a.cue, *a.content))
    for sentence in sentences(text):
        if not _touches(sentence, contents):
            spans: tuple[Span, ...] = (sentence,)
            least = _LEAST
        else:
            rest = [s for s in _without(text, sentence, frame) if _says(text, s)]
            if _words(text, rest) < _REST:
                continue
            spans, least = _without(text, sentence, cues), _REST
        if _words(text, spans) >= least:
            yield _made(reading, spans, None)


def _says(text: str, span: Span) -> bool:
    """Whether it is more than names: a dateline, an agency in brackets."""
    return any(word[0].islower() for word in _WORD.findall(text[span.start : span.end]))


def _merged(spans: Iterable[Span]) -> list[Span]:
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return out


def _touches(sentence: Span, others: Iterable[Span]) -> bool:
    return any(o.start < sentence.end and sentence.start < o.end for o in others)


def _without(text: str, sentence: Span, others: Iterable[Span]) -> tuple[Span, ...]:
    """What is left of a sentence outside other spans, bare of the punctuation around it."""
    left: list[Span] = []
    start = sentence.start
    for other in others:
        if other.end <= sentence.start or other.start >= sentence.end:
            continue
        left.append(Span(start, max(start, other.start)))
        start = max(start, other.end)
    left.append(Span(start, max(start, sentence.end)))
    return tuple(s for s in (_bare(text, part) for part in left) if _words(text, (s,)))


def _bare(text: str, span: Span) -> Span:
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip(_EDGE))
    return Span(start, max(start, span.end - (len(words) - len(words.rstrip(_EDGE)))))


def _words(text: str, spans: Iterable[Span]) -> int:
    return sum(len(_WORD.findall(text[s.start : s.end])) for s in spans)


def _made(reading: Reading, spans: tuple[Span, ...], a: Attribution | None) -> Statement:
    article = reading.article
    text = " ".join(article.text[s.start : s.end] for s in spans)
    key = f"{article.id} {[tuple(s) for s in spans]} {a.id if a else ''}"
    name = hashlib.sha256(key.encode()).hexdigest()[:16]
    if a is None:
        return Statement(id=name, article=article.id, text=text, spans=spans)
    return Statement(
        id=name,
        article=article.id,
        text=text,
        spans=spans,
        attribution=a.id,
        speaker=a.speaker,
        kind=a.kind,
        certainty=a.certainty,
        polarity=a.polarity,
    )
