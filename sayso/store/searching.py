"""A `Query` in, the named query and the values for it out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sayso.store.database import Database
from sayso.store.forms import moment
from sayso.store.records import Query
from sayso.store.words import Phrase, folded, phrases

#: Of statements that have the words of a search without filters, so many are ranked, the last
#: added: it takes 2 µs for each, and frequent words are in every fifth (bench/scale.py).
RANKED: Final = 20_000


@dataclass(frozen=True, slots=True)
class Search:
    """The name of a query and its values, but for the page."""

    name: str
    values: dict[str, Any]


def for_statements(query: Query, database: Database) -> Search | None:
    """How to search for statements; None if nothing can match, as "?!" has no word."""
    words, names = phrases(query.words), phrases(query.speaker or "")
    wordless = _wordless(query.words, words) or _wordless(query.speaker, names)
    if wordless or _unknown(query, database):
        return None
    told = {"kind": query.kind, "certainty": query.certainty, "polarity": query.polarity}
    values = {**_filters(query), **told}
    narrow = query.publisher or query.since or query.until or any(told.values()) or names
    if not words and not names:
        return Search("list_statements", values)
    values["words"] = database.statement_match(words, names, _least(query, words))
    if not words:
        return Search("list_statements_said_by", values)
    return Search("search_statements", {**values, "most": -1 if narrow else RANKED})


def for_articles(query: Query, database: Database) -> Search | None:
    """How to search for articles; None if nothing can match."""
    words = phrases(query.words)
    if _wordless(query.words, words) or _unknown(query, database):
        return None
    if not words:
        return Search("list_articles_of" if query.publisher else "list_articles", _filters(query))
    matching = database.article_match(words, _least(query, words))
    return Search("search_articles", {**_filters(query), "words": matching})


def known_publishers(names: Iterable[str], database: Database) -> set[str]:
    """Which of these publishers a search finds articles of."""
    asked = {name: folded(name) for name in names}
    found = {plain for (plain,) in database.rows("known_publishers", names=[*asked.values()])}
    return {name for name, plain in asked.items() if plain in found}


def for_speakers(words: str, database: Database) -> Search | None:
    """How to search for speakers by words of their names; None if nothing can match."""
    names = phrases(words)
    if _wordless(words, names):
        return None
    if not names:
        return Search("speakers", {})
    return Search("speakers_named", {"words": database.statement_match((), names, 0)})


def _unknown(query: Query, database: Database) -> bool:
    """Whether it asks for a publisher of whom there is nothing: to find nothing, a search by
    filters would go through all there is.
    """
    if not query.publisher or query.earlier:
        return False
    return not known_publishers([query.publisher], database)


def _least(query: Query, words: Sequence[Phrase]) -> int:
    """How many of the words must occur."""
    return min(len(words), 1 if query.any_word else 2 if query.any_two else len(words))


def _wordless(typed: str | None, found: list[Any]) -> bool:
    return bool(typed and typed.strip()) and not found


def _filters(query: Query) -> dict[str, Any]:
    return {
        "publisher": None if query.publisher is None else folded(query.publisher),
        "since": moment(query.since),
        "until": moment(query.until),
        "earlier": query.earlier,
    }
