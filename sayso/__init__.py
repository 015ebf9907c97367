"""sayso reads the news and makes hearsay visible.

>>> import sayso
>>> article = sayso.Article.from_text("The old bridge is closed, police said on Monday.")
>>> sayso.read(article).attributions[0].speaker
'police'

Importing this module is fast and opens nothing; each stage loads when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from sayso.errors import LoadError, NotFound, SaysoError, StoreError, WeightsError
from sayso.types import (
    Article,
    Attribution,
    Certainty,
    Claim,
    Denial,
    Edge,
    EdgeKind,
    Granularity,
    Hedge,
    Interval,
    Kind,
    Link,
    Passage,
    Polarity,
    Quotation,
    Reading,
    Reuse,
    Root,
    Shared,
    Skipped,
    Source,
    Span,
    Stance,
    Statement,
    Story,
    Trace,
    TraceArticle,
    Upstream,
    When,
)

if TYPE_CHECKING:
    from sayso.archive import Added, Archive
    from sayso.load import Manners, load, load_html, load_many
    from sayso.read import read, read_many
    from sayso.store import Query

__version__ = "0.1.0"

__all__ = [
    "Added",
    "Archive",
    "Article",
    "Attribution",
    "Certainty",
    "Claim",
    "Denial",
    "Edge",
    "EdgeKind",
    "Granularity",
    "Hedge",
    "Interval",
    "Kind",
    "Link",
    "LoadError",
    "Manners",
    "NotFound",
    "Passage",
    "Polarity",
    "Query",
    "Quotation",
    "Reading",
    "Reuse",
    "Root",
    "SaysoError",
    "Shared",
    "Skipped",
    "Source",
    "Span",
    "Stance",
    "Statement",
    "StoreError",
    "Story",
    "Trace",
    "TraceArticle",
    "Upstream",
    "WeightsError",
    "When",
    "load",
    "load_html",
    "load_many",
    "read",
    "read_many",
]

_STAGES = {
    "Added": "archive",
    "Archive": "archive",
    "Manners": "load",
    "load": "load",
    "load_html": "load",
    "load_many": "load",
    "Query": "store",
    "read": "read",
    "read_many": "read",
}


def __getattr__(name: str) -> Any:
    """Load a stage at the first use of one of its verbs (PEP 562)."""
    if name not in _STAGES:
        raise AttributeError(f"module 'sayso' has no attribute {name!r}")
    stage = import_module(f"sayso.{_STAGES[name]}")
    return stage if name == _STAGES[name] else getattr(stage, name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]


def _page(reading: Reading) -> str:
    """What Jupyter shows of a `Reading`: its annotated page."""
    notebook: str = import_module("sayso.show.html").notebook(reading)
    return notebook


# The door joins what the layers may not: the nouns know nothing of pages.
setattr(Reading, "_repr_html_", _page)  # noqa: B010
