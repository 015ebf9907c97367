"""Whole readings of short texts of our own: what is found, and every value of every field."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso import Article, Attribution, Reading, Span, read, read_many


def reading(text: str, **about: Any) -> Reading:
    return read(Article.from_text(text, **about))


def saying(found: Reading, words: str) -> Attribution:
    """The innermost attribution whose content has these words."""
    at = found.article.text.index(words)
    held = [
        a
        for a in found.attributions
        if any(s.start <= at and at + len(words) <= s.end for s in a.content)
    ]
    assert held, f"nobody says {words!r}: {[found.quote(a.content) for a in found.attributions]}"
    return min(held, key=lambda a: sum(s.end - s.start for s in a.content))


FIELDS = [
    # text, words of the content, expected values
    (
        "The bridge is unsafe, Hanna Brokvist said on Monday.",
        "bridge is unsafe",
        {"speaker": "Hanna Brokvist", "kind": "named_person", "quotation": "indirect"},
    ),
    (
        "A neighbour told reporters that the house had stood empty for years.",
        "house had stood empty",
        {"kind": "unnamed_person", "certainty": "certain", "polarity": "asserts"},
    ),
    (
        "The Ministry of Transport said the tunnel would close for a week.",
        "tunnel would close",
        {"speaker": "Ministry of Transport", "kind": "named_organisation"},
    ),
    (
        "Officials said that the dam was not damaged.",
        "dam was not damaged",
        {"kind": "unnamed_group", "speaker": "officials"},
    ),
    (
        "Reuters reported that the mine had flooded overnight.",
        "mine had flooded",
        {"kind": "outlet", "speaker": "Reuters"},
    ),
    (
        "The study found that the river had warmed by two degrees.",
        "river had warmed",
        {"kind": "document"},
    ),
    (
        "The ship has reportedly left the harbour without a pilot.",
        "left the harbour without a pilot",
        {"kind": "unstated", "speaker": None, "certainty": "certain"},
    ),
    (
        "“We will rebuild every house,” Otto Brenn said.",
        "We will rebuild",
        {"quotation": "direct", "speaker": "Otto Brenn"},
    ),
    (
        "Otto Brenn said the plan was “a gift to the town” and would go ahead.",
        "a gift to the town",
        {"quotation": "mixed", "speaker": "Otto Brenn"},
    ),
    (
        "Analysts believe that the company will sell its harbour.",
        "company will sell its harbour",
        {"certainty": "probable", "kind": "unnamed_group"},
    ),
    (
        "The mayor, Ines Duarte, said the school might close in autumn.",
        "school might close",
        {"certainty": "possible", "speaker": "Ines Duarte"},
    ),
    (
        "Investigators do not know whether anyone had been on board.",
        "anyone had been on board",
        {"certainty": "unknown"},
    ),
    (
        "Sollheim Shipping denied that the line had been repaired.",
        "line had been repaired",
        {"polarity": "denies", "speaker": "Sollheim Shipping"},
    ),
    (
        "Jonas Feld told Radio Maren that the port would open on Friday.",
        "port would open on Friday",
        {"via": "Radio Maren", "speaker": "Jonas Feld"},
    ),
]


@pytest.mark.parametrize(("text", "words", "expected"), FIELDS, ids=lambda v: str(v)[:40])
def test_every_value_of_every_field(text: str, words: str, expected: dict[str, Any]) -> None:
    found = saying(reading(text), words)
    assert {k: getattr(found, k) for k in expected} == expected


def test_who_declines_to_comment_is_an_attribution_too() -> None:
    found = reading("The mayor resigned on Friday. The governor's office declined to comment.")
    assert "no_comment" in {a.polarity for a in found.attributions}


def test_attitudes_are_found_and_marked_as_no_hearsay() -> None:
    found = reading("Several councillors voted against the new harbour on Tuesday.")
    assert [a.hearsay for a in found.attributions] == [False]
    assert found.hearsay == ()


def test_one_attribution_within_another() -> None:
    found = reading("The Norrland Gazette reported that police said the ship had been repaired.")
    inner = saying(found, "ship had been repaired")
    outer = next(a for a in found.attributions if a.id == inner.within)
    assert (outer.kind, inner.speaker, inner.via) == ("outlet", "police", "Norrland Gazette")


def test_upstream_outlets_come_with_the_words_that_say_so() -> None:
    text = "The mine flooded, Reuters reported. Two men were saved, according to Radio Maren."
    found = reading(text, publisher="The Calder Courier")
    assert {u.name for u in found.upstream} >= {"Reuters", "Radio Maren"}
    assert all(u.name.split()[-1] in text[slice(*u.evidence)] for u in found.upstream)


def test_the_publisher_is_not_upstream_of_itself() -> None:
    found = reading("The mine flooded, Reuters reported.", publisher="Reuters")
    assert found.upstream == ()


def test_pronouns_and_short_names_become_the_full_name() -> None:
    text = (
        "Economist Petra Lindqvist warned the council on Monday.\n"
        "“The bank is empty,” she said.\nLindqvist added that the vault had been open for weeks."
    )
    found = reading(text)
    assert saying(found, "bank is empty").speaker == "Petra Lindqvist"
    assert saying(found, "vault had been open").speaker == "Petra Lindqvist"


QUOTATIONS = [
    ("straight marks", '"The lamp is out," {who} said. "Nobody told us."'),
    ("curly marks", "“The lamp is out,” {who} said. “Nobody told us.”"),
    ("doubled marks", "``The lamp is out,'' {who} said. ``Nobody told us.''"),
    ("British marks", "‘The lamp is out,’ {who} said. ‘Nobody told us.’"),
    ("no-break spaces", "“The\u00a0lamp is\u00a0out,” {who} said. “Nobody\u00a0told us.”"),
    ("soft hyphens", "“The lamp is out,” {who} said. “No\u00adbody told us.”"),
    ("a lost closing mark", "“The lamp is out,” {who} said. “Nobody told us."),
    ("a name in capitals", "“The lamp is out,” {who} SAID. “Nobody told us.”"),
]


@pytest.mark.parametrize(("_", "text"), QUOTATIONS, ids=[name for name, _ in QUOTATIONS])
def test_quotation_marks_of_all_kinds(_: str, text: str) -> None:
    found = reading(text.format(who="Agnes Thorburn"))
    first = saying(found, "is") if "\u00a0" in text else saying(found, "The lamp is out")
    assert first.speaker == "Agnes Thorburn"
    assert first.quotation == "direct"
    assert "told us" in found.quote(first.content).replace("\u00a0", " ")


def test_an_odd_mark_never_loses_the_article() -> None:
    text = "The plank is 5'10\" long, Ann Lee said.\n“The lamp is out,” Callum Reyes said."
    found = reading(text)
    assert {"Ann Lee", "Callum Reyes"} <= {a.speaker for a in found.attributions}


def test_a_quotation_that_runs_on_over_paragraphs_is_one_attribution() -> None:
    text = (
        "“The lamp is out,” Callum Reyes said. “It has been out since June.\n\n"
        "“My father steered by it.\n\n“The light is for everybody.”\n\nThe board met on Monday."
    )
    found = reading(text)
    whole = saying(found, "The light is for everybody")
    assert whole.speaker == "Callum Reyes"
    assert "The lamp is out" in found.quote(whole.content)
    assert "My father steered by it" in found.quote(whole.content)


def test_quotes_of_two_speakers_are_not_glued_together() -> None:
    text = "“The lamp is out,” said Agnes Thorburn.\n“It is not,” said Callum Reyes."
    found = reading(text)
    assert saying(found, "The lamp is out").speaker == "Agnes Thorburn"
    assert saying(found, "It is not").speaker == "Callum Reyes"


def test_a_paragraph_of_quotation_without_a_cue_continues_the_last_speaker() -> None:
    text = (
        "“The lamp is out, and nobody told us,” Agnes Thorburn said.\n"
        "“We heard it from a man who had heard it on the ferry.”\nThe board met on Monday."
    )
    assert saying(reading(text), "We heard it from a man").speaker == "Agnes Thorburn"


def test_when_it_was_said_is_kept_with_its_granularity() -> None:
    text = "Last month, Ann Lee said that the bridge was unsafe."
    dated = saying(reading(text, published="2031-05-10"), "bridge was unsafe").when
    assert dated is not None
    assert (dated.value, dated.granularity) == ("2031-04", "month")
    relative = saying(reading(text), "bridge was unsafe").when
    assert relative is not None
    assert relative.start is None


def test_many_articles_give_what_they_give_alone() -> None:
    texts = [text for text, _, _ in FIELDS] * 8
    many = read_many(Article.from_text(t, url=str(i)) for i, t in enumerate(texts))
    for index, (one, text) in enumerate(zip(many, texts, strict=True)):
        alone = reading(text, url=str(index))
        assert one.article == alone.article
        assert [a.content for a in one.attributions] == [a.content for a in alone.attributions]


def test_read_many_is_lazy() -> None:
    taken = []

    def articles() -> Any:
        for number in range(10_000):
            taken.append(number)
            yield Article.from_text("It rained, Ann Lee said.")

    next(iter(read_many(articles())))
    assert len(taken) < 1_000


@pytest.mark.parametrize("text", ["", " \n ", "\u200b", "“", "a" * 5000, "\ud800 said", "\n" * 50])
def test_texts_with_nothing_in_them_give_an_empty_reading(text: str) -> None:
    assert reading(text).article.text == text


PIECES = st.sampled_from(
    ["Ann Lee", " said", " that ", "“", "”", '"', "\n", "\n\n", " it rained", ". ", "He", ", ",
     "told Reuters", " reportedly", "’s", "declined to comment", "😀", "\u00ad", "\u200b",
     "A" * 40, "(", "--"]
)  # fmt: skip


@settings(deadline=None, max_examples=40)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_any_text_gives_valid_spans(text: str) -> None:
    found = reading(text)
    ids = {a.id for a in found.attributions}
    assert len(ids) == len(found.attributions)
    for a in found.attributions:
        for part in (a.source, a.cue, a.content):
            assert all(0 <= s.start < s.end <= len(text) for s in part)
            assert list(part) == sorted(part)
        assert a.within is None or (a.within in ids and a.within != a.id)
        assert 0 <= a.score <= 1
    assert all(isinstance(u.evidence, Span) and text[slice(*u.evidence)] for u in found.upstream)
