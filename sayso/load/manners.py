"""Manners: how the web is to be asked for many pages, as the caller chooses.

Settings only; ``load/visits.py`` keeps them. Knows where a user's caches lie; opens nothing.
"""

from __future__ import annotations

import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.load import web

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How to ask the web for many pages.

    ``delay``: seconds between two requests to one host, more if its robots.txt asks for more.
    ``tries``: how often a URL is asked for at most, waiting 1, 2, 4 … seconds in between, or as
    long as the host says (Retry-After). ``patience``: the longest wait in seconds that a host
    may ask for; one that asks for more is left alone for this run. ``robots``: obey robots.txt
    (RFC 9309). ``offline``: fetch nothing; what the cache has is used. ``cache``: a folder that
    keeps pages between runs, None for none; ``cache_folder()`` is the usual place.
    ``allow_private``, ``timeout`` and ``max_bytes`` are those of ``load``, for each fetch.
    ``clock`` and ``sleep`` tell and pass the time.
    """

    delay: float = 1.0
    tries: int = 4
    patience: float = 120.0
    robots: bool = True
    offline: bool = False
    cache: str | Path | None = None
    allow_private: bool = False
    timeout: float = web.TIMEOUT_S
    max_bytes: int = web.MAX_BYTES
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


def cache_folder() -> Path:
    """Where fetched pages are kept by custom: a folder under the user's cache folder."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "sayso" / "pages"
