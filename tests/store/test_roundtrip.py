"""Whatever Python can hold comes back exactly, odd Unicode included, from every back end."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, timedelta, timezone

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.store import ArticleRecord, Store, open_store
from sayso.store.kept import given as as_given
from sayso.store.kept import kept
from sayso.types import (
    Article,
    Attribution,
    Certainty,
    Granularity,
    Kind,
    Link,
    Polarity,
    Quotation,
    Reading,
    Relation,
    Reuse,
    Shared,
    Skipped,
    Span,
    Statement,
    StatementLink,
    StoryLink,
    Upstream,
    When,
)

odd = st.sampled_from("\0\x10\ud800\udfff\ufeff\u2028\uffff\U0001f600\x100000 '\"\\%{}")
text = st.text(st.one_of(st.characters(), odd), max_size=30)
maybe = st.none() | text
number = st.integers(0, 2**31)
span = st.builds(Span, number, number)
spans = st.lists(span, max_size=3).map(tuple)
score = st.floats(allow_nan=False, allow_infinity=False)
zone = st.integers(-14 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m)))
moment = st.datetimes(timezones=st.just(UTC) | zone)
grain = st.none() | st.sampled_from(Granularity)
counter = itertools.count()

whens = st.builds(
    When,
    span=span,
    value=text,
    granularity=grain,
    start=st.none() | moment,
    end=st.none() | moment,
)
attributions = st.builds(
    Attribution,
    id=text,
    source=spans,
    cue=spans,
    content=spans,
    speaker=maybe,
    kind=st.sampled_from(Kind),
    hearsay=st.booleans(),
    quotation=st.sampled_from(Quotation),
    certainty=st.sampled_from(Certainty),
    polarity=st.sampled_from(Polarity),
    via=maybe,
    within=maybe,
    when=st.none() | whens,
    score=score,
)
articles = st.builds(
    Article,
    id=text.map(lambda t: f"{next(counter)}{t}"),
    text=text,
    url=maybe,
    publisher=maybe,
    title=maybe,
    published=st.none() | moment,
    granularity=grain,
    authors=st.lists(text, max_size=3).map(tuple),
    language=maybe,
    links=st.lists(st.builds(Link, span, text), max_size=2).map(tuple),
    credit=maybe,
)
readings = st.builds(
    Reading,
    article=articles,
    attributions=st.lists(attributions, max_size=3).map(tuple),
    upstream=st.lists(st.builds(Upstream, text, span, maybe), max_size=2).map(tuple),
    version=text,
)


@st.composite
def records(draw: st.DrawFn) -> ArticleRecord:
    """Two articles' worth of what may be stored, as the second of the two."""
    reading = draw(readings)
    article = reading.article.id
    statements = tuple(
        Statement(
            id=f"{article}.{n}{draw(text)}",
            article=article,
            text=draw(text),
            spans=draw(spans),
            attribution=draw(maybe),
            speaker=draw(maybe),
            kind=draw(st.none() | st.sampled_from(Kind)),
            certainty=draw(st.sampled_from(Certainty)),
            polarity=draw(st.sampled_from(Polarity)),
        )
        for n in range(draw(st.integers(2, 3)))
    )
    floats = st.floats(width=32, allow_nan=False, allow_infinity=False)
    row = st.lists(floats, min_size=4, max_size=4)
    vectors = draw(st.lists(row, min_size=len(statements), max_size=len(statements)))
    a, b = statements[0].id, statements[1].id
    relation = draw(st.sampled_from(Relation))
    return ArticleRecord(
        reading=reading,
        statements=statements,
        vectors=np.array(vectors, np.float32),
        links=(StatementLink(a, b, relation, draw(score), draw(text)),),
        keys=tuple(frozenset({f"{article}x{draw(text)}", f"{article}y"}) for _ in statements),
        sketch=draw(st.dictionaries(text, score, min_size=1, max_size=3)),
        sketch_keys=(f"{article}x{draw(text)}", f"{article}y"),
        version=draw(text),
    )


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def kept_open(request: pytest.FixtureRequest) -> Iterator[Store]:
    """One store for all examples: ids tell them apart."""
    where = ":memory:"
    if request.param == "postgres":
        import psycopg

        where = request.getfixturevalue("postgres_url")
        with psycopg.connect(where, autocommit=True) as connection:
            connection.execute("DROP SCHEMA IF EXISTS sayso CASCADE")
    store = open_store(where, create=True)
    yield store
    store.close()


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(record=records(), other=readings, reason=text, shares=st.tuples(score, score))
def test_everything_comes_back_exactly(
    kept_open: Store,
    record: ArticleRecord,
    other: Reading,
    reason: str,
    shares: tuple[float, float],
) -> None:
    store, article = kept_open, record.reading.article
    a, b = sorted((article.id, other.article.id))
    passages = (Shared(Span(0, 5), Span(7, 12), 3, True), Shared(Span(9, 20), Span(1, 2), 0))
    reuse = Reuse(
        a=a, b=b, passages=passages, share_a=shares[0], share_b=shares[1], original=b, reason=reason
    )
    story = StoryLink(article.id, other.article.id, shares[0], reason)
    with store.writing() as w:
        w.add(ArticleRecord(reading=other))
        w.add(replace(record, reuse=(reuse,), story_links=(story,)))
        w.skip(Skipped(f"{next(counter)}{reason}", reason))
    ids = [s.id for s in record.statements]
    assert store.reading(article.id) == record.reading
    assert store.article(article.id) == article
    assert store.statements(ids) == list(record.statements)
    assert store.vectors(ids).tobytes() == record.vectors.tobytes()
    assert store.links(ids) == list(record.links)
    assert store.reuse_of([article.id]) == [reuse]
    assert store.story_links([article.id]) == [story]
    (sketch,) = store.sketches(record.sketch_keys)
    assert (sketch.article, sketch.weights) == (article.id, record.sketch)
    first = record.statements[0].id
    assert {(key, first) for key in record.keys[0]} <= set(store.sharing(record.keys[0]))
    if article.url is not None:
        assert article.id in [e.id for e in store.versions(article.url)]
        assert store.known_urls([article.url]) == {article.url}
    if (speaker := record.statements[0].speaker) is not None:
        assert record.statements[0] in [q.statement for q in store.said_by([speaker])]


@given(text)
def test_any_string_is_kept_as_one_that_databases_take(string: str) -> None:
    written = kept(string)
    written.encode("utf-8")
    assert "\0" not in written
    assert as_given(written) == string


@given(text, text)
def test_no_two_strings_are_kept_alike(one: str, other: str) -> None:
    assert (kept(one) == kept(other)) == (one == other)
