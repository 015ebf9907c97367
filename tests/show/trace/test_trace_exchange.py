import re
from dataclasses import replace

import lxml.etree
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.show.trace.exchange import dot, graphml
from sayso.types import Claim

ANY = settings(deadline=None, max_examples=30, suppress_health_check=list(HealthCheck))
NS = {"g": "http://graphml.graphdrawing.org/xmlns"}
#: A quoted string of DOT, and a statement made of them.
QUOTED = r'"(?:[^"\\\n]|\\.)*"'
STATEMENT = re.compile(rf"  {QUOTED}(?: -> {QUOTED})? \[(?:\w+=(?:\w+|{QUOTED})(?:, )?)*\];")


def parsed(made):
    return lxml.etree.fromstring(made.encode("utf-8"))


def data(node):
    return {entry.get("key"): entry.text for entry in node.iterfind("g:data", NS)}


def test_graphml_has_every_node_and_every_edge_of_the_trace(trace, texts):
    root = parsed(graphml(trace, texts))
    nodes = {node.get("id"): data(node) for node in root.iterfind(".//g:node", NS)}
    edges = root.findall(".//g:edge", NS)
    assert len(edges) == len(trace.edges)
    assert {edge.get(end) for edge in edges for end in ("source", "target")} <= set(nodes)
    roles = [facts["role"] for facts in nodes.values()]
    assert [roles.count(role) for role in ("claim", "article", "root")] == [1, 13, 3]
    assert nodes["Inga Marrow"]["independent"] == "independent"
    assert nodes[trace.articles[5].id]["stance"] == "asserts"


def test_graphml_edges_carry_their_words(trace, texts):
    edges = [data(edge) for edge in parsed(graphml(trace, texts)).iterfind(".//g:edge", NS)]
    assert {"kind": "cites", "evidence": "Coastline Today reported"} in edges
    assert all(edge["evidence"] for edge in edges)


def test_dot_has_a_line_for_every_node_and_edge(trace, texts):
    lines = dot(trace, texts).splitlines()
    assert lines[0] == "digraph trace {"
    assert lines[-1] == "}"
    statements = [line for line in lines if line.startswith('  "')]
    assert len(statements) == 17 + len(trace.edges)
    assert all(STATEMENT.fullmatch(line) for line in statements)


def test_dot_draws_each_kind_of_edge_in_its_own_way(trace, texts):
    styles = set(re.findall(r"label=(\w+), style=(\w+)", dot(trace, texts)))
    assert len(styles) == len({style for _, style in styles}) == 4


def test_quotation_marks_and_line_ends_break_nothing(trace):
    hostile = replace(trace, claim=Claim('c"\\', 'a "claim"\\\n<b>&', ()), edges=())
    assert '  "c\\"\\\\" [label="a \\"claim\\"\\\\ <b>&", shape=note' in dot(hostile)
    assert parsed(graphml(hostile)).find("g:graph", NS).get("id") == 'c"\\'


@ANY
@given(data=st.data())
def test_any_trace_gives_well_formed_text(any_trace, data):
    trace, texts = data.draw(any_trace)
    parsed(graphml(trace, texts))
    for line in dot(trace, texts).split("\n"):
        assert not line.startswith('  "') or STATEMENT.fullmatch(line)
