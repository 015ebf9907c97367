"""What two articles share: spans, light edits, quotations told apart, shares, symmetry."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.link.reuse.fingerprints import WINDOW, K, fingerprints, words
from sayso.link.reuse.passages import LONG, apart_from, reuse
from sayso.types import Article, Attribution, Quotation, Reading, Reuse, Span

SENTENCES = (
    "The lighthouse at Cape Orlo went dark on Thursday night after its last keeper retired.",
    "Harbour pilots had asked the ministry for a new lamp three times since the spring.",
    "“We steer by the church tower now and pray that nobody switches the bells off,” said Ines"
    " Marr, who has brought ships in for thirty years.",
    "The ministry put the cost of a new lamp at ninety thousand crowns.",
    "No ship has run aground so far, though two trawlers came close during the fog last week.",
    "A committee of the island council meets on Monday to hear from the insurers.",
)
WHOLE = " ".join(SENTENCES)
OTHER = (
    "Bakers in the capital have begun to sell bread by weight again. Customers grumble, yet the"
    " queues outside the old mill have doubled since the price of a loaf was set free in March."
)
PAGE = (
    "Sport: the island eleven lost again, by a goal in the last minute, to a side that had not"
    " won since October. Weather: dry, with a north wind that should die down before dark. Tides"
    " are on the back page, and the crossword is on page nine beside the letters and the births."
)
QUOTE = "we steer by the church tower now and pray that nobody switches the bells off"


def article(text: str, url: str = "https://courier.example/1") -> Article:
    return Article.from_text(text, url=url)


def found(one: str, other: str) -> Reuse | None:
    """Reuse with ``a`` for the first text."""
    a = article(one)
    urls = (f"https://mercury.example/{n}" for n in range(99))
    b = next(b for url in urls if (b := article(other, url)).id > a.id)
    return reuse(a, b)


def texts(a: str, b: str, result: Reuse | None) -> list[tuple[str, str]]:
    assert result
    return [(a[slice(*p.a)], b[slice(*p.b)]) for p in result.passages]


@pytest.mark.parametrize(
    ("edited", "least"),
    [
        (SENTENCES[4], 17),
        (SENTENCES[4].upper().replace(",", " --"), 17),
        (SENTENCES[4].replace("came close", "nearly did"), 15),
        (SENTENCES[3].removesuffix(".") + ", and n" + SENTENCES[4].removeprefix("N"), 28),
        (SENTENCES[0].replace("on Thursday night ", "") + " " + SENTENCES[1], 26),
        (SENTENCES[0].replace("night", "night, in heavy rain,"), 15),
    ],
    ids=["verbatim", "marks", "replaced", "joined", "dropped", "inserted"],
)
def test_lightly_edited_wording_is_found(edited: str, least: int) -> None:
    text = f"{OTHER} {edited}"
    result = found(WHOLE, text)
    assert result
    assert len(result.passages) == 1
    assert least <= result.words <= len(words(edited))
    assert not result.passages[0].quotation
    assert texts(WHOLE, text, result)[0][1] in edited


@pytest.mark.parametrize(
    "other",
    [
        OTHER,
        "",
        "The lamp is out at Cape Orlo. Its keeper has retired, and pilots are worried.",
        "The ministry put the matter off. A new lamp would be dear. On Thursday night, fog came.",
        "No ship has run aground so far.",
    ],
)
def test_the_same_news_in_other_words_is_not_reuse(other: str) -> None:
    assert found(WHOLE, other) is None


def test_spans_run_from_the_first_word_to_the_end_of_the_last() -> None:
    text = f"“Dark”: {SENTENCES[0]} And so on."
    assert texts(WHOLE, text, found(WHOLE, text)) == [(SENTENCES[0][:-1], SENTENCES[0][:-1])]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (f"“{QUOTE},” she said.", f"Asked again, Marr answered: “{QUOTE}.”"),
        (f'Marr: "{QUOTE}"', f"'{QUOTE.capitalize()}', the pilot told us"),
        (f"“{QUOTE[:40]}”, she said, “{QUOTE[41:]}”", f"“{QUOTE}”"),
        (f"“{QUOTE}.\n“It is a disgrace,” she said.", f"Marr said, “{QUOTE}.”"),
    ],
    ids=["double", "single", "interrupted", "run-on"],
)
def test_a_shared_quotation_is_told_apart_from_wording(one: str, other: str) -> None:
    result = found(f"{one} {OTHER}", f"A pilot spoke up. {other}")
    assert result
    assert [p.quotation for p in result.passages] == [True]
    for text in texts(f"{one} {OTHER}", f"A pilot spoke up. {other}", result)[0]:
        assert "Marr" not in text


def test_words_quoted_in_one_article_only_are_wording() -> None:
    result = found(f"“{QUOTE},” said Marr.", f"Pilots {QUOTE}.")
    assert result
    assert not result.passages[0].quotation


def test_a_reading_knows_a_direct_quotation_whose_marks_are_lost() -> None:
    one, other = f"Marr said: {QUOTE}.", f"It is so: {QUOTE}, says Marr."
    readings = []
    for n, text in enumerate((one, other)):
        at = text.index(QUOTE)
        said = Attribution(id="1", content=(Span(at, at + len(QUOTE)),), quotation=Quotation.DIRECT)
        readings.append(Reading(article=article(text, f"https://x/{n}"), attributions=(said,)))
    result = reuse(*readings)
    assert result
    assert result.passages[0].quotation
    bare = reuse(*(reading.article for reading in readings))
    assert bare
    assert not bare.passages[0].quotation


def test_a_title_in_quotation_marks_is_nobodys_words() -> None:
    title = "“The Seven Keepers of Cape Orlo Island”"
    assert found(f"She wrote {title} in a year.", f"His copy of {title} was lost.") is None


def test_a_reprint_is_most_of_an_article() -> None:
    whole = found(WHOLE, f"{WHOLE} {OTHER}")
    assert whole
    assert whole.reprint
    assert whole.share_a == 1
    assert 0.6 < whole.share_b < 1
    part = found(f"{SENTENCES[4]} {OTHER}", f"{' '.join(SENTENCES[:3])} {SENTENCES[4]}")
    assert part
    assert not part.reprint


def test_common_passages_are_left_out_but_a_reprint_stays_whole() -> None:
    common = set(fingerprints(OTHER).hashes.tolist())
    one = article(f"{SENTENCES[4]}\n{OTHER}\n{SENTENCES[0]} {SENTENCES[1]} {SENTENCES[2]}")
    other = article(f"{SENTENCES[5]} {SENTENCES[3]} {SENTENCES[4]}\n{OTHER}\n{PAGE}", "https://m")
    result = reuse(one, other)
    assert result
    assert not result.reprint
    for pair in ((one, other), (other, one)):
        left = apart_from(result, *pair, common)
        assert left
        assert 0 <= left.words - len(words(SENTENCES[4])) < K + WINDOW
    alone = article(f"{OTHER}\nOrlo.", "https://m")
    reprint = reuse(one, alone)
    assert reprint
    assert apart_from(reprint, one, alone, common) == reprint


def test_nothing_is_left_where_all_is_common() -> None:
    common = set(fingerprints(OTHER).hashes.tolist())
    one, other = article(f"{OTHER}\n{WHOLE}"), article(f"{PAGE}\n{OTHER}", "https://m")
    result = reuse(one, other)
    assert result
    assert apart_from(result, one, other, common) is None


sentences = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6, unique=True)


@settings(deadline=None)
@given(sentences, sentences)
def test_reuse_is_the_same_whichever_comes_first_and_its_spans_are_valid(
    one: list[str], other: list[str]
) -> None:
    a, b = article("\n".join(one), "https://a/1"), article(" ".join(other), "https://b/2")
    result = reuse(a, b)
    assert result == reuse(b, a)
    assert bool(result) == any(s in other and len(words(s)) >= 13 for s in one)
    if result:
        by_id = {a.id: a.text, b.id: b.text}
        assert result.a < result.b
        assert 0 < result.share_a <= 1
        assert 0 < result.share_b <= 1
        for passage in result.passages:
            left, right = by_id[result.a][slice(*passage.a)], by_id[result.b][slice(*passage.b)]
            assert min(len(words(left)), len(words(right))) >= passage.words > 0
            assert left.strip() == left != ""
            assert right.strip() == right != ""


@given(st.lists(st.text(st.sampled_from("abcdé"), min_size=1, max_size=9), min_size=LONG))
def test_a_text_shares_everything_with_itself(parts: list[str]) -> None:
    text = " ".join(parts)
    result = reuse(article(text, "https://a/1"), article(text, "https://b/2"))
    assert result
    assert (result.share_a, result.share_b) == (1, 1)
    assert result.passages[0].a == Span(0, len(text))


@given(
    st.lists(st.integers(0, 9999).map("a{}".format), max_size=80),
    st.lists(st.integers(0, 9999).map("b{}".format), max_size=80),
)
def test_texts_without_a_word_in_common_share_nothing(one: list[str], other: list[str]) -> None:
    assert reuse(article(" ".join(one)), article(" ".join(other), "https://b/2")) is None
