"""Inputs: the bytes that a reader is given, with what was said about them.

Knows how to take them whole or line by line within bounds; knows nothing of what is in them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any

from sayso.errors import NoArticle
from sayso.load import inflate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(frozen=True, slots=True)
class Input:
    """One thing to read: its name in messages, its bytes, and what was said about them.

    ``where`` names it in messages, ``name`` is its file name or the path of its URL.
    """

    where: str
    stream: IO[bytes]
    name: str = ""
    url: str | None = None
    media_type: str | None = None
    charset: str | None = None

    def whole(self, max_bytes: int) -> bytes:
        """All bytes, for what can only be read as a whole.

        Raises TooLarge.
        """
        data = self.stream.read(max_bytes + 1)
        if len(data) > max_bytes:
            raise inflate.too_large(self.where, max_bytes)
        return data

    def lines(self, max_bytes: int) -> Iterator[bytes]:
        """Lines with their ends, each of them bounded.

        Raises TooLarge.
        """
        while line := self.stream.readline(max_bytes + 1):
            if len(line) > max_bytes:
                raise inflate.too_large(f"{self.where}: one line", max_bytes)
            yield line


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the caller wants of any input: language, names of fields, how large one may be."""

    language: str
    fields: Mapping[str, str]
    max_bytes: int


def parsed_json(text: str, where: str) -> Any:
    """What a JSON text holds; control characters inside its strings are let pass.

    Raises NoArticle if it is broken.
    """
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError) as error:
        reason = getattr(error, "msg", None) or type(error).__name__
        raise NoArticle(where, f"broken JSON: {reason}") from error
