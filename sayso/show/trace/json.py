"""A trace as JSON and back: a ``Trace`` and its articles come in, a dict or a string goes out.

The form is ``schemas/trace.json``, with the names of the core types. It knows nothing about
what a sheet folds or leaves out: everything goes out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sayso.show.json import text
from sayso.types import (
    Article,
    Certainty,
    Claim,
    Denial,
    Edge,
    EdgeKind,
    Hedge,
    Interval,
    Kind,
    Passage,
    Polarity,
    Reuse,
    Root,
    Shared,
    Span,
    Stance,
    Statement,
    Trace,
    TraceArticle,
)

# Rises with every change that a program reading the JSON has to know of.
FORMAT = 1

Texts = Mapping[str, Article]


def to_dict(trace: Trace, articles: Texts | None = None) -> dict[str, Any]:
    """The trace as plain dicts, lists, strings and numbers.

    Spans are ``[start, end]`` in code points of the article they name, enums their values,
    datetimes ISO 8601. ``words`` repeats the text under a span; it is null where ``articles``
    (by id) has no text.
    """
    texts = articles or {}
    return {
        "sayso_format": FORMAT,
        "claim": claim(trace.claim),
        "independent": {"low": trace.independent.low, "high": trace.independent.high},
        "reason": trace.reason,
        "roots": [_root(root, texts) for root in trace.roots],
        "articles": [_article(article, texts) for article in trace.articles],
        "edges": [_edge(edge, texts) for edge in trace.edges],
        "hedge_path": [_hedge(hedge, texts) for hedge in trace.hedge_path],
        "denials": [_denial(denial, texts) for denial in trace.denials],
        "rivals": [claim(rival) for rival in trace.rivals],
        "reuse": [reuse(pair, texts) for pair in trace.reuse],
    }


def dumps(trace: Trace, articles: Texts | None = None, *, indent: int | None = None) -> str:
    """The trace as a JSON string: one line, or indented with each span kept on its line."""
    return text(to_dict(trace, articles), indent=indent)


def from_dict(data: Mapping[str, Any]) -> Trace:
    """The trace that ``to_dict`` made the data of.

    Raises ValueError if the data are of another format or not of this form.
    """
    if data.get("sayso_format") != FORMAT:
        raise ValueError(f"sayso_format is {data.get('sayso_format')!r}, not {FORMAT}")
    try:
        return Trace(
            claim=_read_claim(data["claim"]),
            articles=tuple(_read_article(a) for a in data["articles"]),
            edges=tuple(_read_edge(e) for e in data["edges"]),
            roots=tuple(_read_root(r) for r in data["roots"]),
            independent=Interval(**data["independent"]),
            reason=data["reason"],
            hedge_path=tuple(_read_hedge(h) for h in data["hedge_path"]),
            denials=tuple(_read_denial(d) for d in data["denials"]),
            rivals=tuple(_read_claim(c) for c in data["rivals"]),
            reuse=tuple(_read_reuse(r) for r in data["reuse"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ValueError(f"not a trace: {type(error).__name__}: {error}") from error


def claim(found: Claim) -> dict[str, Any]:
    """A claim with its statements."""
    return {
        "id": found.id,
        "text": found.text,
        "statements": [statement(s) for s in found.statements],
    }


def statement(found: Statement) -> dict[str, Any]:
    """A statement; ``speaker``, ``kind`` and ``attribution`` are null in own voice."""
    return {
        "id": found.id,
        "article": found.article,
        "attribution": found.attribution,
        "speaker": found.speaker,
        "kind": found.kind.value if found.kind else None,
        "certainty": found.certainty.value,
        "polarity": found.polarity.value,
        "spans": [list(span) for span in found.spans],
        "text": found.text,
    }


def reuse(pair: Reuse, texts: Texts) -> dict[str, Any]:
    """What two articles share; ``words`` counts, ``text`` is the passage as ``a`` has it."""
    return {
        "a": pair.a,
        "b": pair.b,
        "words": pair.words,
        "reprint": pair.reprint,
        "share_a": pair.share_a,
        "share_b": pair.share_b,
        "original": pair.original,
        "reason": pair.reason,
        "passages": [
            {
                "a": list(passage.a),
                "b": list(passage.b),
                "words": passage.words,
                "quotation": passage.quotation,
                "text": _words(Passage(pair.a, passage.a), texts),
            }
            for passage in pair.passages
        ],
    }


def _root(root: Root, texts: Texts) -> dict[str, Any]:
    return {
        "name": root.name,
        "kind": root.kind.value,
        "articles": list(root.articles),
        "independent": root.independent,
        "reason": root.reason,
        "evidence": _evidence(root.evidence, texts),
    }


def _article(article: TraceArticle, texts: Texts) -> dict[str, Any]:
    return {
        "id": article.id,
        "publisher": article.publisher,
        "title": article.title,
        "url": article.url,
        "published": article.published.isoformat() if article.published else None,
        "stance": article.stance.value,
        "certainty": article.certainty.value,
        "chain": list(article.chain),
        "origin": list(article.origin),
        "evidence": _evidence(article.evidence, texts),
    }


def _edge(edge: Edge, texts: Texts) -> dict[str, Any]:
    return {
        "kind": edge.kind.value,
        "source": edge.source,
        "target": edge.target,
        "evidence": _evidence(edge.evidence, texts),
    }


def _hedge(hedge: Hedge, texts: Texts) -> dict[str, Any]:
    return {
        "article": hedge.article,
        "published": hedge.published.isoformat() if hedge.published else None,
        "certainty": hedge.certainty.value,
        "kind": hedge.kind.value if hedge.kind else None,
        "stance": hedge.stance.value,
        "dropped": hedge.dropped,
        "evidence": _evidence(hedge.evidence, texts),
    }


def _denial(denial: Denial, texts: Texts) -> dict[str, Any]:
    return {
        "article": denial.article,
        "speaker": denial.speaker,
        "polarity": denial.polarity.value,
        "evidence": _evidence(denial.evidence, texts),
    }


def _evidence(passages: Sequence[Passage], texts: Texts) -> list[dict[str, Any]]:
    return [{"article": p.article, "span": list(p.span), "words": _words(p, texts)}
            for p in passages]  # fmt: skip


def _words(passage: Passage, texts: Texts) -> str | None:
    article = texts.get(passage.article)
    return article.text[passage.span.start : passage.span.end] if article else None


def _read_claim(data: Mapping[str, Any]) -> Claim:
    statements = tuple(
        Statement(
            id=s["id"],
            article=s["article"],
            text=s["text"],
            spans=tuple(Span(*pair) for pair in s["spans"]),
            attribution=s["attribution"],
            speaker=s["speaker"],
            kind=_kind(s["kind"]),
            certainty=Certainty(s["certainty"]),
            polarity=Polarity(s["polarity"]),
        )
        for s in data["statements"]
    )
    return Claim(data["id"], data["text"], statements)


def _read_root(data: Mapping[str, Any]) -> Root:
    return Root(
        name=data["name"],
        kind=Kind(data["kind"]),
        articles=tuple(data["articles"]),
        independent=data["independent"],
        reason=data["reason"],
        evidence=_passages(data["evidence"]),
    )


def _read_article(data: Mapping[str, Any]) -> TraceArticle:
    return TraceArticle(
        id=data["id"],
        stance=Stance(data["stance"]),
        certainty=Certainty(data["certainty"]),
        chain=tuple(data["chain"]),
        origin=tuple(data["origin"]),
        evidence=_passages(data["evidence"]),
        publisher=data["publisher"],
        title=data["title"],
        url=data["url"],
        published=_moment(data["published"]),
    )


def _read_edge(data: Mapping[str, Any]) -> Edge:
    return Edge(EdgeKind(data["kind"]), data["source"], data["target"], _passages(data["evidence"]))


def _read_hedge(data: Mapping[str, Any]) -> Hedge:
    return Hedge(
        article=data["article"],
        certainty=Certainty(data["certainty"]),
        kind=_kind(data["kind"]),
        stance=Stance(data["stance"]),
        published=_moment(data["published"]),
        evidence=_passages(data["evidence"]),
        dropped=data["dropped"],
    )


def _read_denial(data: Mapping[str, Any]) -> Denial:
    return Denial(
        article=data["article"],
        speaker=data["speaker"],
        polarity=Polarity(data["polarity"]),
        evidence=_passages(data["evidence"]),
    )


def _read_reuse(data: Mapping[str, Any]) -> Reuse:
    return Reuse(
        a=data["a"],
        b=data["b"],
        passages=tuple(
            Shared(Span(*p["a"]), Span(*p["b"]), p["words"], p["quotation"])
            for p in data["passages"]
        ),
        share_a=data["share_a"],
        share_b=data["share_b"],
        original=data["original"],
        reason=data["reason"],
    )


def _passages(data: Sequence[Mapping[str, Any]]) -> tuple[Passage, ...]:
    return tuple(Passage(p["article"], Span(*p["span"])) for p in data)


def _kind(value: str | None) -> Kind | None:
    return Kind(value) if value is not None else None


def _moment(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value) if value is not None else None
