"""A `Query` in, the named query and the values for it out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sayso.store.database import Database
from sayso.store.forms import moment
from sayso.store.records import Query
from sayso.store.words import folded, phrases


@dataclass(frozen=True, slots=True)
class Search:
    """The name of a query and its values, but for the page."""

    name: str
    values: dict[str, Any]


def for_statements(query: Query, database: Database) -> Search | None:
    """How to search for statements; None if nothing can match, as "?!" has no word."""
    words, names = phrases(query.words), phrases(query.speaker or "")
    if _wordless(query.words, words) or _wordless(query.speaker, names):
        return None
    values = {
        **_filters(query),
        "kind": query.kind,
        "certainty": query.certainty,
        "polarity": query.polarity,
    }
    if not words and not names:
        return Search("list_statements", values)
    values["words"] = database.statement_match(words, names, query.any_word)
    return Search("search_statements" if words else "list_statements_said_by", values)


def for_articles(query: Query, database: Database) -> Search | None:
    """How to search for articles; None if nothing can match."""
    words = phrases(query.words)
    if _wordless(query.words, words):
        return None
    if not words:
        return Search("list_articles", _filters(query))
    matching = database.article_match(words, query.any_word)
    return Search("search_articles", {**_filters(query), "words": matching})


def for_speakers(words: str, database: Database) -> Search | None:
    """How to search for speakers by words of their names; None if nothing can match."""
    names = phrases(words)
    if _wordless(words, names):
        return None
    if not names:
        return Search("speakers", {})
    return Search("speakers_named", {"words": database.statement_match((), names, any_word=False)})


def _wordless(typed: str | None, found: list[Any]) -> bool:
    return bool(typed and typed.strip()) and not found


def _filters(query: Query) -> dict[str, Any]:
    return {
        "publisher": None if query.publisher is None else folded(query.publisher),
        "since": moment(query.since),
        "until": moment(query.until),
        "earlier": query.earlier,
    }
