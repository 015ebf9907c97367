import re
from dataclasses import replace

import lxml.etree
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.show.trace.svg import image

ANY = settings(deadline=None, max_examples=30, suppress_health_check=list(HealthCheck))
SVG = "{http://www.w3.org/2000/svg}"


def drawn(made):
    return lxml.etree.fromstring(made.encode("utf-8"))


def having(root, name):
    return [node for node in root.iter() if name in (node.get("class") or "").split()]


def lines(node):
    return [t.text for t in node.iter(f"{SVG}text") if t.get("class") != "tip"]


def test_the_graph_of_the_relay_is_as_it_was(trace, texts):
    root = drawn(image(trace, texts))
    assert [lines(node) for node in having(root, "node")] == [
        ["an official at the", "port authority", "independent", "unnamed person"],
        ["1 Orrin Bay Observer", "possible · reports", "9 June 06:30"],
        ["2 Meridian Press", "Agency", "possible · reports", "9 June 09:10", "and 3 reprints"],
        ["6 Coastline Today", "certain · asserts", "9 June 17:45", "! hedge dropped"],
        ["7 Wavecrest News", "certain · asserts", "10 June 08:00"],
        ["9 The Brannick", "Gazette", "certain · reports", "10 June 18:40"],
        ["10 The Calder", "Courier", "possible · reports", "11 June 09:30"],
        ["11 Eastmark Daily", "possible · reports", "11 June 14:00"],
        ["13 Orrin Bay", "Observer", "possible · doubts", "13 June 19:00"],
        ["Inga Marrow", "independent", "named person"],
        ["8 Radio Vessin", "certain · reports", "10 June 12:15"],
        ["12 Sundmark Herald", "certain · reports", "12 June 16:10"],
        ["two dock workers in", "Calder", "undecided", "unnamed group"],
        ["Tarn Line", "denies"],
        ["Anders Holt", "denies"],
    ]
    heads = [t.text for t in having(root, "head")]
    assert heads == ["roots", "1 step on", "2 steps on", "3 steps on", "4 steps on"]


def test_every_line_says_the_words_it_rests_on(trace, texts):
    links = [
        n for n in having(drawn(image(trace, texts)), "link") if n.find(f"{SVG}title") is not None
    ]
    titles = [link.find(f"{SVG}title").text for link in links]
    assert len(titles) == 15
    assert all("“" in title for title in titles)
    assert all(link.get("aria-label") == title for link, title in zip(links, titles, strict=True))


def test_kinds_of_lines_differ_by_more_than_colour(trace, texts):
    made = image(trace, texts)
    styles = {}
    for kind in ("quotes", "copies", "rests-on", "denies"):
        rule = re.search(rf"\.provenance \.{kind} \.line {{(.*?)}}", made)[1]
        styles[kind] = re.sub(r"stroke: [^;]*;", "", rule)
    assert len({*styles.values(), ""}) == 5


def test_the_key_names_the_kinds_that_occur(trace, texts):
    key = having(drawn(image(trace, texts)), "key")[0]
    assert lines(key) == ["quotes", "cites", "denies"]


def test_a_copy_that_is_not_folded_is_joined_by_a_double_line(trace, texts):
    reuse = tuple(replace(pair, share_a=0.3, share_b=0.3) for pair in trace.reuse)
    root = drawn(image(replace(trace, reuse=reuse), texts))
    assert having(root, "core")
    assert "copies" in lines(having(root, "key")[0])


def test_all_of_it_lies_inside_the_picture(trace, texts):
    root = drawn(image(trace, texts))
    _, _, width, height = map(float, root.get("viewBox").split())
    for node in having(root, "node"):
        group = node.find(f"{SVG}g")
        x, y = map(float, re.findall(r"[\d.]+", group.get("transform")))
        box = having(group, "box")[0]
        assert x + float(box.get("width") or 0) <= width
        assert y + float(box.get("height") or 0) <= height


def test_it_asks_nothing_of_anybody_else(trace, texts):
    made = image(trace, texts)
    assert "<script" not in made
    assert "@import" not in made
    assert not re.search(r"(?:href|src)=\"(?!#)|url\((?!#)", made)


def test_every_sign_is_in_the_picture(trace, texts):
    root = drawn(image(trace, texts))
    ids = {node.get("id") for node in root.iter()}
    assert {node.get("href")[1:] for node in root.iter(f"{SVG}use")} <= ids


@pytest.mark.parametrize(("dark", "mode"), [(None, ""), (True, "dark"), (False, "light")])
def test_light_and_dark_can_be_asked_for(trace, dark, mode):
    assert drawn(image(trace, dark=dark)).get("class") == f"provenance {mode}"


@ANY
@given(data=st.data())
def test_any_trace_gives_well_formed_xml(any_trace, data):
    trace, texts = data.draw(any_trace)
    drawn(image(trace, texts))
