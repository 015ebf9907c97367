"""The bundled relay and its gold: they agree with each other and with the relay scorer."""

import json
import re
from itertools import combinations
from pathlib import Path

import pytest

import sayso
from bench.shared import scorer

RELAY = Path(__file__).parents[3] / "examples" / "relay"
GOLD = json.loads((RELAY.parent.parent / "tests" / "relay" / "gold.json").read_text("utf-8"))
CARRIERS = {article["body_id"]: article for article in GOLD["articles"]}


@pytest.fixture(scope="module")
def loaded():
    return {path.stem: sayso.load(path) for path in sorted(RELAY.glob("*.html"))}


def test_there_are_enough_articles_by_enough_outlets(loaded):
    assert set(loaded) == {*CARRIERS, *GOLD["elsewhere"]}
    assert len(loaded) >= 12
    assert len({article.publisher for article in loaded.values()}) >= 8
    for article in loaded.values():
        assert article.publisher
        assert article.title
        assert article.url
        assert article.published
        assert 80 <= len(article.text.split()) <= 250


def test_the_gold_has_the_texts_as_they_are_loaded(loaded):
    for name, article in CARRIERS.items():
        assert article["text"] == loaded[name].text
        assert article["publisher"] == loaded[name].publisher


def test_every_span_of_the_gold_stands_in_its_text():
    for article in GOLD["articles"]:
        for found in article["attributions"]:
            for part in (*found["content"], *found["cue"], *found["source"]):
                assert part in article["text"]
        for upstream in article["upstream"]:
            assert upstream["evidence"] in article["text"]


def test_the_gold_agrees_with_itself():
    resting = [set(r["articles"]) for r in GOLD["roots"] if "denial" not in r["name"]]
    assert set().union(*resting) == set(CARRIERS)
    sure = [r for r in GOLD["roots"] if r["independent"] is True and "denial" not in r["name"]]
    assert GOLD["n_independent"] == [len(sure), len(resting)]
    assert all({a, b} <= set(CARRIERS) for a, b in GOLD["copies"])
    assert {e["source"] for e in GOLD["edges"]} == set(CARRIERS)


def test_copies_share_a_sentence_and_no_others_do():
    sentences = {
        name: {s for s in re.split(r"(?<=\.) |\n|(?<=,”)", article["text"]) if len(s.split()) > 7}
        for name, article in CARRIERS.items()
    }
    sharing = {
        frozenset(pair)
        for pair in combinations(CARRIERS, 2)
        if sentences[pair[0]] & sentences[pair[1]]
    }
    assert sharing == {frozenset(pair) for pair in GOLD["copies"]}


def test_the_scorer_takes_the_gold_and_finds_it_right():
    try:
        relay = scorer("relay")
    except SystemExit as missing:
        pytest.skip(str(missing))
    found = relay.score([GOLD], {GOLD["unit"]: GOLD})
    wrong = {k: v for k, v in found.items() if v not in (100.0, 0.0)}
    assert set(wrong) == {"units", "articles", "gold_attributions"}
    assert found["roots_err"] == 0.0
