"""What all plots of the docs have in common: size, type, grid, and the file they go to."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def figure(across: str, up: str) -> tuple[Any, Any]:
    """A figure and its axes, with what they show across and up."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams.update({"font.family": "sans-serif", "font.size": 11, "svg.hashsalt": "sayso"})
    from matplotlib import pyplot

    made, axes = pyplot.subplots(figsize=(6.4, 4.2), layout="constrained")
    axes.set(xlabel=across, ylabel=up)
    axes.grid(color="#e2e8f0")
    axes.set_axisbelow(True)
    axes.spines[["top", "right"]].set_visible(False)
    return made, axes


def save(made: Any, path: Path) -> None:
    """Write a figure as SVG, on white: a dark page shows it too; the same bytes each time."""
    made.savefig(path, format="svg", facecolor="white", metadata={"Date": None})
