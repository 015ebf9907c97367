"""Builds attributions for rule tests from the words themselves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sayso.types import Attribution, Span

Said = Callable[..., Attribution]


def _spans(text: str, parts: str | tuple[str, ...]) -> tuple[Span, ...]:
    parts = (parts,) if isinstance(parts, str) else parts
    return tuple(Span(text.index(p), text.index(p) + len(p)) for p in parts if p)


@pytest.fixture
def said() -> Said:
    """Makes an attribution whose parts are the first occurrences of the given words."""

    def make(
        text: str, source: str = "", cue: str = "", content: str | tuple[str, ...] = "", **rest: Any
    ) -> Attribution:
        return Attribution(
            id=rest.pop("id", "1"),
            source=_spans(text, source),
            cue=_spans(text, cue),
            content=_spans(text, content),
            **rest,
        )

    return make
