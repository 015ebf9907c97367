"""Articles about one event: sketches, links and stories."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.link.stories import (
    COMMON,
    LEFT_OVER,
    ONE_STORY,
    WORDS,
    grouped,
    linked,
    links,
    neighbourhood,
    packed,
    sketch,
    story,
    unpacked,
)
from sayso.types import Article, StoryLink

FERRY = (
    "The ferry Marlow ran aground off Fennmouth on Tuesday night with 140 passengers on board.",
    "Harbour master Jonas Feld said the ferry Marlow had lost power in the fog off Fennmouth.",
    "Lifeboats took all passengers of the Marlow to Fennmouth, the coastguard said.",
)
ORCHARD = (
    "An orchard in Port Arden has grown a blue apple, its owner Velma Krantz claims.",
    "Botanists doubt the blue apple of Port Arden: Velma Krantz may have dyed it.",
)
DAY = datetime(2024, 3, 5, tzinfo=UTC)


def article(text, *, day=0, title=None):
    published = None if day is None else DAY + timedelta(days=day)
    return Article.from_text(text, published=published, title=title)


class Shelf:
    """Sketches in a list, looked up in the most obvious way."""

    def __init__(self):
        self.held = []

    def sketches(self, keys, since, until):
        for held in self.held:
            near = not held.published or not since or since <= held.published <= until
            if near and len(set(keys) & set(held.keys)) >= COMMON:
                yield held


def archive(articles):
    shelf, found = Shelf(), []
    for one in articles:
        new = sketch(one)
        found += links(new, shelf)
        shelf.held.append(new)
    return found


def test_articles_about_one_event_are_one_story():
    articles = [article(text) for text in (*FERRY, *ORCHARD)]
    ids = [a.id for a in articles]
    stories = list(grouped(archive(articles)))
    assert sorted(stories) == sorted([tuple(sorted(ids[:3])), tuple(sorted(ids[3:]))])


def test_a_link_says_what_it_rests_on():
    one, other = sketch(article(FERRY[0])), sketch(article(FERRY[1], day=2))
    link = linked(one, other)
    assert "marlow" in link.reason and link.reason.endswith("2 days apart")
    assert link == linked(other, one) and link.a < link.b


def test_articles_far_apart_in_time_are_not_linked():
    near, far = article(FERRY[1], day=7), article(FERRY[1] + " Again.", day=9)
    first = sketch(article(FERRY[0]))
    assert linked(first, sketch(near)) and not linked(first, sketch(far))


def test_an_undated_article_is_near_to_any():
    assert linked(sketch(article(FERRY[0], day=900)), sketch(article(FERRY[1], day=None)))


def test_adding_an_article_twice_links_it_to_nothing_new():
    one = sketch(article(FERRY[0]))
    shelf = Shelf()
    shelf.held.append(one)
    assert list(links(one, shelf)) == []


@pytest.mark.parametrize("text", ["", "...", "the of and", "word " * 1000])
def test_an_article_with_little_to_say_has_a_sketch(text):
    drawn = sketch(Article.from_text(text))
    assert len(drawn.weights) <= WORDS and list(links(drawn, Shelf())) == []


def test_a_sketch_is_of_the_words_that_tell_most():
    drawn = sketch(article(FERRY[1]))
    assert "marlow" in drawn.keys and "the" not in drawn.weights
    assert sum(x * x for x in drawn.weights.values()) == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize("text", [FERRY[0], "", "Žofie 東京 \U0001f600 O’Dea"])
def test_a_sketch_comes_out_of_its_packing_as_it_went_in(text):
    drawn = sketch(article(text))
    again = unpacked(drawn.article, drawn.published, packed(drawn))
    assert again == drawn and again.keys == drawn.keys


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_adding_does_not_matter(seed):
    articles = [article(text, day=n % 3) for n, text in enumerate((*FERRY, *ORCHARD))]
    expected = set(archive(articles))
    Random(seed).shuffle(articles)
    assert set(archive(articles)) == expected


def test_a_chain_of_articles_is_not_one_story():
    names = [f"{n:02}" for n in range(12)]
    chain = [StoryLink(a, b, 0.3) for a, b in pairwise(names)]
    assert max(map(len, grouped(chain))) < 4


def test_two_groups_that_one_link_joins_stay_two():
    def full(names, score):
        return [StoryLink(a, b, score) for a in names for b in names if a < b]

    found = [*full("abcd", 0.5), *full("wxyz", 0.5), StoryLink("d", "w", 0.45)]
    assert list(grouped(found)) == [tuple("abcd"), tuple("wxyz")]


def test_an_article_left_over_joins_the_story_of_its_two_best_links():
    story = [StoryLink(a, b, 0.9) for a in "abcdef" for b in "abcdef" if a < b]
    one, two = StoryLink("a", "x", 0.4), StoryLink("b", "x", 0.3)
    assert list(grouped([*story, one])) == [tuple("abcdef")]
    assert list(grouped([*story, one, two])) == [tuple("abcdefx")]


def test_no_links_make_no_stories():
    assert list(grouped([])) == []


pairs = st.dictionaries(
    st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")).filter(
        lambda pair: pair[0] < pair[1]
    ),
    st.sampled_from([0.15, 0.2, 0.25, 0.3, 0.5, 0.9]),
    max_size=20,
)


@given(pairs, st.randoms(use_true_random=False))
def test_stories_are_one_of_the_set_of_links(scores, random):
    found = [StoryLink(a, b, score) for (a, b), score in scores.items()]
    expected = list(grouped(found))
    random.shuffle(found)
    assert list(grouped(found)) == expected
    members = [article for group in expected for article in group]
    assert len(members) == len(set(members))


@given(pairs)
def test_links_elsewhere_change_no_story(scores):
    found = [StoryLink(a, b, score) for (a, b), score in scores.items()]
    elsewhere = [StoryLink("x" + link.a, "x" + link.b, link.score) for link in found]
    assert set(grouped(found)) <= set(grouped([*elsewhere, *found]))


@given(pairs)
def test_a_neighbourhood_gives_the_story_of_its_article(scores):
    found = [StoryLink(a, b, score) for (a, b), score in scores.items()]
    for article in "abc":
        near = neighbourhood(article, lambda ids: [x for x in found if {x.a, x.b} & set(ids)])
        alone = [told for told in grouped(near) if article in told]
        assert alone == [told for told in grouped(found) if article in told]


def slow(scores):
    """Average linkage in the most obvious way, over all pairs."""
    groups = [frozenset([a]) for a in sorted({a for pair in scores for a in pair})]

    def mean(one, other):
        pairs = [scores.get((min(a, b), max(a, b))) for a in one for b in other]
        total = sum(0.06 if score is None else score for score in pairs)
        linked = any(score is not None for score in pairs)
        return round(total / len(pairs) - 0.06, 9) if linked else -1

    while len(groups) > 1:
        options = [(mean(a, b), a, b) for n, a in enumerate(groups) for b in groups[:n]]
        top = max(option[0] for option in options)
        if top < round(ONE_STORY - 0.06, 9):
            break
        best = [o for o in options if o[0] == top]
        _, one, other = min(best, key=lambda o: sorted([min(o[1]), min(o[2])]))
        groups = [g for g in groups if g not in (one, other)] + [one | other]
    stories = [group for group in groups if len(group) > 1]
    final = {group: set(group) for group in stories}
    for (left,) in (group for group in groups if len(group) == 1):
        best = {}
        for group in stories:
            ties = [scores.get((min(a, left), max(a, left)), 0) for a in group]
            best[group] = round(sum(sorted(ties)[-2:]) / 2, 9)
        if best and max(best.values()) >= LEFT_OVER:
            top = max(best.values())
            final[min((g for g in stories if best[g] == top), key=min)].add(left)
    return sorted(tuple(sorted(group)) for group in final.values())


@given(pairs)
def test_grouping_equals_the_slow_way(scores):
    found = [StoryLink(a, b, score) for (a, b), score in scores.items()]
    assert list(grouped(found)) == slow(scores)


def test_a_story_is_named_by_its_most_typical_headline():
    headlines = (
        "You will not believe what happened at sea",
        "Ferry Marlow runs aground off Fennmouth",
        "",
    )
    members = [(sketch(article(t)), h) for t, h in zip(FERRY, headlines, strict=True)]
    told = story(members)
    assert told.headline == headlines[1]
    assert told.id == told.articles[0] == min(drawn.article for drawn, _ in members)
    assert story(reversed(members)) == told


def test_a_story_has_articles():
    with pytest.raises(ValueError, match="articles"):
        story([])
