"""`Archive`: where the stages meet. Articles come in, traces, stories and sources go out."""

from __future__ import annotations

from sayso.archive.archive import Archive
from sayso.archive.intake import Added

__all__ = ["Added", "Archive"]
