"""Load: a file, a URL, bytes or HTML comes in, one ``Article`` goes out, or a ``LoadError``.

The stage's door. The network is opened in ``load/web.py`` only. Knows nothing of what is read
in an article or shown of it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sayso.errors import NoArticle, NoSuchFile, TooLarge
from sayso.load import encoding, page, sniff, web
from sayso.verb import callable_as_verb

if TYPE_CHECKING:
    from sayso.types import Article

__all__ = ["load", "load_bytes", "load_html"]

_FILE_TYPES = {
    ".htm": "text/html",
    ".html": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".md": "text/plain",
    ".text": "text/plain",
    ".txt": "text/plain",
}


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
        return _article(
            got.data,
            where=source.strip(),
            url=got.url,
            media_type=got.media_type,
            declared=got.charset,
            language=language,
        )
    path = Path(source)
    data = _read(path, max_bytes)
    named = _FILE_TYPES.get(path.suffix.lower())
    return _article(data, where=str(source), media_type=named, language=language)


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
    return _article(data, where=where, url=url, media_type=media_type, language=language)


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
        return _article(html, where=name, url=url, media_type="text/html", language=language)
    return page.from_html(html, url=url, where=name, wanted=language)


def _article(
    data: bytes,
    *,
    where: str,
    language: str,
    url: str | None = None,
    media_type: str | None = None,
    declared: str | None = None,
) -> Article:
    if not data.strip():
        raise NoArticle(where, "empty: nothing in it")
    sniff.refuse_binary(data, where)
    text = encoding.decode(data, declared)
    if sniff.form_of(data, text, media_type=media_type, where=where) is sniff.Form.PAGE:
        return page.from_html(text, url=url, where=where, wanted=language)
    return page.from_plain(text, url=url, where=where, wanted=language)


def _read(path: Path, max_bytes: int) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(max_bytes + 1)
    except FileNotFoundError as error:
        raise NoSuchFile(str(path), "no such file") from error
    except IsADirectoryError as error:
        raise NoSuchFile(str(path), "a folder, not a file") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise NoSuchFile(str(path), f"cannot be opened: {reason}") from error
    if len(data) > max_bytes:
        raise TooLarge(str(path), f"larger than {max_bytes:,} bytes")
    return data


callable_as_verb(__name__)
