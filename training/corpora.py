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

#: Annotations of our own, without the texts (`training/silver.py` makes it).
SILVER = Path(__file__).parent / "silver.jsonl.gz"


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
    """``attitudes``: whether attitudes and actions are marked too, or hearsay only; ``open``:
    where an attribution may or may not be (`training.attitudes`)."""

    id: str
    text: str
    attributions: tuple[Labelled, ...]
    attitudes: bool
    corpus: str
    open: tuple[Span, ...] = ()


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
                    relayed(text, a) for a in located(article["attributions"], text)
                ),
                attitudes=False,
                corpus="relay",
            )


def silver(shared: Path, path: Path = SILVER, *, held: bool = False) -> Iterator[Document]:
    """More articles annotated as relay's are, by a large language model that read them under
    the same guide: spans and values here, the texts in the shared corpora. ``held``: those
    that nothing is trained on (`training.held`), instead of the others."""
    rows = records(path) if path.exists() else ()
    wanted = {r["id"]: r for r in rows if r.get("held", False) == held}
    for corpus, name in (("rumours", "rumours/articles"), ("corpus", "corpus/us-news-2018-2019")):
        for record in records(shared / f"data/{name}.jsonl.gz") if wanted else ():
            marked = wanted.get(f"{corpus}/{record['id']}")
            if marked:
                yield Document(
                    id=marked["id"],
                    text=record["text"],
                    attributions=tuple(map(_silver, marked["attributions"])),
                    attitudes=False,
                    corpus="silver",
                )


def _silver(a: dict[str, Any]) -> Labelled:
    return Labelled(
        source=_spans(a["source"]),
        cue=_spans(a["cue"]),
        content=_spans(a["content"]),
        via=None if a["via"] is None else _spans(a["via"]),
        hearsay=True,
        kind=a["kind"],
        certainty=a["certainty"],
        polarity=a["polarity"],
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


def relayed(text: str, a: dict[str, Any]) -> Labelled:
    """One of relay's attributions, its strings located already."""
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
    """Exact strings turned to spans: a content in reading order, its cue beside it, the source
    beside the cue, none inside another where it can be helped (`score/relay.py` takes what is
    nearest to the content, and finds "he" in "the" and "Apple" in "the Apple Watch").
    """
    found, last = [], 0
    for a in attributions:
        content = _in_order(a["content"], text, last)
        last = content[0].start if content else last
        cue = _beside(a["cue"], text, content or (Span(last, last),), content)
        source = _beside(a["source"], text, cue or content or (Span(last, last),), content + cue)
        found.append({**a, "content": content, "cue": cue, "source": source})
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


def _beside(
    parts: list[str], text: str, by: tuple[Span, ...], taken: tuple[Span, ...]
) -> tuple[Span, ...]:
    """Each string where it stands nearest to ``by``: as whole words and not in ``taken`` if it
    stands so anywhere."""
    found = []
    for words in parts:
        inside = [Span(*m.span()) for m in re.finditer(re.escape(words), text)]
        whole = [s for s in inside if _whole(text, s)]
        free = [s for s in whole if not any(t.start < s.end and s.start < t.end for t in taken)]
        near = free if free and min(_gap(s, by) for s in free) <= _NEAR else whole or inside
        if near:
            found.append(min(near, key=lambda s: _gap(s, by)))
    return tuple(found)


#: Further from its neighbour than this, a free occurrence is another mention.
_NEAR = 300


def _whole(text: str, span: Span) -> bool:
    before, after = text[span.start - 1 : span.start], text[span.end : span.end + 1]
    return not (before + text[span.start]).isalnum() and not (text[span.end - 1] + after).isalnum()


def _gap(span: Span, others: tuple[Span, ...]) -> int:
    """Characters between a span and the nearest edge of others."""
    return min(min(abs(span.end - o.start), abs(span.start - o.end)) for o in others)
