"""What a web site puts around a page, and where a page's names lead within the site.

The site makes it, pages only ask: they know nothing of its addresses.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from markupsafe import Markup

from sayso.types import Span


class Links(Protocol):
    """Where more is to be seen of something; None if there is no more."""

    def attribution(self, attribution: str) -> str | None:
        """The claim that an attribution (id) of the shown article makes."""

    def article(self, article: str) -> str | None:
        """The sheet of an article (id)."""

    def claim(self, claim: str) -> str | None:
        """The trace of a claim (id)."""

    def source(self, name: str) -> str | None:
        """What a speaker of this name said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A passage of the shown article that others have too: with whom, and where to see it."""

    span: Span
    href: str
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """``sheet`` is the URL of a style sheet; ``bar`` stands above the page, ``below`` its end;
    ``wordings`` are marked in an article's text; ``fold`` is the URL of the same trace with
    its reprints unfolded, or folded again, None if it has none.
    """

    sheet: str
    links: Links
    bar: Markup
    below: Markup
    wordings: tuple[Wording, ...] = ()
    fold: str | None = None
