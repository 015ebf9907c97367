"""Rows in, nouns out. Each function names the columns that it takes, in their order."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime
from typing import Final

from sayso.store.database import Row
from sayso.store.forms import (
    read_iso,
    read_links,
    read_reading,
    read_reuse,
    read_sourcing,
    read_spans,
    read_strings,
    read_weights,
)
from sayso.store.records import Counts, Entry, Quoted, Sketch, Sourcing
from sayso.types import (
    Article,
    Certainty,
    Granularity,
    Kind,
    Polarity,
    Reading,
    Relation,
    Reuse,
    Statement,
    StatementLink,
    StoryLink,
)

# looked up rather than called: statements are read by the thousand
_KINDS: Final = {kind.value: kind for kind in Kind}
_CERTAINTIES: Final = {certainty.value: certainty for certainty in Certainty}
_POLARITIES: Final = {polarity.value: polarity for polarity in Polarity}
_COUNTED: Final = [field.name for field in fields(Counts)]


def article(row: Row) -> Article:
    """Of id, text, url, publisher, title, published, granularity, authors, language, links,
    credit.
    """
    id_, text, url, publisher, title, published, grain, authors, language, links, credit = row
    return Article(
        id=id_,
        text=text,
        url=url,
        publisher=publisher,
        title=title,
        published=read_iso(published),
        granularity=None if grain is None else Granularity(grain),
        authors=read_strings(authors),
        language=language,
        links=read_links(links),
        credit=credit,
    )


def entry(row: Row) -> Entry:
    """Of id, url, publisher, title, published, granularity, language, credit, added, replaces,
    statements.
    """
    id_, url, publisher, title, published, grain, language, credit, added, replaces, count = row
    return Entry(
        id=id_,
        url=url,
        publisher=publisher,
        title=title,
        published=read_iso(published),
        granularity=None if grain is None else Granularity(grain),
        language=language,
        credit=credit,
        added=datetime.fromisoformat(added),
        replaces=replaces,
        statements=count,
    )


def reading(row: Row) -> Reading:
    """Of body, version, and an article's columns."""
    body, version, *rest = row
    return read_reading(body, article(tuple(rest)), version)


def statement(row: Row) -> Statement:
    """Of id, article, text, spans, attribution, speaker, kind, certainty, polarity."""
    id_, of, text, spans, attribution, speaker, kind, certainty, polarity = row
    return Statement(
        id=id_,
        article=of,
        text=text,
        spans=read_spans(spans),
        attribution=attribution,
        speaker=speaker,
        kind=None if kind is None else _KINDS[kind],
        certainty=_CERTAINTIES[certainty],
        polarity=_POLARITIES[polarity],
    )


def quoted(row: Row) -> Quoted:
    """Of a statement's columns, publisher, published, via."""
    *columns, publisher, published, via = row
    return Quoted(statement(tuple(columns)), publisher, read_iso(published), via)


def sourcing(row: Row) -> Sourcing:
    """Of article, body."""
    return Sourcing(row[0], *read_sourcing(row[1]))


def counts(row: Row, size: int, versions: tuple[str, ...]) -> Counts:
    """Of the numbers in their order, first, last."""
    *numbers, first, last = row
    return Counts(
        **dict(zip(_COUNTED, numbers, strict=False)),  # the numbers come first among the fields
        first=read_iso(first),
        last=read_iso(last),
        bytes=size,
        versions=versions,
    )


def link(row: Row) -> StatementLink:
    """Of a, b, relation, score, reason."""
    a, b, relation, score, reason = row
    return StatementLink(a, b, Relation(relation), score, reason)


def story_link(row: Row) -> StoryLink:
    """Of a, b, score, reason."""
    return StoryLink(*row)


def reuse(row: Row) -> Reuse:
    """Of a, b, body; ``a`` and ``b`` may stand either way."""
    a, b, body = row
    return read_reuse(body, a, b)


def sketch(row: Row) -> Sketch:
    """Of article, published, weights."""
    article, published, weights = row
    return Sketch(article, read_iso(published), read_weights(weights))
