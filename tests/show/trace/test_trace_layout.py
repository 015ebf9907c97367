from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.show.trace.layout import layout

ANY = settings(deadline=None, max_examples=60)
NODES = [f"n{number}" for number in range(9)]


@st.composite
def graphs(draw):
    nodes = NODES[: draw(st.integers(2, len(NODES)))]
    side = st.floats(10, 200)
    sizes = {node: (draw(side), draw(side)) for node in nodes}
    pairs = st.tuples(st.sampled_from(nodes), st.sampled_from(nodes))
    links = draw(st.lists(pairs.filter(lambda p: p[0] != p[1]), max_size=16, unique=True))
    return sizes, links, draw(st.sets(st.sampled_from(nodes)))


def overlap(a, b):
    return (
        a.x < b.x + b.width
        and b.x < a.x + a.width
        and a.y < b.y + b.height - 1e-6
        and b.y < a.y + a.height - 1e-6
    )


@ANY
@given(graphs())
def test_no_two_nodes_overlap_and_all_lie_inside(graph):
    sizes, links, first = graph
    made = layout(sizes, links, first)
    assert set(made.boxes) == set(sizes)
    assert not any(overlap(a, b) for a, b in combinations(made.boxes.values(), 2))
    for node, box in made.boxes.items():
        assert (box.width, box.height) == sizes[node]
        assert box.x >= -1e-6
        assert box.y >= -1e-6
        assert box.x + box.width <= made.width + 1e-6
        assert box.y + box.height <= made.height + 1e-6


@ANY
@given(graphs())
def test_every_link_leads_from_the_edge_of_one_node_to_the_edge_of_the_other(graph):
    sizes, links, first = graph
    made = layout(sizes, links, first)
    assert len(made.routes) == len(links)
    for (a, b), route in zip(links, made.routes, strict=True):
        assert len(route) % 2 == 0
        for node, (x, y) in ((a, route[0]), (b, route[-1])):
            box = made.boxes[node]
            assert x in (box.x, box.x + box.width)
            assert box.y <= y <= box.y + box.height
        assert all(0 <= y <= made.height + 1e-6 for _, y in route)


@ANY
@given(graphs())
def test_the_same_graph_gives_the_same_picture(graph):
    assert layout(*graph) == layout(*graph)


@ANY
@given(graphs().filter(lambda graph: all(a < b for a, b in graph[1])))
def test_without_rings_every_link_runs_from_left_to_right(graph):
    sizes, links, _ = graph
    made = layout(sizes, links)
    for route in made.routes:
        xs = [x for x, _ in route]
        assert all(before <= after for before, after in pairwise(xs))


def square(*nodes):
    return dict.fromkeys(nodes, (100.0, 50.0))


@pytest.mark.parametrize(
    ("links", "columns"),
    [
        ([("a", "b"), ("b", "c")], {"a": 0, "b": 1, "c": 2}),
        ([("a", "c"), ("a", "b"), ("b", "c")], {"a": 0, "b": 1, "c": 2}),
        ([("a", "b"), ("b", "a"), ("b", "c")], {"a": 0, "b": 1, "c": 2}),
        # A late source stands right before what it leads to, a root in the first column.
        ([("a", "b"), ("b", "c"), ("late", "c")], {"a": 0, "b": 1, "late": 1, "c": 2}),
        ([("a", "b"), ("b", "c"), ("root", "c")], {"a": 0, "b": 1, "root": 0, "c": 2}),
        # It moves nothing, and what nothing leads to does not stand among the roots.
        ([("a", "b"), ("late", "b")], {"a": 0, "b": 1, "late": 0, "lone": 1}),
    ],
)
def test_a_column_is_the_longest_way_from_the_left(links, columns):
    made = layout(square(*columns), links, first=["a", "root"])
    assert {node: made.columns.index(box.x) for node, box in made.boxes.items()} == columns


def test_links_that_can_run_side_by_side_do_not_cross():
    links = [("a", "y"), ("b", "x"), ("x", "q"), ("y", "p")]
    made = layout(square("a", "b", "x", "y", "p", "q"), links)
    rows = {node: box.y for node, box in made.boxes.items()}
    assert (rows["a"] < rows["b"]) == (rows["y"] < rows["x"]) == (rows["p"] < rows["q"])


def test_a_chain_lies_on_one_line():
    made = layout(square("a", "b", "c"), [("a", "b"), ("b", "c")])
    assert len({box.y for box in made.boxes.values()}) == 1


def test_a_chain_of_thousands_is_no_problem():
    nodes = [f"n{number}" for number in range(3_000)]
    made = layout(square(*nodes), list(pairwise(nodes)))
    assert len(made.columns) == 3_000


def test_nothing_gives_an_empty_picture():
    made = layout({}, [])
    assert (made.width, made.height, made.routes) == (0, 0, ())
