"""A URL, a text or a page that somebody hands in comes in, its ``Reading`` goes out.

Nothing is stored. URLs go through the guarded door of `sayso.load`; no path of this machine
ever does.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from sayso.errors import LoadError
from sayso.load import load, load_bytes, load_html
from sayso.read import read
from sayso.serve.answers import Busy
from sayso.show.html import web_url
from sayso.types import Article, Reading, aware


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the one who hands an article in tells of it; it goes before what the page says.

    ``published`` is an ISO 8601 date; ``language`` the code of the one to accept, or "any".
    """

    url: str | None = None
    publisher: str | None = None
    title: str | None = None
    published: str | None = None
    language: str = "en"


class Reader:
    """Reads so many articles at once and no more; whoever comes then hears that it is busy."""

    def __init__(self, at_once: int, *, allow_private: bool = False) -> None:
        self.at_once = at_once
        self._free = threading.BoundedSemaphore(at_once)
        self._allow_private = allow_private

    def url(self, url: str, told: Told) -> Reading:
        """Fetch an article and read it.

        Raises LoadError, Busy.
        """
        if web_url(url) is None:
            raise LoadError(url[:200], "not an http or https address")
        private = self._allow_private
        return self._read(lambda: load(url, language=told.language, allow_private=private), told)

    def html(self, page: str, told: Told) -> Reading:
        """Read a page.

        Raises LoadError, Busy, ValueError for a date that is none.
        """
        where = told.url or "the page"
        sound = page.encode("utf-8", "replace").decode()
        return self._read(
            lambda: load_html(sound, url=told.url, where=where, language=told.language), told
        )

    def text(self, text: str, told: Told) -> Reading:
        """Read a plain text.

        Raises LoadError, Busy, ValueError for a date that is none.
        """
        data = text.encode("utf-8", "replace")
        return self.data(data, "the text", told, media_type="text/plain")

    def data(
        self, data: bytes, where: str, told: Told, *, media_type: str | None = None
    ) -> Reading:
        """Read the bytes of a file, a page or a plain text.

        Raises LoadError, Busy, ValueError for a date that is none.
        """
        return self._read(
            lambda: load_bytes(
                data, where=where, url=told.url, media_type=media_type, language=told.language
            ),
            told,
        )

    def _read(self, loaded: Callable[[], Article], told: Told) -> Reading:
        published, granularity = aware(told.published)
        known: dict[str, Any] = {
            "publisher": told.publisher,
            "title": told.title,
            "published": published,
            "granularity": granularity,
        }
        given = {name: value for name, value in known.items() if value}
        with self.turn():
            return read(replace(loaded(), **given))

    @contextmanager
    def turn(self) -> Iterator[None]:
        """One of the places for reading, while it is needed.

        Raises Busy if none is free.
        """
        if not self._free.acquire(blocking=False):
            raise Busy("as many articles are being read as this server reads at once; try again")
        try:
            yield
        finally:
            self._free.release()
