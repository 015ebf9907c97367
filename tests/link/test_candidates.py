"""Which articles are worth comparing, and what boilerplate cannot do."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.link.reuse.candidates import FURNITURE, OFTEN, candidates, common, wording
from sayso.link.reuse.fingerprints import Fingerprints, fingerprints
from sayso.link.reuse.passages import apart_from, reuse
from sayso.types import Article, Reuse

FIRE = (
    "Fire broke out in the old cannery at Port Selwyn shortly before midnight, and the roof fell"
    " in within the hour, the brigade's log shows. Nobody was inside."
)
STORM = (
    "The storm tore eleven boats from their moorings on Tuesday and carried three of them over"
    " the bar, where they broke up while the crews looked on from the quay."
)
FOOTER = (
    "Subscribers of the Selwyn Courier read every page of every edition for two crowns a week,"
    " delivered to the door before breakfast by our own carriers."
)


class Held(NamedTuple):
    hash: int
    article: str
    place: int
    publisher: str | None


@cache
def rows(a: Article) -> list[Held]:
    prints = fingerprints(a.text)
    places = zip(prints.hashes.tolist(), prints.places.tolist(), strict=True)
    return [Held(h, a.id, place, a.publisher) for h, place in places]


class Articles(dict[str, Article]):
    """An archive as candidates see it: every question answered by looking through everything."""

    def prints(self) -> list[Held]:
        return [held for a in self.values() for held in rows(a)]

    def holders(self, hashes: Any) -> list[Held]:
        asked = set(hashes.tolist())
        return [held for held in self.prints() if held.hash in asked]

    def spread(self, hashes: Any) -> dict[int, Counter[str | None]]:
        asked = set(hashes.tolist())
        found: dict[int, Counter[str | None]] = {}
        for h, _, publisher in {(h.hash, h.article, h.publisher) for h in self.prints()}:
            if h in asked:
                found.setdefault(h, Counter())[publisher] += 1
        return found


def archive(*articles: Article) -> Articles:
    return Articles((a.id, a) for a in articles)


def article(text: str, publisher: str | None = None, url: str = "") -> Article:
    return Article.from_text(text, publisher=publisher, url=url or None)


def of(a: Article, held: Articles) -> list[str]:
    prints: Fingerprints = fingerprints(a.text)
    return [c.article for c in candidates(a.id, a.publisher, prints, held)]


def linked(held: Articles) -> set[Reuse]:
    found = set()
    for a in held.values():
        for c in candidates(a.id, a.publisher, fingerprints(a.text), held):
            if a.id < c.article:
                whole = reuse(a, held[c.article])
                left = whole and apart_from(whole, a, held[c.article], c.common)
                found |= {left} if left else set()
    return found


def pages(number: int, text: str, publisher: str) -> list[Article]:
    """Articles that have nothing but the text in common."""
    rows = [" ".join(f"{chr(97 + n)}{word}" for word in range(40)) for n in range(number)]
    return [
        article(f"{row}\n{text}", publisher, f"https://{publisher}/{n}")
        for n, row in enumerate(rows)
    ]


def test_a_copied_passage_makes_a_candidate() -> None:
    one, other = article(f"{STORM} {FIRE}", "Courier"), article(FIRE, "Mercury")
    held = archive(one, other, article(STORM, "Mercury"))
    assert other.id in of(one, held)
    assert of(other, held) == [one.id]


def test_what_a_publisher_puts_on_every_page_is_not_reuse() -> None:
    assert linked(archive(*pages(2, FOOTER, "courier")))
    assert not linked(archive(*pages(OFTEN, FOOTER, "courier")))
    assert not linked(archive(*pages(FURNITURE + 1, FOOTER, "courier")))


def test_nor_is_it_where_another_publisher_has_it_too() -> None:
    held = archive(*pages(OFTEN, FOOTER, "courier"), article(f"{FIRE}\n{FOOTER}", "Mercury"))
    assert not linked(held)


def test_the_same_passage_at_many_publishers_is_reuse() -> None:
    texts = pages(6, FIRE, "x")
    held = archive(*(article(a.text, f"Paper {n}", a.url or "") for n, a in enumerate(texts)))
    assert len(linked(held)) == 15


def test_a_story_that_one_publisher_ran_many_times_over_is_still_found() -> None:
    copies = [article(f"{FIRE} {STORM}", "Daily", f"https://d/{n}") for n in range(OFTEN + 1)]
    original = article(f"{FIRE} {STORM}", "Mercury")
    found = linked(archive(original, *copies))
    assert sum(original.id in (r.a, r.b) for r in found) == len(copies)


def test_a_stray_phrase_makes_no_candidate() -> None:
    one = article("He spoke at the end of the day about the price of wool and of hides.")
    other = article("At the end of the day nobody had seen the mare, and the search was given up.")
    assert not of(one, archive(one, other))


def test_articles_without_a_publisher_are_no_publisher() -> None:
    texts = [article(a.text, None, a.url or "") for a in pages(OFTEN + 2, FIRE, "x")]
    assert len(linked(archive(*texts))) == (OFTEN + 2) * (OFTEN + 1) // 2


@settings(deadline=None, max_examples=25)
@given(st.permutations(range(9)))
def test_the_order_of_adding_never_shows(order: list[int]) -> None:
    made = [
        *pages(OFTEN, FOOTER, "courier"),
        article(f"{FIRE} {STORM}", "Mercury"),
        article(f"{FIRE}\n{FOOTER}", "Herald"),
        article(f"{STORM} Then the wind fell.", "Echo"),
        article(FIRE),
        article(f"All was well. {FIRE}"),
    ]
    assert linked(archive(*(made[n] for n in order))) == linked(archive(*made))
    # and whoever records pairs as articles come in never lacks one that counts in the end
    held, recorded = Articles(), set()
    for n in order:
        held[made[n].id] = made[n]
        recorded |= {frozenset((made[n].id, other)) for other in of(made[n], held)}
    assert {frozenset((r.a, r.b)) for r in linked(held)} <= recorded


def test_two_articles_have_the_wording_in_common_that_the_search_for_candidates_finds() -> None:
    footers = pages(OFTEN, f"{FIRE}\n{FOOTER}", "courier")
    held = archive(*footers, article(f"{FIRE}\n{FOOTER}", "Mercury"), article(STORM, "Echo"))
    for a in held.values():
        own = fingerprints(a.text)
        found = {c.article: c.common for c in candidates(a.id, a.publisher, own, held)}
        assert any(found.values()) or a.text == STORM
        for b in held.values():
            if a != b:
                both, theirs = {a.publisher, b.publisher}, fingerprints(b.text)
                shared = common(own, theirs, both, wording(own, held))
                assert shared == found.get(b.id, frozenset())


@pytest.mark.parametrize("text", ["", "Too short."])
def test_a_text_too_short_for_fingerprints_has_no_candidates(text: str) -> None:
    one = article(text)
    assert of(one, archive(one, article(text, url="https://x/2"))) == []
