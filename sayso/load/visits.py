"""Visits: a URL comes in, what is behind it goes out, asked for politely.

Keeps, host by host, what robots.txt allows, when the next request is due, and whether the host
answers at all. The requests themselves are made by ``load/web.py``. Knows nothing of articles.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from protego import Protego

from sayso.errors import FetchError, ForbiddenAddress, TooManyRedirects
from sayso.load import encoding, web

if TYPE_CHECKING:
    from sayso.load.manners import Manners
    from sayso.load.web import Fetched

_AGENT = web.USER_AGENT.partition(" ")[0]
USER_AGENT = f"{_AGENT} (+articles for an archive; robots.txt is obeyed)"
_TOKEN = "sayso"  # noqa: S105  the name that robots.txt knows us by
# RFC 9309, 2.5: a parser reads at least so much of a robots.txt.
_ROBOTS_BYTES = 512 * 1024
# A host may slow us down; one that says "once a day" would stop all others.
_DELAY_AT_MOST = 60.0
_HOSTS_AT_MOST = 1000
_FIRST_PAUSE = 1.0
_TOO_MANY = 429
_ANY = re.compile("")
_MANY = web.Ask(
    agent=USER_AGENT,
    media=re.compile(r"(?!image/|video/|audio/|font/|application/pdf\b)"),
    accept="text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8",
)
_RULES = web.Ask(agent=USER_AGENT, media=_ANY, accept="text/plain, */*;q=0.1")


@dataclass(slots=True)
class _Host:
    """What is known of a host: its rules, when it may be asked again, why it may not."""

    rules: Protego | None = None
    free_at: float = 0.0
    delay: float = 0.0
    asked: bool = False
    closed: str | None = None


class Visits:
    """A round of visits to the web: one request at a time, politely."""

    def __init__(self, manners: Manners) -> None:
        self._manners = manners
        self._hosts: dict[str, _Host] = {}

    def fetch(self, url: str, kept: Fetched | None = None) -> Fetched:
        """What is behind a URL; ``kept`` is what it gave before, given back if unchanged.

        Raises FetchError in its kinds, and NotText.
        """
        host = self._host(url)
        if host.closed:
            raise FetchError(url, host.closed)
        if self._manners.robots:
            self._refuse_barred(url, host)
        ask = replace(_MANY, etag=kept.etag, modified=kept.modified) if kept else _MANY
        got = self._tried(url, host, ask, self._manners.max_bytes)
        return kept if kept and got.unchanged else got

    def _host(self, url: str) -> _Host:
        try:
            parts = urlsplit(url.encode().decode())
        except ValueError as error:
            raise FetchError(url, "no valid address") from error
        if parts.scheme.lower() not in ("http", "https"):
            raise FetchError(url, "only http and https URLs are fetched")
        key = parts.netloc.rpartition("@")[2].lower()
        if key not in self._hosts and len(self._hosts) >= _HOSTS_AT_MOST:
            del self._hosts[next(iter(self._hosts))]
        return self._hosts.setdefault(key, _Host(delay=self._manners.delay))

    def _refuse_barred(self, url: str, host: _Host) -> None:
        if not host.asked:
            host.asked = True
            host.rules = self._robots(url, host)
            # The rules are no page: the first page need not wait for them.
            host.free_at = self._manners.clock()
            stated = host.rules.crawl_delay(_TOKEN) if host.rules else None
            host.delay = max(host.delay, min(stated or 0.0, _DELAY_AT_MOST))
        if host.rules and not host.rules.can_fetch(url, _TOKEN):
            raise FetchError(url, "the site's robots.txt asks that this not be fetched")

    def _robots(self, url: str, host: _Host) -> Protego | None:
        """A host's rules, None for no rules. Rules that cannot be had close it (RFC 9309)."""
        parts = urlsplit(url)
        address = f"{parts.scheme}://{parts.netloc}/robots.txt"
        try:
            got = self._tried(address, host, _RULES, _ROBOTS_BYTES)
        except FetchError as error:
            status = getattr(error, "status", 0)
            if isinstance(error, TooManyRedirects) or (400 <= status < 500 and status != _TOO_MANY):
                return None
            plain = web.is_down(error) or isinstance(error, ForbiddenAddress)
            reason = error.reason if plain else f"robots.txt cannot be had: {error.reason}"
            host.closed = reason
            raise FetchError(url, reason) from error
        return Protego.parse(encoding.decode(got.data, got.charset))

    def _tried(self, url: str, host: _Host, ask: web.Ask, max_bytes: int) -> Fetched:
        """Ask until there is an answer, patience ends, or asking again is no use."""
        manners = self._manners
        limits = web.Limits(manners.timeout, max_bytes, manners.allow_private)
        attempt = 1
        while True:
            self._wait(host)
            try:
                return web.fetch(url, limits, ask)
            except FetchError as error:
                pause = self._pause(error, attempt)
                if pause is None:
                    if self._is_final(error):
                        host.closed = f"the host was given up: {error.reason}"
                    raise
            finally:
                host.free_at = manners.clock() + host.delay
            host.free_at = manners.clock() + max(pause, host.delay)
            attempt += 1

    def _pause(self, error: FetchError, attempt: int) -> float | None:
        """Seconds to wait before asking again, None for not at all."""
        if attempt >= self._manners.tries or not web.may_pass(error):
            return None
        asked = getattr(error, "retry_after", None)
        pause = _FIRST_PAUSE * 2 ** (attempt - 1) if asked is None else asked
        return pause if pause <= self._manners.patience else None

    def _is_final(self, error: FetchError) -> bool:
        """Whether the host as a whole is not there, or asks to be left alone for long."""
        asked = getattr(error, "retry_after", None) or 0.0
        busy = getattr(error, "status", 0) == _TOO_MANY or asked > self._manners.patience
        return busy or web.is_down(error)

    def _wait(self, host: _Host) -> None:
        left = host.free_at - self._manners.clock()
        if left > 0:
            self._manners.sleep(left)
