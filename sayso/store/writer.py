"""`ArticleRecord`s in, rows out: an article with all that belongs to it, or nothing of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import numpy as np

from sayso.errors import StoreError
from sayso.store import components
from sayso.store.database import Database
from sayso.store.forms import (
    UNDATED,
    iso,
    links_text,
    moment,
    reading_text,
    reuse_text,
    spans_text,
    strings_text,
    weights_text,
)
from sayso.store.records import ArticleRecord
from sayso.store.words import folded
from sayso.types import Article, Relation, Skipped, Statement


class Writer:
    """What ``store.writing()`` gives; it lives no longer than the block.

    A record is looked at before its first row is written, so that one which is refused leaves
    nothing behind. What fails later (a full disk) makes the writer ``broken``: the block must
    be undone. Articles and statements are numbered here, which is safe since one process
    writes at a time.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._statement: int = database.rows("last_statement")[0][0]
        self._article: int = database.rows("last_article")[0][0]
        self._numbers: dict[tuple[str, str], int] = {}
        self.broken = False

    def add(self, record: ArticleRecord) -> bool:
        """Add an article with all that belongs to it; False if it was there already.

        Raises ValueError if the record contradicts itself or names an unknown statement or
        article: nothing of it is stored then, and the block may go on.
        """
        _check(record)
        if self._seqs("article", [record.reading.article.id]):
            return False
        seq, first = self._article + 1, self._statement + 1
        articles, statements = self._ends(record, seq, first)
        fresh = self._fits(record)
        if self.broken:
            raise StoreError(self._database.where, "an error before this one undid the block")
        try:
            if fresh:
                self._database.many("add_setting", [{"name": "width", "value": str(fresh)}])
                self._database.set_width(fresh)
            self._add(record, seq, first)
            self._join(record, articles, statements)
        except BaseException:
            self.broken = True
            raise
        self._article, self._statement = seq, self._statement + len(record.statements)
        return True

    def skip(self, skipped: Skipped) -> None:
        """Note an input that was left out; the same one twice is noted once."""
        noted = iso(datetime.now(UTC))
        values = {"place": skipped.where, "reason": skipped.reason, "noted": noted}
        self._database.many("add_skipped", [values])

    # Before

    def _fits(self, record: ArticleRecord) -> int:
        """The width of the vectors if these are the first of the archive, else 0."""
        ids = [s.id for s in record.statements]
        if known := self._seqs("statement", ids):
            raise ValueError(f"statement {min(known)!r} is there already, of another article")
        if not len(record.vectors):
            return 0
        width = int(record.vectors.shape[1])
        found = self._database.rows("setting", name="width")
        if found and int(found[0][0]) != width:
            raise ValueError(f"vectors {width} wide in an archive of vectors {found[0][0]} wide")
        return 0 if found else width

    def _ends(
        self, record: ArticleRecord, seq: int, first: int
    ) -> tuple[dict[str, int], dict[str, int]]:
        """The numbers of all articles and statements that the record names, by id."""
        articles = {record.reading.article.id: seq}
        articles |= self._known("article", articles, [(r.a, r.b) for r in record.reuse])
        articles |= self._known("article", articles, [(k.a, k.b) for k in record.story_links])
        statements = {s.id: number for number, s in enumerate(record.statements, first)}
        statements |= self._known("statement", statements, [(k.a, k.b) for k in record.links])
        return articles, statements

    def _known(
        self, noun: str, own: Mapping[str, int], pairs: Sequence[tuple[str, str]]
    ) -> dict[str, int]:
        ids = {end for pair in pairs for end in pair} - own.keys()
        seqs = self._seqs(noun, ids)
        if missing := sorted(ids - seqs.keys()):
            raise ValueError(f"no {noun} {missing[0]!r} in the archive")
        return seqs

    def _seqs(self, noun: str, ids: Sequence[str] | set[str]) -> dict[str, int]:
        """The numbers of those articles or statements that are there, by id."""
        return dict(self._database.rows(f"{noun}_seqs", ids=list(ids)) if ids else ())

    # The article itself

    def _add(self, record: ArticleRecord, seq: int, first: int) -> None:
        maker = self._number("maker", record.version)
        self._add_article(record.reading.article, seq, len(record.statements))
        body = reading_text(record.reading)
        reader = self._number("maker", record.reading.version)
        self._database.many("add_reading", [{"article": seq, "body": body, "maker": reader}])
        via = {a.id: a.via for a in record.reading.attributions}
        self._add_statements(record.statements, via, seq, first, maker)
        if len(record.vectors):
            vectors = np.ascontiguousarray(record.vectors, np.float32)
            self._database.add_vectors(seq, first, vectors)
        self._add_keys(record, seq, first)

    def _add_article(self, article: Article, seq: int, statements: int) -> None:
        publisher = article.publisher
        (replaces,) = self._database.rows("latest_at", url=article.url)[0]
        values = {
            "seq": seq,
            "id": article.id,
            "url": article.url,
            "publisher": None if publisher is None else self._number("publisher", publisher),
            "title": article.title,
            "published": iso(article.published),
            "moment": moment(article.published),
            "granularity": article.granularity,
            "language": article.language,
            "credit": article.credit,
            "added": iso(datetime.now(UTC)),
            "replaces": replaces,
            "statements": statements,
            "authors": strings_text(article.authors),
            "links": links_text(article.links),
            "text": article.text,
        }
        title, words = folded(article.title or ""), folded(article.text)
        self._database.many("add_article", [values])
        self._database.many("add_article_words", [{"seq": seq, "title": title, "words": words}])

    def _add_statements(
        self,
        statements: Sequence[Statement],
        via: Mapping[str, str | None],
        article: int,
        first: int,
        maker: int,
    ) -> None:
        values = [
            {
                "seq": seq,
                "id": s.id,
                "article": article,
                "attribution": s.attribution,
                "speaker": s.speaker,
                "kind": s.kind,
                "certainty": s.certainty,
                "polarity": s.polarity,
                "maker": maker,
                "via": via.get(s.attribution or ""),
                "spans": spans_text(s.spans),
                "text": s.text,
            }
            for seq, s in enumerate(statements, first)
        ]
        words = [
            {"seq": seq, "words": folded(s.text), "name": folded(s.speaker or "")}
            for seq, s in enumerate(statements, first)
        ]
        self._database.many("add_statement", values)
        self._database.many("add_statement_words", words)

    def _add_keys(self, record: ArticleRecord, seq: int, first: int) -> None:
        """What the article is found by: fingerprints, statements' keys, the sketch.

        In order, since that is the order in which a B-tree is filled fastest.
        """
        hashes, at = np.unique(record.hashes, return_index=True)  # the first place of each
        places = record.places[at]
        prints = [(h, seq, p) for h, p in zip(hashes.tolist(), places.tolist(), strict=True)]
        self._database.bulk("add_print", prints)
        when = moment(record.reading.article.published)
        when = UNDATED if when is None else when
        keys = sorted({(k, when, n) for n, own in enumerate(record.keys, first) for k in own})
        self._database.bulk("add_statement_key", keys)
        if record.sketch:
            body = weights_text(record.sketch)
            self._database.many("add_sketch", [{"article": seq, "body": body}])
            telling = [(key, when, seq) for key in sorted(set(record.sketch_keys))]
            self._database.bulk("add_sketch_key", telling)

    # What joins it

    def _join(
        self, record: ArticleRecord, articles: dict[str, int], statements: dict[str, int]
    ) -> None:
        maker = self._number("maker", record.version)
        reuse = [
            {"a": articles[r.a], "b": articles[r.b], "body": reuse_text(r), "maker": maker}
            for r in record.reuse
        ]
        links = [
            {
                "a": statements[k.a],
                "b": statements[k.b],
                "relation": k.relation,
                "score": k.score,
                "reason": k.reason,
                "maker": maker,
            }
            for k in record.links
        ]
        stories = [
            {
                "a": articles[k.a],
                "b": articles[k.b],
                "score": k.score,
                "reason": k.reason,
                "maker": maker,
            }
            for k in record.story_links
        ]
        self._database.many("add_reuse", reuse)
        self._database.many("add_link", links)
        self._database.many("add_story_link", stories)
        same = [k for k in record.links if k.relation is Relation.SAME]
        claims = [(statements[k.a], statements[k.b]) for k in same]
        events = [(articles[k.a], articles[k.b]) for k in record.story_links]
        components.join(self._database, "claim", claims)
        components.join(self._database, "story", events)

    def _number(self, noun: str, name: str) -> int:
        """The number of a publisher or a version of the code, made known if it was not."""
        if (noun, name) not in self._numbers:
            values: dict[str, Any] = {"name": name}
            if noun == "publisher":
                values["folded"] = folded(name)
            self._database.many(f"add_{noun}", [values])
            found = self._database.rows(f"{noun}_seq", name=name)
            self._numbers[noun, name] = int(found[0][0])
        return self._numbers[noun, name]


def _check(record: ArticleRecord) -> None:
    article = record.reading.article.id
    for statement in record.statements:
        if statement.article != article:
            raise ValueError(f"statement {statement.id!r} is not of article {article!r}")
    count = len(record.statements)
    if len({s.id for s in record.statements}) < count:
        raise ValueError(f"article {article!r} has two statements of the same id")
    for name, given in (("vectors", len(record.vectors)), ("keys", len(record.keys))):
        if given not in (0, count):
            raise ValueError(f"{count} statements but {given} {name}")
    if not np.isfinite(record.vectors).all():
        raise ValueError(f"article {article!r} has a vector that is not finite")
    if len(record.hashes) != len(record.places):
        raise ValueError(f"{len(record.hashes)} hashes but {len(record.places)} places")
    scores = [k.score for k in record.links] + [k.score for k in record.story_links]
    if not np.isfinite(scores).all():
        raise ValueError(f"article {article!r} has a link without a score")
    ends = [(k.a, k.b) for k in record.links] + [(k.a, k.b) for k in record.story_links]
    if any(a == b for a, b in ends):
        raise ValueError(f"article {article!r} has a link from a thing to itself")
