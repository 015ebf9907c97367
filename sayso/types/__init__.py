"""The nouns of sayso: frozen records that every layer passes on and none changes.

Offsets are code points into ``article.text``, half-open: ``text[span.start:span.end]``
always holds. This package knows only the standard library.
"""

from sayso.types.article import Article, Link, Skipped, Span, article_id
from sayso.types.dates import Granularity, aware
from sayso.types.reading import (
    Attribution,
    Certainty,
    Kind,
    Polarity,
    Quotation,
    Reading,
    Upstream,
    When,
)
from sayso.types.trace import (
    Claim,
    Denial,
    Edge,
    EdgeKind,
    Hedge,
    Interval,
    Passage,
    Relation,
    Reuse,
    Root,
    Shared,
    Source,
    Stance,
    Statement,
    StatementLink,
    Story,
    StoryLink,
    Trace,
    TraceArticle,
)

__all__ = [
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
    "Passage",
    "Polarity",
    "Quotation",
    "Reading",
    "Relation",
    "Reuse",
    "Root",
    "Shared",
    "Skipped",
    "Source",
    "Span",
    "Stance",
    "Statement",
    "StatementLink",
    "Story",
    "StoryLink",
    "Trace",
    "TraceArticle",
    "Upstream",
    "When",
    "article_id",
    "aware",
]
