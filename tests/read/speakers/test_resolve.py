"""Who speaks: pronouns, short names, titles and descriptions resolved inside one article."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.read.speakers import resolve
from sayso.types import Attribution, Kind, Span


def attribution(text, source, *, kind=Kind.UNSTATED, content="", at=0):
    """An attribution whose source and content are the first such words from ``at`` on."""

    def spans(part):
        start = (
            re.compile(rf"(?<!\w){re.escape(part)}(?!\w)").search(text, at).start() if part else 0
        )
        return (Span(start, start + len(part)),) if part else ()

    return Attribution(id="a", source=spans(source), content=spans(content), kind=kind)


def speakers(text, *sources):
    """The speakers of sources given as words or (words, kind), each behind the one before."""
    found, at = [], 0
    for source in sources:
        words, kind = (source, Kind.UNSTATED) if isinstance(source, str) else source
        found.append(attribution(text, words, kind=kind, at=at))
        at = found[-1].end
    return resolve(text, found)


@pytest.mark.parametrize(
    ("text", "source", "speaker"),
    [
        (
            "Ruvian analyst Alexey Moravin said no.",
            "Ruvian analyst Alexey Moravin",
            "Alexey Moravin",
        ),
        (
            "Ann Lee, a spokeswoman for Velco, said no.",
            "Ann Lee, a spokeswoman for Velco,",
            "Ann Lee",
        ),
        ("Bo Krantz, 33, said no.", "Bo Krantz, 33,", "Bo Krantz"),
        ("Her manager, Bo Krantz, said no.", "Her manager, Bo Krantz,", "Bo Krantz"),
        (
            "The man, identified only as Bo Krantz, left.",
            "The man, identified only as Bo Krantz,",
            "Bo Krantz",
        ),
        ("Velmora's Ann Lee said no.", "Velmora's Ann Lee", "Ann Lee"),
        ("Ann Lee herself said no.", "Ann Lee herself", "Ann Lee"),
        ("It came from Ann Lee and Bo Krantz.", "Ann Lee and Bo Krantz", "Ann Lee and Bo Krantz"),
        (
            "The Velmora Police, which has few cars, said no.",
            "The Velmora Police, which has few cars,",
            "Velmora Police",
        ),
        (
            "A report in the Velmora Gazette said no.",
            "A report in the Velmora Gazette",
            "Velmora Gazette",
        ),
        (
            "The Velmora Gazette newspaper said no.",
            "The Velmora Gazette newspaper",
            "Velmora Gazette",
        ),
        ("On Monday @bo_krantz wrote it.", "@bo_krantz", "bo_krantz"),
    ],
)
def test_a_name_is_given_without_what_surrounds_it(text, source, speaker):
    assert speakers(text, source) == [speaker]


@pytest.mark.parametrize(
    ("text", "source", "speaker"),
    [
        ("A South Ruvian official said no.", "A South Ruvian official", "a South Ruvian official"),
        ("Police said no.", "Police", "police"),
        (
            "One senior official, who asked for silence, said no.",
            "One senior official, who asked for silence,",
            "a senior official",
        ),
        ("Some residents said no.", "Some residents", "residents"),
        ("The source said no.", "The source", "a source"),
        ("We asked Bo Krantz. His lawyer said no.", "His lawyer", "his lawyer"),
        ("Bo Krantz left. Krantz's lawyer said no.", "Krantz's lawyer", "Krantz's lawyer"),
        ("A spokesman for Ann Lee said no.", "A spokesman for Ann Lee", "a spokesman for Ann Lee"),
    ],
)
def test_the_unnamed_get_a_short_description(text, source, speaker):
    assert speakers(text, source) == [speaker]


def test_what_has_no_source_has_no_speaker():
    assert resolve("It is said to rain.", [Attribution(id="a")]) == [None]
    assert resolve("", []) == []


def test_a_short_name_becomes_the_full_one_first_given():
    text = (
        "Kim spoke first. Ruvian envoy Kim Dae Ryu went on. Mr. Kim left. "
        "Bo T. Krantz came. Krantz sat. Bo Krantz rose."
    )
    assert speakers(text, "Kim", "Mr. Kim", "Bo T. Krantz", "Krantz", "Bo Krantz") == [
        "Kim Dae Ryu",
        "Kim Dae Ryu",
        "Bo T. Krantz",
        "Bo T. Krantz",
        "Bo T. Krantz",
    ]


def test_pronouns_agree_with_the_speaker_before():
    text = (
        "Ann Lee said the dam holds. Bo Krantz disagreed. She said it was built well. "
        "He said it was not."
    )
    assert speakers(text, "Ann Lee", "Bo Krantz", "She", "He") == [
        "Ann Lee",
        "Bo Krantz",
        "Ann Lee",
        "Bo Krantz",
    ]


def test_a_name_of_unknown_gender_takes_it_from_the_pronouns_near_it():
    text = "Velko Raddin, who chairs the club, lost his hat. Ann Lee found it. “Thanks,” he said."
    assert speakers(text, "he") == ["Velko Raddin"]


def test_a_pronoun_does_not_mean_somebody_its_own_content_names():
    text = "Bo Krantz called at noon. “Carl Moss has fled,” he said."
    found = attribution(text, "he", content="“Carl Moss has fled,”", at=20)
    assert resolve(text, [found]) == ["Bo Krantz"]


def test_a_pronoun_may_stand_for_somebody_unnamed():
    text = "A nun was taken ill. She said she had known nothing."
    assert speakers(text, ("She", Kind.UNNAMED_PERSON)) == ["a nun"]


def test_who_stands_for_the_name_before_it():
    text = "The mast fell, said Ann Lee, who believes it was old."
    assert speakers(text, "who") == ["Ann Lee"]


def test_first_persons_in_a_quotation_are_its_speaker():
    text = "Ann Lee said: “I believe we were lucky.”"
    outer = attribution(text, "Ann Lee", content="“I believe we were lucky.”")
    assert resolve(text, [outer, attribution(text, "I", at=15), attribution(text, "we")]) == [
        "Ann Lee",
        "Ann Lee",
        "Ann Lee",
    ]


def test_first_persons_outside_of_quotations_are_those_who_wrote_the_article():
    text = "Yesterday we understood that it fell."
    assert speakers(text, "we") == ["this article's publisher"]


@pytest.mark.parametrize(
    ("text", "source", "speaker"),
    [
        ("Bo Krantz, 24, fell. The 24-year-old said no.", "The 24-year-old", "Bo Krantz"),
        ("Pope Anselm spoke. The pope said no.", "The pope", "Pope Anselm"),
        ("Mayor Ilse Brandt came. The mayor said no.", "The mayor", "Ilse Brandt"),
        ("Ilse Brandt, a local baker, came. The baker said no.", "The baker", "Ilse Brandt"),
        (
            "The Ruvian Defence Ministry met. The ministry said no.",
            "The ministry",
            "Ruvian Defence Ministry",
        ),
        ("Velco Industries fell. The company said no.", "The company", "Velco Industries"),
        (
            "It stood in the Velmora Gazette. The newspaper said more.",
            "The newspaper",
            "Velmora Gazette",
        ),
        ("It stood in the Velmora Gazette. The paper said more.", "The paper", "Velmora Gazette"),
    ],
)
def test_a_title_or_role_becomes_its_bearer(text, source, speaker):
    assert speakers(text, source) == [speaker]


def test_a_kind_tells_that_a_description_has_a_name():
    text = "The star waved. Ilse Brandt then said no. The star said more."
    assert speakers(text, ("The star", Kind.NAMED_PERSON)) == ["Ilse Brandt"]


def test_somebody_of_the_lede_turns_out_to_be_the_one_most_named():
    text = "A Velmora man said he saw it. Bo Krantz, 33, was on the dam. Krantz ran."
    assert speakers(text, "A Velmora man") == ["Bo Krantz"]


def test_an_abbreviation_becomes_the_name_it_stood_behind():
    text = "The Union of River Pilots (URP) met. The URP said no."
    assert speakers(text, "The URP")[0] == "Union of River Pilots"


def test_names_without_capitals_are_resolved_by_their_kind():
    text = "ann lee said no. bo krantz left. lee said more."
    person = Kind.NAMED_PERSON
    assert speakers(text, ("ann lee", person), ("lee", person)) == ["ann lee", "ann lee"]


def test_names_in_capitals_end_where_their_source_does():
    text = "ANN LEE SAID NO. LEE SAID MORE."
    assert speakers(text, "ANN LEE", "LEE") == ["ANN LEE", "ANN LEE"]


SPANS = st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), max_size=2)
PIECES = st.lists(
    st.sampled_from(
        ["He ", "who ", "Ann Lee ", "the company", ", 24, ", "“", "”", "\n", "I ", "said. ", "’s "]
    )
    | st.text(max_size=5),
    max_size=25,
).map("".join)


@given(PIECES, st.lists(st.tuples(SPANS, SPANS, st.sampled_from(list(Kind))), max_size=6))
def test_any_text_and_spans_give_names_of_one_line_or_none(text, parts):
    made = [
        Attribution(
            id=str(n),
            source=tuple(Span(a, a + b) for a, b in source),
            content=tuple(Span(a, a + b) for a, b in content),
            kind=kind,
        )
        for n, (source, content, kind) in enumerate(parts)
    ]
    found = resolve(text, made)
    assert len(found) == len(made)
    assert all(name is None or (name and "\n" not in name) for name in found)


def test_a_source_without_a_word_in_it_is_nobody_and_breaks_nothing() -> None:
    text = "“…” said. He left. “It rained,” he said."
    spans = [Span(1, 2), Span(text.index("he said"), text.index("he said") + 2)]
    given = [Attribution(id=str(n), source=(s,), kind=Kind.UNSTATED) for n, s in enumerate(spans)]
    assert len(resolve(text, given)) == 2
