"""Everything ↔ SQL: one contract (`Store`), two back ends, SQLite and PostgreSQL."""

from __future__ import annotations

from sayso.store.contract import Store, Writing
from sayso.store.opening import open_store
from sayso.store.records import (
    ArticleRecord,
    Counts,
    Entry,
    Hit,
    Holder,
    Near,
    Page,
    Publisher,
    Query,
    Quoted,
    Sketch,
    Sourcing,
    Speaker,
)

__all__ = [
    "ArticleRecord",
    "Counts",
    "Entry",
    "Hit",
    "Holder",
    "Near",
    "Page",
    "Publisher",
    "Query",
    "Quoted",
    "Sketch",
    "Sourcing",
    "Speaker",
    "Store",
    "Writing",
    "open_store",
]
