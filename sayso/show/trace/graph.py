"""The provenance graph: a ``View`` comes in, nodes and links with their words go out.

Roots first, then who took it from whom, and who denies it. It knows nothing about places or
looks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sayso.show import words
from sayso.show.trace.ladder import Rung, ladder
from sayso.show.trace.view import Item, Quote, View
from sayso.types import Root


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One node; ``role`` is root, article, missing (an outlet or a speaker that is neither a
    root nor an article of the trace) or denier.
    """

    id: str
    role: str
    name: str
    item: Item | None = None
    root: Root | None = None
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """What flowed from the earlier node to the later one; ``kind`` as a tie has it, ``anchor``
    where the page has it as text.
    """

    earlier: str
    later: str
    kind: str
    quotes: tuple[Quote, ...]
    anchor: str


@dataclass(frozen=True, slots=True)
class Graph:
    """The nodes by id, in the order of the ladder, and the links between them."""

    nodes: dict[str, Node]
    links: tuple[Link, ...]


def graph(view: View) -> Graph:
    """The graph of what a trace shows, copies folded into their originals."""
    nodes: dict[str, Node] = {}
    links: dict[tuple[str, str], Link] = {}
    above: list[Rung] = []
    for number, rung in enumerate(ladder(view), start=1):
        del above[rung.depth :]
        if rung.node is not None:
            nodes.setdefault(rung.node, _node(rung.node, rung, view))
            if above and above[-1].node is not None:
                pair = (above[-1].node, rung.node)
                anchor = f"rung-{number}"
                links.setdefault(pair, Link(*pair, rung.kind, rung.quotes, anchor))
        above.append(rung)
    for node, link in _denials(view):
        nodes.setdefault(node.id, node)
        links.setdefault((link.earlier, link.later), link)
    return Graph(nodes, tuple(links.values()))


def sentence(link: Link, graph: Graph) -> str:
    """A link in words: "Coastline Today cites Meridian Press Agency: “…”"."""
    earlier, later = graph.nodes[link.earlier].name, graph.nodes[link.later].name
    if link.kind == "denies":
        line = f"{earlier} denies it in {later}"
    else:
        line = f"{later} {link.kind} {earlier}"
    said = " · ".join(words.quoted(quote.words) for quote in link.quotes)
    return f"{line}: {said}" if said else line


def _node(node: str, rung: Rung, view: View) -> Node:
    role = "root" if rung.root else "article" if rung.item else "missing"
    evidence = rung.root.evidence if rung.root else rung.item.article.evidence if rung.item else ()
    return Node(
        id=node,
        role=role,
        name=rung.name,
        item=rung.item,
        root=rung.root,
        quotes=view.quotes(evidence),
    )


def _denials(view: View) -> Iterator[tuple[Node, Link]]:
    """Who denies, as nodes of their own: a denier is no root of the claim."""
    number = {(d.article, d.speaker): n for n, (d, _) in enumerate(view.denials(), start=1)}
    for tie in view.ties:
        if tie.kind == "denies":
            node = Node(id=f"denial:{tie.target}", role="denier", name=tie.target)
            anchor = f"denial-{number.get((tie.source, tie.target), 1)}"
            yield node, Link(node.id, tie.source, tie.kind, tie.quotes, anchor)
