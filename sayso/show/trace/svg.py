"""The provenance graph as SVG: a ``Trace`` and its articles come in, one self-contained image
goes out.

Roots stand left, the latest right; how lines are drawn tells their kind without colour. It needs
no script, no font and no network, and everything from the articles is escaped.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sayso.show import words
from sayso.show.html import templates
from sayso.show.trace import wording
from sayso.show.trace.graph import Graph, Link, Node, graph, sentence
from sayso.show.trace.layout import Box, Layout, layout
from sayso.show.trace.view import View, bare, view
from sayso.types import Article, Trace

_WIDTH = 184.0
_LINE = 16.0
_PADDING = 9.0
# Room around the graph: above for the heads of the columns, below for the words of what is
# pointed at and the key to the lines; all in pixels.
_EDGE, _ABOVE, _BELOW = 14.0, 34.0, 72.0
_KEY = 112.0
# About as many letters as a node is wide, and as the strip below may be.
_LETTERS = 20
_STRIP = 0.135
# How far each copy shows behind its original, and how many do.
_SHEET, _SHEETS = 5.0, 2

KINDS = ("quotes", "cites", "copies", "rests on", "denies")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a node; ``sign`` is the tone or root sign before it, ``style`` its class."""

    text: str
    y: float
    style: str
    sign: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A node as it is drawn; ``sheets`` is how many copies show behind it."""

    node: Node
    box: Box
    lines: tuple[Line, ...]
    classes: str
    title: str
    sheets: int
    href: str | None


@dataclass(frozen=True, slots=True)
class Stroke:
    """A link as it is drawn."""

    kind: str
    path: str
    title: str
    ends: tuple[float, float]
    href: str | None


def image(
    trace: Trace, articles: Mapping[str, Article] | None = None, *, dark: bool | None = None
) -> str:
    """The provenance graph as an SVG document, to be saved as UTF-8.

    ``articles`` are the trace's by id, to quote them. It follows the reader's light or dark
    mode; ``dark`` holds it to one of them.
    """
    return drawing(view(trace, articles), mode={None: "", True: "dark", False: "light"}[dark])


def drawing(seen: View, *, mode: str = "", framed: bool = False) -> str:
    """The same of a view; ``framed`` for a page that has the signs and anchors already."""
    found = graph(seen)
    lines = {node.id: _lines(node, seen) for node in found.nodes.values()}
    sizes = {node.id: _size(node, len(lines[node.id])) for node in found.nodes.values()}
    first = [node.id for node in found.nodes.values() if node.role == "root"]
    places = layout(sizes, [(link.earlier, link.later) for link in found.links], first)
    facts = {
        "mode": mode,
        "framed": framed,
        "claim": seen.trace.claim.text,
        "width": max(places.width, 2 * _WIDTH) + 2 * _EDGE,
        "height": places.height + _ABOVE + _BELOW,
        "heads": _heads(places),
        "shapes": [_shape(n, places, lines[n.id], seen, framed) for n in found.nodes.values()],
        "strokes": _strokes(found, places, framed),
        "kinds": [kind for kind in KINDS if any(link.kind == kind for link in found.links)],
        "edge": _EDGE,
        "key": _KEY,
        "key_y": places.height + _ABOVE + 34,
        "strip": places.height + _ABOVE + _BELOW - 12,
        "letters": int(max(places.width, 2 * _WIDTH) * _STRIP),
    }
    return templates().get_template("provenance.svg").render(facts)


def _size(node: Node, lines: int) -> tuple[float, float]:
    behind = _SHEET * _sheets(node)
    return _WIDTH + behind, _LINE * lines + 2 * _PADDING + behind


def _sheets(node: Node) -> int:
    return min(len(node.item.copies), _SHEETS) if node.item else 0


def _heads(places: Layout) -> list[tuple[float, str]]:
    return [
        (x + _EDGE, "roots" if n == 0 else f"{words.count(n, 'step')} on")
        for n, x in enumerate(places.columns)
    ]


def _lines(node: Node, seen: View) -> list[Line]:
    number = f"{node.item.number} " if node.item else ""
    name, through = bare(node.name) if node.root else (node.name, "")
    rows = [(row, "name", "") for row in _wrapped(number + name)]
    rows += [(row, "fact", "") for row in _wrapped(through) if through]
    rows += _article_rows(node, seen) if node.item else _other_rows(node, seen)
    return [
        Line(text, _PADDING + _LINE * (place + 0.76), style, sign)
        for place, (text, style, sign) in enumerate(rows)
    ]


def _wrapped(name: str) -> list[str]:
    return textwrap.wrap(
        " ".join(name.split()), _LETTERS, max_lines=2, placeholder=" …", break_on_hyphens=False
    ) or ["?"]


def _article_rows(node: Node, seen: View) -> list[tuple[str, str, str]]:
    item = node.item
    if item is None:
        return []
    rows = [
        (f"{item.article.certainty.value} · {item.article.stance.value}", "state", item.tone),
        (item.date, "fact", ""),
    ]
    if item.copies:
        rows.append((f"and {words.count(len(item.copies), 'reprint')}", "fact", ""))
    if item.article.id in seen.dropped:
        rows.append(("! hedge dropped", "alarm", ""))
    return rows


def _other_rows(node: Node, seen: View) -> list[tuple[str, str, str]]:
    if node.root:
        counts = words.independence(node.root.independent)
        return [(counts, "state", counts), (words.named(node.root.kind), "fact", "")]
    if node.role == "denier":
        return [("denies", "state", "denies")]
    return [(wording.named_only(node.id, seen), "fact", "")]


def _shape(node: Node, places: Layout, lines: Sequence[Line], seen: View, framed: bool) -> Shape:
    box = places.boxes[node.id]
    sheets = _sheets(node)
    height = box.height - _SHEET * sheets
    tone = f" t-{node.item.tone}" if node.item else ""
    alarm = " dropped" if node.item and node.item.article.id in seen.dropped else ""
    return Shape(
        node=node,
        box=Box(box.x + _EDGE, box.y + _ABOVE, _WIDTH, height),
        lines=tuple(lines),
        classes=f"node {node.role}{tone}{alarm}",
        title=_title(node, seen),
        sheets=sheets,
        href=f"#{_anchor(node, seen)}" if framed and (node.item or node.root) else None,
    )


def _anchor(node: Node, seen: View) -> str:
    """Where the page has an article or a root as text."""
    if node.item:
        return f"article-{node.item.number}"
    return f"root-{1 + next(n for n, root in enumerate(seen.roots) if root is node.root)}"


def _title(node: Node, seen: View) -> str:
    said = " · ".join(words.quoted(quote.words) for quote in node.quotes)
    if node.item:
        title = node.item.article.title
        copies = [item.name for item in seen.items if item.number in node.item.copies]
        parts = [f"{node.name}, {node.item.date}", *([title] if title else []),
                 *([said] if said else []),
                 *([f"reprinted by {', '.join(copies)}"] if copies else [])]  # fmt: skip
        return " — ".join(parts)
    if node.root:
        parts = [f"{node.name}, {words.named(node.root.kind)}", node.root.reason, said]
        return " — ".join(part for part in parts if part)
    return node.name


def _strokes(found: Graph, places: Layout, framed: bool) -> list[Stroke]:
    pairs = zip(found.links, places.routes, strict=True)
    return [_stroke(link, found, route, framed) for link, route in pairs]


def _stroke(link: Link, found: Graph, route: Sequence[tuple[float, float]], framed: bool) -> Stroke:
    points = [(x + _EDGE, y + _ABOVE) for x, y in route]
    path = f"M{points[0][0]:.1f} {points[0][1]:.1f}"
    for number, ((x, y), (to_x, to_y)) in enumerate(pairwise(points)):
        if number % 2:  # through a column that it only crosses
            path += f"H{to_x:.1f}"
        else:
            half = (to_x - x) / 2
            path += f"C{x + half:.1f} {y:.1f} {to_x - half:.1f} {to_y:.1f} {to_x:.1f} {to_y:.1f}"
    href = f"#{link.anchor}" if framed else None
    return Stroke(link.kind, path, sentence(link, found), points[-1], href)
