"""An archive from outside: articles in, traces, stories and sources out."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import sayso
from sayso.archive.stories import Stories
from sayso.errors import ArticleNotFound, ClaimNotFound, NoSuchArchive
from sayso.show.trace import json
from sayso.types import Article, EdgeKind, Kind, Polarity, Skipped, Trace

RELAY = Path(__file__).parent.parent / "examples" / "relay"
CLAIM = "The freighter Corvina lost about 40 drums of pesticide off Cape Orrin."


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    return [sayso.load(page) for page in sorted(RELAY.glob("*.html"))]


@pytest.fixture(scope="module")
def archive(articles: list[Article]) -> sayso.Archive:
    made = sayso.Archive()
    made.add(articles)
    return made


@pytest.fixture(scope="module")
def trace(archive: sayso.Archive) -> Trace:
    return archive.trace(CLAIM)


def numbers(trace: Trace, archive: sayso.Archive) -> set[str]:
    """The articles of a trace by the numbers of their files."""
    urls = [archive.article(a.id).title for a in trace.articles]
    files = {sayso.load(page).title: page.name[:2] for page in RELAY.glob("*.html")}
    return {files[title] for title in urls}


def test_the_trace_has_the_articles_that_carry_the_claim_and_no_others(
    trace: Trace, archive: sayso.Archive
) -> None:
    assert numbers(trace, archive) == {f"{n:02}" for n in range(1, 14)}


def test_ten_copies_are_no_ten_confirmations(trace: Trace) -> None:
    # the annotators' interval is 2-3; whatever cannot be decided may widen it, by one at most
    assert trace.independent.low == 2
    assert trace.independent.high in (3, 4)


def test_the_roots_are_the_official_and_the_witness(trace: Trace) -> None:
    sure = {root.name.split(" (via")[0] for root in trace.roots if root.independent}
    assert sure == {"Inga Marrow", "an official at the port authority"}


def test_reprints_of_the_dispatch_are_copies(trace: Trace, archive: sayso.Archive) -> None:
    publisher = {a.id: archive.article(a.id).publisher for a in trace.articles}
    copies = {
        (publisher[e.source], publisher[e.target]) for e in trace.edges if e.kind is EdgeKind.COPIES
    }
    agency = "Meridian Press Agency"
    assert {("Calder Courier", agency), ("Sundmark Herald", agency)} <= {
        (a.removeprefix("The "), b) for a, b in copies if a and b
    }


def test_who_denies_and_who_is_silent_is_told(trace: Trace) -> None:
    told = {(d.speaker, d.polarity) for d in trace.denials}
    assert any(who == "Anders Holt" or who == "Tarn Line" for who, what in told if what == "denies")
    assert any(what is Polarity.NO_COMMENT for _, what in told)


def test_another_version_is_told_by_those_alone_who_give_it(
    trace: Trace, archive: sayso.Archive
) -> None:
    # "dozens of drums" fits both numbers and so joins them; it is no other version itself.
    versions = [[s.text for s in rival.statements] for rival in trace.rivals]
    assert [len(texts) for texts in versions] == [1]
    assert versions[0][0].startswith("The freighter Corvina lost 60 drums")
    asked = archive.trace(trace.rivals[0].id)
    assert asked.claim == trace.rivals[0]
    assert any("40 drums" in s.text for rival in asked.rivals for s in rival.statements)


def test_the_first_article_without_the_hedge_is_marked(
    trace: Trace, archive: sayso.Archive
) -> None:
    dropped = [archive.article(h.article).publisher for h in trace.hedge_path if h.dropped]
    assert dropped == ["Coastline Today"]


def test_every_edge_root_and_denial_points_at_words(trace: Trace, archive: sayso.Archive) -> None:
    for part in (*trace.edges, *trace.roots, *trace.denials, *trace.hedge_path):
        assert part.evidence
        for passage in part.evidence:
            text = archive.article(passage.article).text
            assert text[passage.span.start : passage.span.end].strip()


def test_a_claim_is_asked_for_by_its_id_and_by_an_article(
    archive: sayso.Archive, articles: list[Article]
) -> None:
    by_url = archive.trace(articles[0].url or "")
    by_id = archive.trace(by_url.claim.id)
    assert {a.id for a in by_url.articles} == {a.id for a in by_id.articles}
    assert len(by_id.articles) > 3


def test_whatever_claim_is_asked_for_by_its_id_its_own_articles_are_in_the_trace(
    archive: sayso.Archive,
) -> None:
    claims = list(archive.store.all_claims())
    assert len(claims) > 5
    for claim in claims:
        carrying = {article.id for article in archive.trace(claim.id).articles}
        assert {s.article for s in claim.statements} <= carrying


def test_a_claim_that_is_a_line_beside_its_articles_is_traced_too() -> None:
    line = "WATCH Bernstein: lawyers of Orsa have a client out of control"
    filler = "The ferry left at noon. It carried the post. The sea was calm all day. "
    with sayso.Archive() as made:
        for n, word in enumerate(("JUST", "MUST")):
            text = f"{filler}{filler}Nobody on the quay saw it leave.\n\n{word} {line}\n\n{n} more."
            made.add(Article.from_text(text, url=f"https://{word}.example/{n}"))
        (claim,) = (c for c in made.store.all_claims() if "Bernstein" in c.text)
        assert len(made.trace(claim.id).articles) == 2


@pytest.mark.parametrize(
    "question",
    ["The moon is inhabited by tall lizards.", "https://nowhere.example/1", "deadbeefdeadbeef", ""],
)
def test_what_the_archive_does_not_carry_is_said_in_one_line(
    archive: sayso.Archive, question: str
) -> None:
    with pytest.raises(ClaimNotFound) as caught:
        archive.trace(question)
    assert len(str(caught.value).splitlines()) == 1


FOOT = "Read or share this story with your friends and your neighbours."
FIRE = "The grain store at Brannick harbour burned down on Monday night."


def page(number: int, publisher: str, lead: str) -> Article:
    text = f"{lead}\n\n{FOOT}"
    return Article.from_text(text, url=f"https://{publisher}/{number}", publisher=publisher)


@pytest.mark.parametrize("others", [1, 8])
def test_an_article_is_asked_for_by_what_other_publishers_tell_too(others: int) -> None:
    news = [f"The {n} bridge was painted {n} times in a year." for n in ("old", "iron", "long")]
    with sayso.Archive() as archive:
        archive.add(page(n, "courier.example", news[n % 3]) for n in range(1, others + 1))
        other = Article.from_text(FIRE, url="https://herald.example/0", publisher="herald.example")
        archive.add([page(0, "courier.example", FIRE), other])
        assert archive.trace("https://courier.example/0").claim.text == FIRE


def test_an_article_that_no_other_publisher_backs_is_asked_for_by_its_first_statement() -> None:
    with sayso.Archive() as archive:
        archive.add(
            [page(0, "courier.example", FIRE), page(1, "courier.example", "Rain fell on us.")]
        )
        assert archive.trace("https://courier.example/0").claim.text == FIRE


def test_the_order_of_adding_never_changes_the_trace(
    trace: Trace, archive: sayso.Archive, articles: list[Article]
) -> None:
    shuffled = articles[:]
    random.Random(3).shuffle(shuffled)
    with sayso.Archive() as other:
        for article in shuffled:
            other.add(article)
        assert json.dumps(other.trace(CLAIM)) == json.dumps(trace)
        assert set(other.store.all_links()) == set(archive.store.all_links())
        assert set(other.all_stories()) == set(archive.all_stories())


def test_adding_twice_changes_nothing(articles: list[Article]) -> None:
    with sayso.Archive() as archive:
        first = archive.add(articles[:4])
        before = archive.info()
        again = archive.add([*articles[:4], articles[0]])
        assert (first.added, again.added, again.known) == (4, 0, 5)
        assert archive.info() == before


def test_a_changed_article_is_a_new_version_and_the_old_one_stays(articles: list[Article]) -> None:
    old = articles[0]
    new = Article.from_text(old.text + "\nCorrection: it was 41 drums.", url=old.url)
    with sayso.Archive() as archive:
        archive.add(old)
        done = archive.add(new)
        assert (done.added, done.changed) == (1, 1)
        assert [v.id for v in archive.versions(old.url or "")] == [old.id, new.id]
        assert archive.article(old.id).text == old.text


def test_what_was_left_out_is_counted_and_kept(articles: list[Article]) -> None:
    with sayso.Archive() as archive:
        done = archive.add([Skipped("a.pdf", "a PDF"), articles[0], Skipped("b", "empty")])
        assert (done.added, done.skipped) == (1, 2)
        assert archive.info().skipped == 2


def test_several_processes_read_what_one_reads(articles: list[Article], tmp_path: Path) -> None:
    with sayso.Archive(tmp_path / "two.db") as two, sayso.Archive() as one:
        two.add(articles[:6], workers=2)
        one.add(articles[:6])
        assert list(two.store.all_readings()) == list(one.store.all_readings())
        assert set(two.store.all_links()) == set(one.store.all_links())


def test_a_story_has_the_articles_about_its_event(
    archive: sayso.Archive, articles: list[Article]
) -> None:
    story = archive.story(articles[0].id)
    assert story is not None
    assert articles[1].id in story.articles
    assert articles[14].id not in story.articles
    assert story.headline in {a.title for a in articles}


def test_a_source_has_all_that_it_said_wherever_it_stands(archive: sayso.Archive) -> None:
    (skipper,) = [s for s in archive.sources("marrow") if s.kind is Kind.NAMED_PERSON]
    assert skipper.name == "Inga Marrow"
    assert len({s.article for s in skipper.said}) > 1


def test_a_search_finds_words_and_minds_filters(archive: sayso.Archive) -> None:
    found = archive.search("drums pesticide").items
    assert found
    query = sayso.Query(words="drums", polarity=Polarity.DENIES)
    assert all(
        hit.statement and hit.statement.polarity is Polarity.DENIES
        for hit in archive.search(query).items
    )


def test_articles_and_readings_are_had_by_id(
    archive: sayso.Archive, articles: list[Article]
) -> None:
    assert archive.article(articles[2].id) == articles[2]
    assert archive.reading(articles[2].id).article == articles[2]
    with pytest.raises(ArticleNotFound):
        archive.article("nothing")


def test_an_archive_that_is_not_there_is_made_only_when_wanted(tmp_path: Path) -> None:
    with pytest.raises(NoSuchArchive):
        sayso.Archive(tmp_path / "none.db", create=False)
    sayso.Archive(tmp_path / "new.db").close()
    sayso.Archive(tmp_path / "new.db", create=False).close()


def test_a_reading_keeps_its_date_and_links(
    archive: sayso.Archive, articles: list[Article]
) -> None:
    kept = archive.article(articles[3].id)
    assert replace(kept) == articles[3]


def test_a_long_question_is_not_repeated_whole_when_nothing_carries_it(
    archive: sayso.Archive,
) -> None:
    question = "Nobody ever wrote of the grey herons of Velden " * 20
    with pytest.raises(ClaimNotFound) as told:
        archive.trace(question)
    assert told.value.asked.strip() == question.strip()
    assert len(str(told.value)) < 250


class Joining:
    """A store that an article joins just after its story's members were told."""

    def __init__(self, store: Any, late: Any) -> None:
        self._store, self._late = store, late

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def members(self, story: str) -> Any:
        found = self._store.members(story)
        if self._late:
            self._late()
            self._late = None
        return found


def test_stories_can_be_asked_for_while_an_article_joins(articles: list[Article]) -> None:
    *first, last = articles[:6]
    with sayso.Archive() as made:
        made.add(first)
        stories = Stories(Joining(made.store, lambda: made.add(last)))
        before = stories.page(None, None, 20, None).items
        assert {a for story in before for a in story.articles} <= {a.id for a in first}
        assert stories.page(None, None, 20, None) == made.stories()
        assert last.id in {a for story in made.stories().items for a in story.articles}
