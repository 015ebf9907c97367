"""What a store promises (sayso/store/contract.py), on every back end."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import numpy as np
import pytest

from sayso.errors import StoreError
from sayso.store import ArticleRecord, Query, Sourcing, Store, open_store
from sayso.types import (
    Certainty,
    Kind,
    Polarity,
    Relation,
    Reuse,
    Skipped,
    StatementLink,
    StoryLink,
)

Make = Callable[..., ArticleRecord]
Same = Callable[[str, str], StatementLink]
Event = Callable[[str, str], StoryLink]
Shared = Callable[[str, str], Reuse]


def added(store: Store, *records: ArticleRecord) -> None:
    with store.writing() as w:
        for one in records:
            assert w.add(one)


def ids(record: ArticleRecord) -> list[str]:
    return [s.id for s in record.statements]


def content(store: Store) -> list[Any]:
    """All that is in a store but for when it came there."""
    return [
        [replace(e, added=datetime.min) for e in store.all_entries()],
        *map(
            list,
            (
                store.all_readings(),
                store.all_statements(),
                store.all_links(),
                store.all_claims(),
                store.all_reuse(),
                store.all_story_links(),
                store.all_skipped(),
            ),
        ),
        joined(store),
    ]


def joined(store: Store) -> dict[str, set[str]]:
    """The articles that story links join, by the id of what they make."""
    found: list[str] = []
    cursor: str | None = None
    while True:
        page = store.latest_stories(limit=2, cursor=cursor)
        found += page.items
        if (cursor := page.cursor) is None:
            return {id_: {article for article, _ in store.members(id_)} for id_ in found}


# Articles and readings


def test_what_was_added_comes_back_as_it_was(store: Store, record: Make) -> None:
    heron = record("heron", texts=("The heron was seen", "It rained"))
    added(store, heron)
    article = heron.reading.article
    assert store.article(article.id) == article
    assert store.reading(article.id) == heron.reading
    assert store.statements_of([article.id]) == list(heron.statements)
    assert store.statements_of([article.id], 1) == list(heron.statements[:1])
    assert store.statements_of([article.id], 99) == list(heron.statements)
    assert store.statements([ids(heron)[1], "nobody's"]) == [heron.statements[1]]
    assert store.vectors(ids(heron)).tolist() == heron.vectors.tolist()
    entry = store.entry(article.id)
    assert entry and (entry.title, entry.published) == (article.title, article.published)
    assert (entry.statements, entry.replaces, entry.added.tzinfo) == (2, None, UTC)


def test_what_is_not_there_is_none_or_left_out(store: Store) -> None:
    assert store.article("0") is store.entry("0") is store.reading("0") is None
    assert store.claim("0") is store.article_by_url("https://a.example") is None
    assert (store.members("0"), store.story_ids(["0"])) == ([], {})
    assert store.entries(["0"]) == store.readings(["0"]) == store.statements(["0"]) == []
    assert store.statements_of(["0"]) == store.links(["0"]) == store.reuse_of(["0"]) == []
    assert store.known(["0"]) == store.known_urls(["https://a.example"]) == set()
    assert store.claim_ids(["0"]) == store.spread(np.array([7])) == {}
    assert store.holders(np.array([7])) == store.said_by(["Ann"]) == store.versions("u") == []
    assert store.nearest(np.ones((2, 8), np.float32)) == [[], []]
    assert store.vectors(["0"]).shape[0] == 1
    assert store.counts().articles == 0


def test_answers_keep_the_order_of_the_ids(store: Store, record: Make) -> None:
    records = [record(name, texts=("It rained",)) for name in ("heron", "otter", "vole")]
    added(store, *records)
    for order in ((2, 0, 1), (1, 2), (0, 0)):
        chosen = [records[i] for i in order]
        articles = [one.reading.article.id for one in chosen]
        assert store.readings(articles) == [one.reading for one in chosen]
        assert [e.id for e in store.entries(articles)] == articles
        assert store.statements(ids(one)[0] for one in chosen) == [
            one.statements[0] for one in chosen
        ]


def test_adding_twice_changes_nothing(
    store: Store, record: Make, same: Same, event: Event, shared: Shared
) -> None:
    heron, otter = record("heron", texts=("It rained",)), record("otter", texts=("It rained",))
    a, b = heron.reading.article.id, otter.reading.article.id
    otter = replace(
        otter,
        links=(same(*ids(heron), *ids(otter)),),
        story_links=(event(a, b),),
        reuse=(shared(a, b),),
    )
    added(store, heron, otter)
    before = content(store)
    with store.writing() as w:
        assert not w.add(heron)
        assert not w.add(otter)
        assert not w.add(replace(otter, statements=(), vectors=np.empty((0, 0))))
    assert content(store) == before


def test_a_changed_article_is_a_new_version_and_both_stay(store: Store, record: Make) -> None:
    first = record("heron")
    second = record("heron", article={"text": "The heron was not seen, a warden said."})
    added(store, first, second)
    url = first.reading.article.url
    assert url
    assert store.article_by_url(url) == second.reading.article
    old, new = store.versions(url)
    assert (old.id, old.replaces) == (first.reading.article.id, None)
    assert (new.id, new.replaces) == (second.reading.article.id, old.id)
    assert [h.entry.id for h in store.search_articles(Query(words="heron")).items] == [new.id]
    both = store.search_articles(Query(words="heron", earlier=True)).items
    assert {h.entry.id for h in both} == {old.id, new.id}


def test_articles_without_a_url_do_not_replace_one_another(store: Store, record: Make) -> None:
    added(store, *(record(n, article={"url": None}) for n in ("heron", "otter")))
    assert [e.replaces for e in store.all_entries()] == [None, None]


def test_known_articles_and_urls_are_told(store: Store, record: Make) -> None:
    heron, otter = record("heron"), record("otter")
    added(store, heron)
    articles = [one.reading.article for one in (heron, otter)]
    assert store.known(a.id for a in articles) == {articles[0].id}
    assert store.known_urls(a.url or "" for a in articles) == {articles[0].url}


def test_whom_articles_take_from_and_who_speaks_is_told(store: Store, record: Make) -> None:
    heron, otter = record("heron"), record("otter")
    added(store, heron, otter)
    wanted = [heron.reading.article.id, "nobody's"]
    assert store.sourcing(wanted) == [
        Sourcing(
            article=wanted[0],
            upstream=tuple(u.name for u in heron.reading.upstream),
            kinds=tuple(a.kind for a in heron.reading.hearsay),
        )
    ]


# Writing


def test_an_error_in_the_block_undoes_all_of_it(store: Store, record: Make) -> None:
    added(store, record("heron", texts=("It rained",)))
    before = content(store)
    with pytest.raises(ZeroDivisionError), store.writing() as w:
        w.add(record("otter", texts=("It snowed",)))
        assert len(list(store.all_entries())) == 2  # seen inside
        assert len(store.nearest(np.ones((1, 8), np.float32))[0]) == 2
        w.skip(Skipped("page.html", "no article"))
        _ = 1 / 0
    assert content(store) == before
    assert len(store.nearest(np.ones((1, 8), np.float32))[0]) == 1
    added(store, record("vole", texts=("It froze",)))
    assert store.counts().statements == 2


def test_a_record_that_fails_leaves_nothing_and_spares_the_rest(
    store: Store, record: Make, same: Same
) -> None:
    bad = record("otter", texts=("It snowed",), links=(same("nobody's", "nothing"),))
    with store.writing() as w:
        w.add(record("heron", texts=("It rained",)))
        with pytest.raises(ValueError, match="no statement"):
            w.add(bad)
        w.add(record("vole", texts=("It froze",)))
    assert [e.title for e in store.all_entries()] == ["News of the heron", "News of the vole"]
    assert store.counts().statements == 2
    assert {s.text for s in store.all_statements()} == {"It rained", "It froze"}
    hits = store.search_statements(Query(words="snowed rained froze", any_word=True)).items
    assert len(hits) == len(store.nearest(np.ones((1, 8), np.float32))[0]) == 2


def broken(record: Make) -> dict[str, ArticleRecord]:
    fine = record("otter", texts=("It snowed", "It froze"))
    link = StatementLink(ids(fine)[0], ids(fine)[0], Relation.SAME)
    one = fine.statements[0]
    return {
        "is not of article": replace(fine, statements=(replace(one, article="0"),)),
        "same id": replace(fine, statements=(one, one)),
        "2 statements but 1 vectors": replace(fine, vectors=fine.vectors[:1]),
        "2 statements but 1 keys": replace(fine, keys=(("snow",),)),
        "without a score": replace(
            fine, links=(StatementLink(*ids(fine), Relation.SAME, math.nan),)
        ),
        "1 hashes but 0 places": replace(fine, hashes=np.array([1])),
        "to itself": replace(fine, links=(link,)),
        "no article 'x'": replace(fine, story_links=(StoryLink(fine.reading.article.id, "x"),)),
        "vectors 5 wide": record("otter", texts=("It snowed",), width=5),
        "not finite": replace(fine, vectors=np.full((2, 8), np.nan, np.float32)),
        "there already": replace(
            fine,
            statements=(replace(one, id=f"{record('heron').reading.article.id}.0"),),
            vectors=fine.vectors[:1],
        ),
    }


def test_a_record_that_contradicts_itself_or_the_store_is_refused(
    store: Store, record: Make
) -> None:
    added(store, record("heron", texts=("It rained",)))
    before = content(store)
    for flaw, flawed in broken(record).items():
        with store.writing() as w, pytest.raises(ValueError, match=flaw):
            w.add(flawed)
        assert (flaw, content(store)) == (flaw, before)


def test_an_error_that_is_caught_inside_the_block_leaves_no_half_article(
    store: Store, record: Make
) -> None:
    heron = record("heron", texts=("It rained",))
    nonsense = replace(heron, statements=(replace(heron.statements[0], text=None),))
    with pytest.raises(StoreError, match="nothing of this block"), store.writing() as w:
        w.add(record("otter"))
        with pytest.raises((TypeError, AttributeError)):
            w.add(nonsense)
        with pytest.raises(StoreError, match="before this one"):
            w.add(record("vole"))
    assert store.counts().articles == 0
    added(store, heron)


def test_an_archive_that_is_closed_and_opened_is_the_same(where: str, record: Make) -> None:
    if where == ":memory:":
        pytest.skip("gone when closed, as memory is")
    first = open_store(where, create=True)
    added(first, record("heron", texts=("It rained",)), record("otter", texts=("It snowed",)))
    before = content(first)
    first.close()
    first.close()
    again = open_store(where)
    assert content(again) == before
    added(again, record("vole", texts=("It froze",)))
    assert again.counts().articles == 3
    again.close()


def test_skipped_inputs_are_noted_once(store: Store) -> None:
    notes = [Skipped("a.html", "no article"), Skipped("b.pdf", "a PDF"), Skipped("a.html", "empty")]
    for _ in range(2):
        with store.writing() as w:
            for note in notes:
                w.skip(note)
    assert list(store.all_skipped()) == notes
    assert store.counts().skipped == 3


# Claims and stories


def test_statements_joined_directly_or_over_others_are_one_claim(
    store: Store, record: Make, same: Same
) -> None:
    records = [record(n, texts=(f"The {n} left",)) for n in ("heron", "otter", "vole", "pike")]
    heron, otter, vole, pike = (ids(r)[0] for r in records)
    records[1] = replace(records[1], links=(same(otter, heron),))
    records[3] = replace(records[3], links=(same(pike, vole), same(pike, otter)))
    added(store, *records)
    claim = store.claim(vole)
    assert claim and claim.id == min(heron, otter, vole, pike)
    assert {s.id for s in claim.statements} == {heron, otter, vole, pike}
    assert all(store.claim(s) == claim for s in (heron, otter, pike))
    assert set(store.claim_ids([heron, pike]).values()) == {claim.id}
    assert list(store.all_claims()) == [claim]
    assert store.counts().claims == 1


def test_rivals_and_denials_are_linked_but_no_claim(store: Store, record: Make) -> None:
    records = [record(n, texts=(f"The {n} left",)) for n in ("heron", "otter", "vole")]
    heron, otter, vole = (ids(r)[0] for r in records)
    rival = StatementLink(otter, heron, Relation.RIVAL, 0.7, "12 boats, not 11")
    denial = StatementLink(vole, heron, Relation.DENIAL, 0.6, "denies it")
    records[1], records[2] = (
        replace(records[1], links=(rival,)),
        replace(records[2], links=(denial,)),
    )
    added(store, *records)
    assert store.links([heron]) == [rival, denial]
    assert store.links([vole]) == [denial]
    assert list(store.all_links()) == [rival, denial]
    claim = store.claim(heron)
    assert claim and claim.id == heron
    assert [s.id for s in claim.statements] == [heron]
    assert store.counts().claims == 0


def test_a_claim_is_worded_as_most_of_its_statements_are(
    store: Store, record: Make, same: Same
) -> None:
    texts = ("The mayor resigned", "The mayor of Dale resigned", "He is gone, the mayor", "Gone")
    one = record("heron", texts=texts)
    first, *rest = ids(one)
    added(store, replace(one, links=tuple(same(first, other) for other in rest)))
    claim = store.claim(first)
    assert claim and claim.text == "The mayor resigned"


@pytest.mark.parametrize("seed", range(5))
def test_components_are_those_of_the_whole_graph_in_whatever_order_links_come(
    store: Store, record: Make, same: Same, event: Event, seed: int
) -> None:
    random = np.random.default_rng(seed)
    names = [f"bird{n}" for n in range(30)]
    records = [record(n, texts=(f"The {n} left",)) for n in names]
    claims: list[tuple[str, str]] = []
    events: list[tuple[str, str]] = []
    for at, one in enumerate(records):
        others = random.choice(at, size=min(at, int(random.integers(0, 3))), replace=False)
        links = [same(ids(one)[0], ids(records[o])[0]) for o in others]
        about = [event(records[o].reading.article.id, one.reading.article.id) for o in others]
        claims += [(k.a, k.b) for k in links]
        events += [(k.a, k.b) for k in about]
        added(store, replace(one, links=tuple(links), story_links=tuple(about)))
    found = {c.id: {s.id for s in c.statements} for c in store.all_claims()}
    assert found == components(claims)
    assert joined(store) == components(events)


def components(pairs: list[tuple[str, str]]) -> dict[str, set[str]]:
    """What hangs together, by its smallest member: slow and obvious."""
    groups = [{a, b} for a, b in pairs]
    while True:
        touching = [(g, h) for g in groups for h in groups if g is not h and g & h]
        if not touching:
            return {min(g): g for g in groups}
        g, h = touching[0]
        groups = [k for k in groups if k is not g and k is not h] + [g | h]


def test_articles_about_one_event_hang_together_under_the_smallest_id(
    store: Store, record: Make, event: Event
) -> None:
    records = [
        record(f"bird{n}", article={"published": f"2031-05-{10 + n}" if n else None})
        for n in range(4)
    ]
    first, *rest = [r.reading.article.id for r in records]
    for at, other in enumerate(rest, 1):
        records[at] = replace(records[at], story_links=(event(first, other),))
    pike = record("pike")
    added(store, *records, pike)
    id_ = min(first, *rest)
    assert store.story_ids([first, rest[2], pike.reading.article.id]) == {first: id_, rest[2]: id_}
    days = [None, *(datetime(2031, 5, 10 + n, tzinfo=UTC) for n in (1, 2, 3))]
    assert store.members(id_) == list(zip((first, *rest), days, strict=True))
    assert len(store.story_links([first])) == 3
    assert store.story_links([rest[0]]) == [event(first, rest[0])]


def test_what_hangs_together_is_listed_latest_first_by_pages(
    store: Store, record: Make, event: Event
) -> None:
    made = []
    for n in range(5):
        days = {"published": f"2031-05-{10 + n}"}
        pair = [record(f"{kind}{n}", article=days) for kind in ("heron", "otter")]
        a, b = (r.reading.article.id for r in pair)
        added(store, pair[0], replace(pair[1], story_links=(event(a, b),)))
        made.append(min(a, b))
    pages, cursor = [], None
    while True:
        page = store.latest_stories(limit=2, cursor=cursor)
        pages.append([made.index(id_) for id_ in page.items])
        if not (cursor := page.cursor):
            break
    assert pages == [[4, 3], [2, 1], [0]]


def test_statements_are_found_by_keys_near_in_time_or_undated(store: Store, record: Make) -> None:
    days = {"heron": "2031-05-10", "otter": "2031-05-12", "vole": None}
    keys = {"heron": ({"ferry", "Dale"}, {"ferry"}, set[str]()), "otter": ({"ferry"},)}
    texts = {"heron": ("a", "b", "c"), "otter": ("d",), "vole": ("e",)}
    for name, day in days.items():
        own = keys.get(name, ({"ferry"},))
        added(store, record(name, texts=texts[name], keys=own, article={"published": day}))

    def sharing(*asked: str, **window: datetime) -> list[str]:
        found = store.sharing(asked, **window)
        said = {s.id: s.text for s in store.statements(id_ for _, id_ in found)}
        return sorted(f"{key} {said[id_]}" for key, id_ in found)

    assert sharing("ferry") == ["ferry a", "ferry b", "ferry d", "ferry e"]
    assert sharing("Dale", "ferry", "ferry")[:2] == ["Dale a", "ferry a"]
    assert sharing("dale") == sharing() == []
    tenth, twelfth = datetime(2031, 5, 10, tzinfo=UTC), datetime(2031, 5, 12, tzinfo=UTC)
    assert sharing("ferry", since=tenth, until=tenth) == ["ferry a", "ferry b", "ferry e"]
    assert sharing("ferry", since=twelfth) == ["ferry d", "ferry e"]
    assert len(sharing("ferry", since=tenth, until=twelfth)) == 4  # both ends included


def test_sketches_are_found_by_keys_near_in_time_or_undated(store: Store, record: Make) -> None:
    weights = {"harbour": 0.6, "fire": 0.3, "\ud800": 0.1}
    days = {"heron": "2031-05-10", "otter": "2031-05-12", "vole": None, "pike": "2031-05-10"}
    keys = {"heron": ("harbour", "fire", "fire"), "otter": ("harbour", "fire", "\ud800")}
    for name, day in days.items():
        about = {"published": day}
        own = keys.get(name, ("fire", "harbour"))
        added(store, record(name, article=about, sketch=weights, sketch_keys=own))
    added(store, record("crow"))
    names = {e.id: (e.url or "").rpartition("/")[2] for e in store.all_entries()}

    def found(*keys: str, **window: Any) -> list[str]:
        return [names[s.article] for s in store.sketches(keys, **window)]

    first, last = (datetime(2031, 5, day, tzinfo=UTC) for day in (10, 12))
    assert found("fire", "harbour", "rain") == ["heron", "otter", "vole", "pike"]
    assert found("fire", "rain", "fire") == []
    assert found("fire", "harbour", "\ud800", least=3) == ["otter"]
    assert found("fire", "harbour", since=first, until=first) == ["heron", "vole", "pike"]
    assert found("fire", "harbour", since=first, until=last) == ["heron", "otter", "vole", "pike"]
    assert found("fire", "harbour", since=last) == ["otter", "vole"]
    sketch = store.sketches(["fire", "\ud800"])[0]
    assert (sketch.weights, sketch.published) == (weights, last)


# Reuse and fingerprints


def test_reuse_is_found_from_either_article(store: Store, record: Make, shared: Shared) -> None:
    heron, otter = record("heron"), record("otter")
    a, b = heron.reading.article.id, otter.reading.article.id
    reuse = shared(a, b)
    added(store, heron, replace(otter, reuse=(reuse,)))
    assert store.reuse_of([a]) == store.reuse_of([b]) == store.reuse_of([a, b]) == [reuse]
    assert store.reuse_of([a], within=True) == store.reuse_of([b, "0"], within=True) == []
    assert store.reuse_of([b, a], within=True) == [reuse]
    assert list(store.all_reuse()) == [reuse]


def test_fingerprints_lead_to_their_holders(store: Store, record: Make) -> None:
    low, high = -(2**63), 2**63 - 1
    heron = record("heron", hashes=np.array([low, 7, low]), places=np.array([3, 9, 20]))
    otter = record(
        "otter",
        hashes=np.array([7, high]),
        places=np.array([1, 2]),
        article={"publisher": "Dale Radio"},
    )
    added(store, heron, otter, record("vole", hashes=np.array([7]), places=np.array([4])))
    a, b, c = (e.id for e in store.all_entries())
    assert store.holders(np.array([high, 7, low, 5])) == [
        (low, a, 3, "Dale Gazette"),
        (7, a, 9, "Dale Gazette"),
        (7, b, 1, "Dale Radio"),
        (7, c, 4, "Dale Gazette"),
        (high, b, 2, "Dale Radio"),
    ]
    assert [h.article for h in store.holders(np.array([7]), most=2)] == [a, b]
    assert store.spread(np.array([7, low, 5])) == {
        7: {"Dale Gazette": 2, "Dale Radio": 1},
        low: {"Dale Gazette": 1},
    }
    assert store.spread(np.array([7]), most=1) == {7: {"Dale Gazette": 1}}


# Search

FOUND = [
    ("harbour", {"fire", "tea"}),
    ("HARBOUR fires", {"fire"}),
    ('"harbour fire"', {"fire"}),
    ('"fire harbour"', set()),
    ("“old harbour” tea", {"tea"}),
    ("cafe", {"tea"}),
    ("Café", {"tea"}),
    ("11,000", {"crowd"}),
    ("the", {"fire", "tea", "crowd"}),
    ("harbour AND", set()),
    ("fire) OR (tea", set()),
    ("?!", set()),
    ("warden", set()),  # the speaker's name is not the statement's words
]
TEXTS = {
    "fire": "The harbour fire spread",
    "tea": "Tea was served at the old harbour café",
    "crowd": "The crowd was 11,000 strong",
}


def test_words_and_phrases_find_statements_and_articles(store: Store, record: Make) -> None:
    for name, text in TEXTS.items():
        added(store, record(name, texts=(text,), article={"text": text, "title": None}))
    for words, names in FOUND:
        articles = store.search_articles(Query(words=words)).items
        statements = store.search_statements(Query(words=words)).items
        found = [
            {(h.entry.url or "").rpartition("/")[2] for h in h_} for h_ in (articles, statements)
        ]
        assert (words, found) == (words, [names, names])
        assert {h.statement.text for h in statements if h.statement} == {TEXTS[n] for n in names}
        ranks = [h.rank for h in articles]
        assert ranks == sorted(ranks, reverse=True)


def test_one_of_the_words_is_enough_if_asked_so(store: Store, record: Make) -> None:
    added(store, *(record(n, texts=(t,)) for n, t in TEXTS.items()))
    hits = store.search_statements(Query(words='crowd tea "old fire"', any_word=True)).items
    assert {h.entry.title for h in hits} == {"News of the crowd", "News of the tea"}


def test_a_word_of_the_title_finds_an_article_and_weighs_more(store: Store, record: Make) -> None:
    text = "A bird was seen at the river, where a fish and an otter were."
    plain = {"text": text, "title": "A bird"}
    titled = {"text": text.replace("otter", "vole"), "title": "An otter"}
    added(store, record("one", article=plain), record("two", article=titled))
    hits = store.search_articles(Query(words="otter")).items
    assert [h.entry.title for h in hits] == ["An otter", "A bird"]


FILTERS: list[tuple[dict[str, Any], set[str]]] = [
    ({"speaker": "muraviev"}, {"a"}),
    ({"speaker": "Anna Muraviev"}, {"a"}),
    ({"kind": Kind.OUTLET}, {"b"}),
    ({"certainty": Certainty.POSSIBLE}, {"b"}),
    ({"polarity": Polarity.DENIES}, {"c"}),
    ({"publisher": "dale gazette"}, {"a", "c"}),
    ({"publisher": "Dale"}, set()),
    ({"since": datetime(2031, 5, 11, tzinfo=UTC)}, {"b", "c"}),
    ({"until": datetime(2031, 5, 11, tzinfo=UTC)}, {"a"}),
    ({"publisher": "Dale Gazette", "since": datetime(2031, 5, 11, tzinfo=UTC)}, {"c"}),
    ({"speaker": "muraviev", "kind": Kind.OUTLET}, set()),
    ({"speaker": "%"}, set()),
    ({}, {"a", "b", "c"}),
]


def test_filters_narrow_a_search_with_or_without_words(store: Store, record: Make) -> None:
    days = {name: {"published": f"2031-05-1{n}T08:00Z"} for n, name in enumerate("abc")}
    days["b"]["publisher"] = "Dale Radio"
    said: dict[str, dict[str, Any]] = {
        "a": {"speaker": "Anna Muraviev", "kind": Kind.NAMED_PERSON},
        "b": {"speaker": "Dale Radio", "kind": Kind.OUTLET, "certainty": Certainty.POSSIBLE},
        "c": {"speaker": None, "kind": None, "polarity": Polarity.DENIES},
    }
    for name in "abc":
        made = record(name, texts=("A boat sank",), article=days[name], statement=said[name])
        added(store, made)
    for filters, names in FILTERS:
        latest_first = sorted(names, reverse=True)
        for words in ("", "boat"):
            hits = store.search_statements(Query(words=words, **filters)).items
            found = [(h.entry.url or "")[-1] for h in hits]
            found = sorted(found, reverse=True) if words else found
            assert (filters, words, found) == (filters, words, latest_first)
        if filters.keys() & {"speaker", "kind", "certainty", "polarity"}:
            continue
        for words in ("", "seen"):
            hits = store.search_articles(Query(words=words, **filters)).items
            found = [(h.entry.url or "")[-1] for h in hits]
            found = sorted(found, reverse=True) if words else found
            assert (filters, words, found) == (filters, words, latest_first)


def test_pages_of_a_search_hold_everything_once(store: Store, record: Make) -> None:
    added(store, *(record(f"bird{n}", texts=("A boat sank",)) for n in range(7)))
    for words in ("boat", ""):
        seen, cursor = [], None
        while True:
            page = store.search_statements(Query(words=words, limit=3, cursor=cursor))
            seen += [h.statement.id for h in page.items if h.statement]
            if not (cursor := page.cursor):
                break
        assert len(seen) == len(set(seen)) == 7
    with pytest.raises(ValueError, match="no page"):
        store.search_statements(Query(cursor="x"))


def test_very_long_texts_are_stored_whole_and_found_by_their_beginning(
    store: Store, record: Make
) -> None:
    text = "harbour " + " ".join(f"w{n:x}" for n in range(200_000))
    long = record("long", article={"text": text, "url": "https://dale.example/" + "x" * 9000})
    added(store, replace(long, statements=()))
    assert store.article(long.reading.article.id) == long.reading.article
    assert len(store.search_articles(Query(words="harbour w1ff")).items) == 1


# Speakers


def test_speakers_are_counted_and_found_by_words_of_their_names(store: Store, record: Make) -> None:
    said = (("heron", "Ann Lee", 2), ("otter", "Ann Lee", 1), ("vole", "Bo Lee", 1))
    for name, speaker, count in said:
        texts = tuple(f"It rained {n}" for n in range(count))
        added(store, record(name, texts=texts, speaker=speaker))
    added(store, record("pike", texts=("Own voice",), speaker=None))
    found = store.speakers().items
    assert [(s.name, s.kind, s.statements, s.articles) for s in found] == [
        ("Ann Lee", Kind.UNNAMED_PERSON, 3, 2),
        ("Bo Lee", Kind.UNNAMED_PERSON, 1, 1),
    ]
    assert [s.name for s in store.speakers("ann").items] == ["Ann Lee"]
    assert [s.name for s in store.speakers("LEE", limit=1).items] == ["Ann Lee"]
    assert [s.name for s in store.speakers("LEE", limit=1, cursor="1").items] == ["Bo Lee"]
    assert [q.statement.text for q in store.said_by(["Bo Lee"])] == ["It rained 0"]


def test_publishers_are_counted_those_with_most_articles_first(store: Store, record: Make) -> None:
    for name, publisher in (("heron", "Gazette"), ("otter", "Gazette"), ("vole", "Courier")):
        added(store, record(name, article={"publisher": publisher}))
    page = store.publishers(limit=1)
    assert [(p.name, p.articles) for p in page.items] == [("Gazette", 2)]
    assert [p.name for p in store.publishers(cursor=page.cursor).items] == ["Courier"]


def test_a_publisher_is_known_however_it_is_written(store: Store, record: Make) -> None:
    old = {"publisher": "Courier", "url": "https://dale.example/page"}
    added(store, record("heron", article={"publisher": "Gazette"}), record("vole", article=old))
    asked = ["GAZETTE", "Gazette", "Courier", "Herald"]
    assert store.known_publishers(asked) == {"GAZETTE", "Gazette", "Courier"}
    added(store, record("otter", article={**old, "publisher": "Gazette"}))
    assert store.known_publishers(asked) == {"GAZETTE", "Gazette"}
    assert store.known_publishers([]) == set()


@pytest.mark.parametrize("limit", [1, 2, 5])
def test_a_publishers_articles_come_the_latest_first_page_by_page(
    store: Store, record: Make, limit: int
) -> None:
    days = {"heron": "2031-05-11", "otter": "2031-05-13", "vole": None, "teal": "2031-05-12"}
    for n, (name, day) in enumerate(days.items()):
        publisher = ("Gazette", "GAZETTE")[n % 2]
        added(store, record(name, article={"publisher": publisher, "published": day}))
    added(store, record("stoat", article={"publisher": "Courier"}))
    found: list[str | None] = []
    cursor: str | None = None
    while cursor or not found:
        page = store.search_articles(Query(publisher="Gazette", limit=limit, cursor=cursor))
        found += [hit.entry.title for hit in page.items]
        cursor = page.cursor
    assert found == [f"News of the {name}" for name in ("otter", "teal", "heron", "vole")]


# Vectors


def test_the_nearest_are_those_that_comparing_with_all_finds(store: Store, record: Make) -> None:
    records = [record(f"bird{n}", texts=("a", "b", "c")) for n in range(40)]
    added(store, *records)
    every = np.concatenate([r.vectors for r in records]).astype(np.float64)
    every /= np.linalg.norm(every, axis=1, keepdims=True)
    names = [i for r in records for i in ids(r)]
    asked = np.random.default_rng(1).standard_normal((5, 8)).astype(np.float32)
    for row, near in zip(asked, store.nearest(asked, limit=7), strict=True):
        cosines = every @ (row / np.linalg.norm(row))
        best = np.argsort(-cosines)[:7]
        assert [n.statement for n in near] == [names[i] for i in best]
        assert [n.cosine for n in near] == pytest.approx(cosines[best], abs=1e-5)
    for row, near in zip(asked, store.nearest(asked, limit=100, at_least=0.5), strict=True):
        cosines = every @ (row / np.linalg.norm(row))
        assert {n.statement for n in near} == {names[i] for i in np.flatnonzero(cosines >= 0.5)}


def test_a_vector_is_nearest_to_itself_and_zeros_are_near_nothing(
    store: Store, record: Make
) -> None:
    heron = record("heron", texts=("a", "b"))
    heron.vectors[1] = 0
    added(store, heron)
    itself, nothing = store.nearest(heron.vectors, at_least=1.0)
    assert [n.statement for n in itself] == [ids(heron)[0]]
    assert nothing == []
    assert [n.statement for n in store.nearest(-heron.vectors)[0]] == [ids(heron)[0]]


def test_statements_may_have_no_vectors(store: Store, record: Make) -> None:
    bare = record("heron", texts=("a", "b"), vectors=np.empty((0, 0), np.float32))
    otter = record("otter", texts=("c",))
    added(store, bare, otter)
    assert store.vectors([*ids(bare), *ids(otter)]).tolist() == [
        [0.0] * 8,
        [0.0] * 8,
        otter.vectors[0].tolist(),
    ]
    assert [n.statement for n in store.nearest(otter.vectors)[0]] == ids(otter)


@pytest.mark.parametrize("width", [1, 384, 2500])
def test_vectors_may_have_any_width(store: Store, record: Make, width: int) -> None:
    heron = record("heron", texts=("a", "b"), width=width)
    added(store, heron)
    near = store.nearest(heron.vectors, limit=1)
    assert [math.isclose(n.cosine, 1, abs_tol=1e-5) for (n,) in near] == [True, True]
    assert store.vectors(ids(heron)).tolist() == heron.vectors.tolist()


# Everything


def test_all_of_more_than_a_batch_is_gone_through_in_order(
    store: Store, record: Make, same: Same
) -> None:
    with store.writing() as w:
        for n in range(505):
            one = record(f"bird{n}", texts=(f"{n} boats",))
            before = record(f"bird{n - 1}", texts=("",))
            links = (same(ids(one)[0], ids(before)[0]),) if n % 2 else ()
            w.add(replace(one, links=links))
    assert [e.title for e in store.all_entries()] == [f"News of the bird{n}" for n in range(505)]
    assert [s.text for s in store.all_statements()] == [f"{n} boats" for n in range(505)]
    assert sum(1 for _ in store.all_links()) == sum(1 for _ in store.all_claims()) == 252


def test_counts_tell_how_much_there_is(
    store: Store, record: Make, same: Same, event: Event, shared: Shared
) -> None:
    heron, otter = record("heron", texts=("a", "b")), record("otter", texts=("c",))
    heron = replace(heron, links=(same(*ids(heron)),))
    a, b = heron.reading.article.id, otter.reading.article.id
    otter = replace(otter, story_links=(event(a, b),), reuse=(shared(a, b),))
    added(store, heron, otter, record("vole", article={"published": None}))
    counts = store.counts()
    assert (counts.articles, counts.publishers, counts.statements) == (3, 1, 3)
    assert (counts.claims, counts.stories, counts.links, counts.reuse) == (1, 1, 1, 1)
    assert counts.first == counts.last == datetime(2031, 5, 10, tzinfo=UTC)
    assert counts.versions == ("links 1", "reader 1")
    assert (counts.bytes > 0) == (store.where != ":memory:")
