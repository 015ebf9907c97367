"""`ArticleRecord`s in, rows out: an article with all that belongs to it, or nothing of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import numpy as np

from sayso.store import components
from sayso.store.database import Database
from sayso.store.forms import (
    iso,
    links_text,
    moment,
    reading_text,
    reuse_text,
    spans_text,
    strings_text,
)
from sayso.store.records import ArticleRecord
from sayso.store.words import folded
from sayso.types import Article, Relation, Skipped, Statement


class Writer:
    """What ``store.writing()`` gives; it lives no longer than the block.

    Articles, statements and makers are numbered here, which is safe since one process writes
    at a time.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._statement: int = database.rows("last_statement")[0][0]
        self._article: int = database.rows("last_article")[0][0]

    def add(self, record: ArticleRecord) -> bool:
        """Add an article with all that belongs to it; False if it was there already.

        Raises ValueError if the record contradicts itself or names an unknown statement or
        article; nothing of it is stored then.
        """
        _check(record)
        if self._seqs("article", [record.reading.article.id]):
            return False
        # an error may be caught inside the writing block, so this part is all or nothing too
        with self._database.transaction():
            self._add(record, self._article + 1, self._statement + 1)
        self._article += 1
        self._statement += len(record.statements)
        return True

    def skip(self, skipped: Skipped) -> None:
        """Note an input that was left out; the same one twice is noted once."""
        noted = iso(datetime.now(UTC))
        values = {"place": skipped.where, "reason": skipped.reason, "noted": noted}
        self._database.many("add_skipped", [values])

    def _add(self, record: ArticleRecord, seq: int, first: int) -> None:
        maker = self._named("maker", record.version)
        self._add_article(record.reading.article, seq, len(record.statements))
        self._database.many(
            "add_reading",
            [
                {
                    "article": seq,
                    "body": reading_text(record.reading),
                    "maker": self._named("maker", record.reading.version),
                }
            ],
        )
        self._add_statements(record.statements, seq, first, maker)
        self._add_vectors(record, seq, first)
        self._add_prints(record, seq)
        self._add_reuse(record, maker)
        self._add_links(record, maker)
        self._add_story_links(record, maker)

    def _add_article(self, article: Article, seq: int, statements: int) -> None:
        publisher = article.publisher
        (replaces,) = self._database.rows("latest_at", url=article.url)[0]
        values = {
            "seq": seq,
            "id": article.id,
            "url": article.url,
            "publisher": None if publisher is None else self._named("publisher", publisher),
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
        words = {
            "seq": seq,
            "title": folded(article.title or ""),
            "words": folded(article.text),
        }
        self._database.many("add_article", [values])
        self._database.many("add_article_words", [words])

    def _add_statements(
        self, statements: Sequence[Statement], article: int, first: int, maker: int
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

    def _add_vectors(self, record: ArticleRecord, article: int, first: int) -> None:
        if not len(record.vectors):
            return
        width = record.vectors.shape[1]
        known = self._database.rows("setting", name="width")
        if not known:
            self._database.many("add_setting", [{"name": "width", "value": str(width)}])
            self._database.set_width(width)
        elif int(known[0][0]) != width:
            raise ValueError(f"vectors {width} wide in an archive of vectors {known[0][0]} wide")
        vectors = np.ascontiguousarray(record.vectors, np.float32)
        self._database.add_vectors(article, first, vectors)

    def _add_prints(self, record: ArticleRecord, article: int) -> None:
        hashes, at = np.unique(record.hashes, return_index=True)  # the first place of each
        places = record.places[at]
        rows = [(h, article, p) for h, p in zip(hashes.tolist(), places.tolist(), strict=True)]
        self._database.many("add_print", rows)

    def _add_reuse(self, record: ArticleRecord, maker: int) -> None:
        seqs = self._known("article", [end for r in record.reuse for end in (r.a, r.b)])
        values = [
            {"a": seqs[r.a], "b": seqs[r.b], "body": reuse_text(r), "maker": maker}
            for r in record.reuse
        ]
        self._database.many("add_reuse", values)

    def _add_links(self, record: ArticleRecord, maker: int) -> None:
        links = record.links
        seqs = self._known("statement", [end for link in links for end in (link.a, link.b)])
        values = [
            {
                "a": seqs[link.a],
                "b": seqs[link.b],
                "relation": link.relation,
                "score": link.score,
                "reason": link.reason,
                "maker": maker,
            }
            for link in links
        ]
        same = [(seqs[k.a], seqs[k.b]) for k in links if k.relation is Relation.SAME]
        self._database.many("add_link", values)
        components.join(self._database, "claim", same)

    def _add_story_links(self, record: ArticleRecord, maker: int) -> None:
        links = record.story_links
        seqs = self._known("article", [end for link in links for end in (link.a, link.b)])
        values = [
            {
                "a": seqs[link.a],
                "b": seqs[link.b],
                "score": link.score,
                "reason": link.reason,
                "maker": maker,
            }
            for link in links
        ]
        self._database.many("add_story_link", values)
        joined = [(seqs[link.a], seqs[link.b]) for link in links]
        components.join(self._database, "story", joined)

    def _seqs(self, noun: str, ids: list[str]) -> dict[str, int]:
        """The numbers of those articles or statements that are there, by id."""
        return dict(self._database.rows(f"{noun}_seqs", ids=sorted(set(ids))) if ids else ())

    def _known(self, noun: str, ids: list[str]) -> dict[str, int]:
        seqs = self._seqs(noun, ids)
        if missing := sorted(set(ids) - seqs.keys()):
            raise ValueError(f"no {noun} {missing[0]!r} in the archive")
        return seqs

    def _named(self, noun: str, name: str) -> int:
        """The number of a publisher or a version of the code, made known if it was not."""
        found = self._database.rows(f"{noun}_seq", name=name)
        if not found:
            values: dict[str, Any] = {"name": name}
            if noun == "publisher":
                values["folded"] = folded(name)
            self._database.many(f"add_{noun}", [values])
            found = self._database.rows(f"{noun}_seq", name=name)
        return int(found[0][0])


def _check(record: ArticleRecord) -> None:
    article = record.reading.article.id
    for statement in record.statements:
        if statement.article != article:
            raise ValueError(f"statement {statement.id!r} is not of article {article!r}")
    ids = {s.id for s in record.statements}
    if len(ids) < len(record.statements):
        raise ValueError(f"article {article!r} has two statements of the same id")
    if len(record.vectors) not in (0, len(record.statements)):
        raise ValueError(f"{len(record.statements)} statements but {len(record.vectors)} vectors")
    if not np.isfinite(record.vectors).all():
        raise ValueError(f"article {article!r} has a vector that is not finite")
    if len(record.hashes) != len(record.places):
        raise ValueError(f"{len(record.hashes)} hashes but {len(record.places)} places")
    ends = [(k.a, k.b) for k in record.links] + [(k.a, k.b) for k in record.story_links]
    if any(a == b for a, b in ends):
        raise ValueError(f"article {article!r} has a link from a thing to itself")
