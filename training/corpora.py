"""The annotated corpora, each in its own form in, one form out: `Document`.

PolNeAR marks everything that is ascribed to anybody, attitudes included; relay marks hearsay
only, with all its values; GUM marks propositions in other genres than news. What a corpus
does not mark is left unknown (None), never guessed.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso.read.hearsay import cue_class
from sayso.types import Span

#: GUM's genres whose attributions are worded as in news or near it; the transcripts and the
#: academic ones (whole abstracts ascribed to their authors) are not.
GUM_GENRES = {"bio", "fiction", "interview", "letter", "essay", "textbook", "speech", "voyage"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """One annotated attribution; None is "not annotated here"."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    via: tuple[Span, ...] | None = None
    hearsay: bool | None = None
    kind: str | None = None
    certainty: str | None = None
    polarity: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """``attitudes``: whether attitudes and actions are marked too, or hearsay only."""

    id: str
    text: str
    attributions: tuple[Labelled, ...]
    attitudes: bool
    corpus: str


def polnear(shared: Path, part: str) -> Iterator[Document]:
    """PolNeAR (Newell et al. 2018): every attribution; hearsay only where the cue is clear."""
    for record in records(shared / f"data/attribution/polnear.{part}.jsonl.gz"):
        yield _document(record, "polnear", attitudes=True)


def gum(shared: Path, part: str) -> Iterator[Document]:
    """GUM's eRST attributions (Zeldes 2017), in the genres nearest to news."""
    for record in records(shared / f"data/attribution/gum.{part}.jsonl.gz"):
        if record["meta"]["genre"] in GUM_GENRES:
            yield _document(record, "gum", attitudes=False)


def relay(shared: Path, part: str) -> Iterator[Document]:
    """Relay: 200 (train) or 60 (dev) articles with every value of every attribution."""
    for path in sorted((shared / "relay" / part).glob("*.json")):
        unit = json.loads(path.read_text("utf-8"))
        for article in unit["articles"]:
            text = article["text"]
            yield Document(
                id=f"{unit['unit']}/{article['body_id']}",
                text=text,
                attributions=tuple(
                    _relayed(text, a) for a in located(article["attributions"], text)
                ),
                attitudes=False,
                corpus="relay",
            )


def records(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _spans(parts: list[list[int]]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in parts)


def _document(record: dict[str, Any], corpus: str, *, attitudes: bool) -> Document:
    text = record["text"]
    marked = []
    for a in record["attributions"]:
        cue = _spans(a["cue"])
        words = " ".join(text[s.start : s.end] for s in cue)
        marked.append(
            Labelled(
                source=_spans(a["source"]),
                cue=cue,
                content=_spans(a["content"]),
                hearsay=cue_class(words) if attitudes else True,
            )
        )
    return Document(
        id=record["id"], text=text, attributions=tuple(marked), attitudes=attitudes, corpus=corpus
    )


def _relayed(text: str, a: dict[str, Any]) -> Labelled:
    return Labelled(
        source=a["source"],
        cue=a["cue"],
        content=a["content"],
        via=_via(text, a),
        hearsay=True,
        kind=a["kind"],
        certainty=a["certainty"],
        polarity=a["polarity"],
    )


#: A medium stands near its cue ("told Sky News"); further off it is another mention.
_VIA_REACH = 80


def _via(text: str, a: dict[str, Any]) -> tuple[Span, ...] | None:
    if not a["via"]:
        return ()
    if not a["cue"]:
        return None
    start, end = a["cue"][0].start - _VIA_REACH, a["cue"][-1].end + _VIA_REACH
    taken = (*a["source"], *a["content"], *a["cue"])
    for m in re.compile(re.escape(a["via"])).finditer(text, max(0, start), end):
        if not any(s.start < m.end() and m.start() < s.end for s in taken):
            return (Span(*m.span()),)
    return None


def located(attributions: list[dict[str, Any]], text: str) -> list[dict[str, Any]]:
    """Relay's exact strings turned to spans: a repeated string is placed nearest to its own
    content, in reading order, as `score/relay.py` places it, but on whole words only (that
    one finds "he" in "the")."""
    found, last = [], 0
    for a in attributions:
        content = _in_order(a["content"], text, last)
        middle = content[0].start if content else last
        end = content[-1].end if content else middle
        near = {
            part: tuple(s for words in a[part] if (s := _nearest(words, text, middle, end)))
            for part in ("cue", "source")
        }
        found.append({**a, "content": content, **near})
        last = middle
    return found


def _in_order(parts: list[str], text: str, last: int) -> tuple[Span, ...]:
    if not parts:
        return ()
    starts = [m.start() for m in re.finditer(re.escape(parts[0]), text)]
    at = min(starts, key=lambda i: (i < last, abs(i - last)), default=0)
    spans = []
    for words in parts:
        i = text.find(words, at)
        i = i if i >= 0 else text.find(words)
        if i >= 0:
            spans.append(Span(i, i + len(words)))
            at = i + len(words)
    return tuple(spans)


def _nearest(words: str, text: str, start: int, end: int) -> Span | None:
    starts = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    starts = starts or [m.start() for m in re.finditer(re.escape(words), text)]
    if not starts:
        return None
    i = min(starts, key=lambda k: min(abs(k - start), abs(k - end)))
    return Span(i, i + len(words))
