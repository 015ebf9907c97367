"""Folders: a folder comes in, the files under it go out, sorted.

Knows what lies in folders beside articles; opens none of it.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.types import Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator

# What browsers save beside a page and what is text all the same.
_FURNITURE = {".css", ".ico", ".js", ".map", ".mjs", ".svg", ".woff", ".woff2"}


def files(folder: Path) -> Iterator[Path | Skipped]:
    """All files under a folder, folder by folder, in the order of their names.

    Hidden files and folders are passed over, links to folders not followed.
    """
    refused: list[Skipped] = []

    def refuse(error: OSError) -> None:
        refused.append(Skipped(str(error.filename), f"cannot be opened: {error.strerror}"))

    for place, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from refused
        refused.clear()
        for name in sorted(names):
            if name.startswith("."):
                continue
            path = Path(place, name)
            if path.suffix.lower() in _FURNITURE:
                yield Skipped(str(path), "a part of a page, not an article")
            else:
                yield path
    yield from refused
