"""The cache: what was fetched comes in, and goes out again in a later run.

One file per URL: a line of JSON (the server's words on it), then the bytes. A file is written
beside its place and moved there, so that one is whole or not there. Knows nothing of pages.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from sayso.errors import LoadError
from sayso.load.web import Fetched


class Cache:
    """A folder of what was fetched, one file per URL; without a folder it keeps nothing."""

    def __init__(self, folder: str | Path | None) -> None:
        self._folder = Path(folder) if folder else None

    def get(self, url: str) -> Fetched | None:
        """What the URL gave when it was fetched last; None if that is unknown or damaged."""
        if self._folder is None:
            return None
        try:
            head, _, data = self._place(url).read_bytes().partition(b"\n")
            said = json.loads(head)
            if said.pop("asked") != url or said.pop("length") != len(data):
                return None
            return Fetched(data=data, **said)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None

    def put(self, url: str, fetched: Fetched) -> None:
        """Keep what a URL gave. A full disk costs a later fetch, not the article at hand.

        Raises LoadError if the folder cannot be made.
        """
        if self._folder is None:
            return
        said = asdict(fetched)
        data = said.pop("data")
        head = json.dumps({"asked": url, "length": len(data), **said}).encode()
        place = self._place(url)
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LoadError(str(self._folder), f"no place for a cache: {error.strerror}") from error
        beside = place.with_suffix(f".{os.getpid()}")
        with suppress(OSError):
            beside.write_bytes(head + b"\n" + data)
            beside.replace(place)
            return
        beside.unlink(missing_ok=True)

    def _place(self, url: str) -> Path:
        digest = hashlib.sha256(url.encode("utf-8", "surrogatepass")).hexdigest()
        return Path(self._folder or "", digest[:2], digest[2:])
