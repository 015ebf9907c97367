"""A trace for graph programs: a ``Trace`` and its articles come in, GraphML or DOT text goes out.

Everything is in it, unfolded, with the claim as a node and edges from the later to the earlier
end, as the trace has them. Standard library only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from sayso.show import words
from sayso.show.trace.ladder import node_of
from sayso.show.trace.view import View, view
from sayso.types import Article, EdgeKind, Passage, Trace

# Neither XML nor Graphviz takes these.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

# How a kind of edge is drawn: told apart without colour.
_STYLES = {
    EdgeKind.CARRIES: "dotted",
    EdgeKind.CITES: "solid",
    EdgeKind.QUOTES: "dashed",
    EdgeKind.COPIES: "bold",
}
_SHAPES = {"claim": "note", "root": "ellipse", "article": "box", "other": "box"}


@dataclass(frozen=True, slots=True)
class _Node:
    """A node with its attributes; ``role`` is claim, article, root or other."""

    id: str
    role: str
    label: str
    facts: dict[str, str]


def graphml(trace: Trace, articles: Mapping[str, Article] | None = None) -> str:
    """The trace as a GraphML document (graphml.graphdrawing.org), to be saved as UTF-8.

    Nodes have role, label, and what is known of them; edges have kind and evidence.
    """
    seen = view(trace, articles)
    nodes = list(_nodes(seen))
    keys = dict.fromkeys(["role", "label", *(key for node in nodes for key in node.facts)])
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
        *(f'<key id="{key}" for="node" attr.name="{key}" attr.type="string"/>' for key in keys),
        '<key id="kind" for="edge" attr.name="kind" attr.type="string"/>',
        '<key id="evidence" for="edge" attr.name="evidence" attr.type="string"/>',
        f'<graph id={_attribute(trace.claim.id)} edgedefault="directed">',
    ]
    for node in nodes:
        data = {"role": node.role, "label": node.label, **node.facts}
        lines.append(f"<node id={_attribute(node.id)}>{_data(data)}</node>")
    for edge in trace.edges:
        ends = f"source={_attribute(edge.source)} target={_attribute(edge.target)}"
        data = {"kind": edge.kind.value, "evidence": _said(seen, edge.evidence)}
        lines.append(f"<edge {ends}>{_data(data)}</edge>")
    return "\n".join([*lines, "</graph>", "</graphml>", ""])


def dot(trace: Trace, articles: Mapping[str, Article] | None = None) -> str:
    """The trace as a DOT graph (graphviz.org), roots left, to be saved as UTF-8."""
    seen = view(trace, articles)
    lines = [
        "digraph trace {",
        "  rankdir=RL;",
        '  node [fontname="sans-serif", fontsize=11];',
        '  edge [fontname="sans-serif", fontsize=9];',
    ]
    for node in _nodes(seen):
        style = "rounded" if node.role != "root" else "bold"
        marks = f"label={_string(node.label)}, shape={_SHAPES[node.role]}, style={style}"
        lines.append(f"  {_string(node.id)} [{marks}];")
    for edge in trace.edges:
        said = _string(_said(seen, edge.evidence))
        kind = f"label={edge.kind.value}, style={_STYLES[edge.kind]}, edgetooltip={said}"
        lines.append(f"  {_string(edge.source)} -> {_string(edge.target)} [{kind}];")
    return "\n".join([*lines, "}", ""])


def _nodes(seen: View) -> Iterator[_Node]:
    trace = seen.trace
    roots = {node_of(root, seen) or root.name: root for root in trace.roots}
    yield _Node(trace.claim.id, "claim", trace.claim.text, {})
    for item in seen.items:
        article = item.article
        facts = {
            "publisher": article.publisher or "",
            "title": article.title or "",
            "url": article.url or "",
            "published": article.published.isoformat() if article.published else "",
            "stance": article.stance.value,
            "certainty": article.certainty.value,
        }
        label = f"{item.number} {item.name}, {item.date}"
        yield _Node(article.id, "article", label, {k: v for k, v in facts.items() if v})
    known = {trace.claim.id, *(item.article.id for item in seen.items)}
    others = [end for edge in trace.edges for end in (edge.source, edge.target)]
    for node in dict.fromkeys([*roots, *others]):
        if node in known:
            continue
        root = roots.get(node)
        if root is None:
            yield _Node(node, "other", node, {})
            continue
        facts = {
            "kind": root.kind.value,
            "independent": words.independence(root.independent),
            "reason": root.reason,
        }
        yield _Node(node, "root", root.name, facts)


def _said(seen: View, evidence: tuple[Passage, ...]) -> str:
    return " … ".join(quote.words for quote in seen.quotes(evidence))


def _data(facts: Mapping[str, str]) -> str:
    return "".join(f'<data key="{key}">{escape(_clean(value))}</data>'
                   for key, value in facts.items())  # fmt: skip


def _attribute(value: str) -> str:
    return quoteattr(_clean(value))


def _string(value: str) -> str:
    """A quoted DOT string: line ends become blanks, since names hold none on purpose."""
    line = " ".join(_clean(value).split())
    return '"' + line.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _clean(value: str) -> str:
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", value)
