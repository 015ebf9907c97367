"""Where things are on the site, and the engine that makes its pages.

A request tells under which path a proxy offers the site; every address is made here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from urllib.parse import quote, urlencode

import jinja2
from markupsafe import Markup
from starlette.requests import Request

from sayso.show import words
from sayso.show.html import templates, web_url
from sayso.show.site import Site, Wording
from sayso.show.trace.view import outlet, title

#: Where each style sheet lies in the package.
SHEETS = {
    "site.css": "serve/static/site.css",
    "page.css": "show/templates/page.css",
    "trace.css": "show/templates/trace.css",
}


@dataclass(frozen=True, slots=True)
class Links:
    """The site's addresses; ``claims`` has the claim of each attribution of a shown article."""

    root: str
    claims: Mapping[str, str] = field(default_factory=dict)

    def to(self, path: str, **query: str | None) -> str:
        """A path of the site with a query; empty values are left out."""
        asked = urlencode({name: value for name, value in query.items() if value}, errors="replace")
        return f"{self.root}{path}{'?' if asked else ''}{asked}"

    def attribution(self, attribution: str) -> str | None:
        """The claim that an attribution of the shown article makes."""
        found = self.claims.get(attribution)
        return self.claim(found) if found else None

    def article(self, article: str) -> str:
        """The sheet of an article."""
        return f"{self.root}/articles/{_quoted(article)}"

    def claim(self, claim: str) -> str:
        """The trace of a claim."""
        return f"{self.root}/claims/{_quoted(claim)}"

    def story(self, story: str) -> str:
        """A story."""
        return f"{self.root}/stories/{_quoted(story)}"

    def source(self, name: str) -> str:
        """What speakers of this name said."""
        return self.to("/sources", name=name)

    def one_source(self, source: str) -> str:
        """One source by its id."""
        return f"{self.root}/sources/{_quoted(source)}"

    def outlet(self, name: str) -> str:
        """What an outlet cites, copies and is copied by."""
        return self.to("/outlet", name=name)

    def compare(self, one: str, other: str) -> str:
        """Two articles side by side."""
        return self.to("/compare", one=one, other=other)


def links(request: Request, claims: Mapping[str, str] | None = None) -> Links:
    """The addresses as this request has to see them."""
    return Links(request.scope.get("root_path", "").rstrip("/"), claims or {})


def render(request: Request, template: str, facts: Mapping[str, object]) -> str:
    """One of the site's own pages."""
    return _engine().get_template(template).render({"to": links(request), "asked": "", **facts})


def frame(
    request: Request,
    *,
    asked: str = "",
    below: str = "",
    claims: Mapping[str, str] | None = None,
    wordings: tuple[Wording, ...] = (),
    fold: str | None = None,
) -> Site:
    """What stands around a sheet or a trace; ``below`` is HTML that was made here."""
    bar = render(request, "bar.html", {"asked": asked})
    to = links(request, claims)
    return Site(
        sheet=to.to("/static/site.css"),
        links=to,
        bar=Markup(bar),  # noqa: S704  by the engine, which escapes
        below=Markup(below),  # noqa: S704
        wordings=wordings,
        fold=fold,
    )


@cache
def sheet(name: str) -> str | None:
    """A style sheet of the package by its name."""
    path = SHEETS.get(name)
    return (files("sayso") / path).read_text("utf-8") if path else None


@cache
def _engine() -> jinja2.Environment:
    shared = templates()
    own = jinja2.PackageLoader("sayso", "serve/templates")
    loaders = [own, *([shared.loader] if shared.loader else [])]
    engine = shared.overlay(loader=jinja2.ChoiceLoader(loaders))
    engine.globals = {
        **shared.globals,
        "words": words,
        "outlet": outlet,
        "as_title": title,
        "web_url": web_url,
    }
    return engine


def _quoted(part: str) -> str:
    return quote(part, safe="", errors="replace")
