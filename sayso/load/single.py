"""One article: its bytes, or a file, come in, an ``Article`` goes out or a ``LoadError``.

Knows which form of article bytes are, and hands them on; knows nothing of the network.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sayso.errors import NoArticle, NoSuchFile
from sayso.load import encoding, inflate, page, sniff

if TYPE_CHECKING:
    from sayso.types import Article

_FILE_TYPES = {
    ".htm": "text/html",
    ".html": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".md": "text/plain",
    ".text": "text/plain",
    ".txt": "text/plain",
}


def article(
    data: bytes,
    *,
    where: str,
    language: str,
    url: str | None = None,
    media_type: str | None = None,
    declared: str | None = None,
) -> Article:
    """Make an article of bytes; ``declared`` is the encoding that the transport stated.

    Raises NotText, NoArticle, WrongLanguage.
    """
    if not data.strip():
        raise NoArticle(where, "empty: nothing in it")
    sniff.refuse_binary(data, where)
    text = encoding.decode(data, declared)
    if sniff.form_of(data, text, media_type=media_type, where=where) is sniff.Form.PAGE:
        return page.from_html(text, url=url, where=where, wanted=language)
    return page.from_plain(text, url=url, where=where, wanted=language)


def media_type(name: str) -> str | None:
    """The media type that a file's name suggests, if it is one that articles come in."""
    return _FILE_TYPES.get(Path(name).suffix.lower())


def read(path: Path, max_bytes: int) -> bytes:
    """All bytes of a file.

    Raises NoSuchFile, TooLarge.
    """
    try:
        with path.open("rb") as file:
            data = file.read(max_bytes + 1)
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from error
    if len(data) > max_bytes:
        raise inflate.too_large(str(path), max_bytes)
    return data


def unreadable(path: Path, error: Exception) -> NoSuchFile:
    """The error for a path that cannot be opened."""
    if isinstance(error, FileNotFoundError):
        return NoSuchFile(str(path), "no such file")
    if isinstance(error, IsADirectoryError):
        return NoSuchFile(str(path), "a folder, not a file")
    reason = getattr(error, "strerror", None) or str(error)
    return NoSuchFile(str(path), f"cannot be opened: {reason}")
