"""Load: a file, a URL, bytes or HTML comes in, one ``Article`` goes out, or a ``LoadError``.

``load_many`` takes in everything else that holds articles. The stage's door. The network is
opened in ``load/web.py`` only. Knows nothing of what is read in an article or shown of it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sayso.load import page, single, web
from sayso.load.intake import KNOWN, TWICE, load_many
from sayso.load.manners import Manners, cache_folder
from sayso.verb import callable_as_verb

if TYPE_CHECKING:
    from sayso.types import Article

__all__ = [
    "KNOWN",
    "TWICE",
    "Manners",
    "cache_folder",
    "load",
    "load_bytes",
    "load_html",
    "load_many",
]


def load(
    source: str | Path,
    *,
    language: str = "en",
    allow_private: bool = False,
    timeout: float = web.TIMEOUT_S,
    max_bytes: int = web.MAX_BYTES,
) -> Article:
    """Load one article from a path or an http(s) URL.

    ``language`` is the code of the language to accept, "any" for all; ``allow_private`` lets
    URLs lead to private addresses; ``timeout`` holds for the whole fetch, in seconds;
    ``max_bytes`` for the file or the answer, before and after decompression.

    Raises LoadError, in the kinds that ``sayso.errors`` names.

    >>> load("page.html").publisher  # doctest: +SKIP
    'The Example Times'
    """
    if isinstance(source, str) and web.is_url(source):
        limits = web.Limits(timeout, max_bytes, allow_private)
        got = web.fetch(source, limits)
        return single.article(
            got.data,
            where=source.strip(),
            url=got.url,
            media_type=got.media_type,
            declared=got.charset,
            language=language,
        )
    path = Path(source)
    data = single.read(path, max_bytes)
    named = single.media_type(path.name)
    return single.article(data, where=str(source), media_type=named, language=language)


def load_bytes(
    data: bytes,
    *,
    where: str = "bytes",
    url: str | None = None,
    media_type: str | None = None,
    language: str = "en",
) -> Article:
    """Load one article from bytes, a page or a plain text; ``where`` names them in errors.

    Raises NotText, NoArticle, WrongLanguage.
    """
    return single.article(data, where=where, url=url, media_type=media_type, language=language)


def load_html(
    html: str | bytes,
    *,
    url: str | None = None,
    where: str | None = None,
    language: str = "en",
) -> Article:
    """Load one article from a page's HTML; ``url`` is where it was found.

    Raises NotText (bytes only), NoArticle, WrongLanguage.
    """
    name = where or url or "the page"
    if isinstance(html, bytes):
        return single.article(html, where=name, url=url, media_type="text/html", language=language)
    return page.from_html(html, url=url, where=name, wanted=language)


callable_as_verb(__name__)
