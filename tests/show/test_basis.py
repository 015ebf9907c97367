import pytest

from sayso.show.basis import Rule, basis
from sayso.types import Attribution, Certainty, Kind, Polarity, Span


def rules(reading):
    return [flag.rule for flag in basis(reading).flags]


def person(name, **fields):
    return Attribution(id=fields.pop("id", ""), speaker=name, kind=Kind.NAMED_PERSON, **fields)


def unnamed(name, **fields):
    return Attribution(id=fields.pop("id", ""), speaker=name, kind=Kind.UNNAMED_PERSON, **fields)


def test_attributions_are_counted_by_kind(reading):
    found = basis(reading)
    assert len(found.attributions) == 14
    assert dict(found.kinds) == {
        Kind.NAMED_PERSON: 3,
        Kind.UNNAMED_PERSON: 2,
        Kind.NAMED_ORGANISATION: 2,
        Kind.UNNAMED_GROUP: 2,
        Kind.OUTLET: 2,
        Kind.DOCUMENT: 1,
        Kind.UNSTATED: 2,
    }


def test_attitudes_count_only_when_asked_for(reading):
    assert "Ruta Zeem" not in {s.name for s in basis(reading).named}
    assert "Ruta Zeem" in {s.name for s in basis(reading, attitudes=True).named}
    assert len(basis(reading, attitudes=True).attributions) == 16


def test_hedges_denials_and_silence_are_kept_as_ids(reading):
    found = basis(reading)
    assert found.hedged == ("r1", "r5", "r7", "r16")
    assert found.unstated == ("r1", "r16")
    assert found.denials == ("r9",)
    assert found.no_comments == ("r11",)


def test_speakers_are_grouped_with_the_media_they_spoke_through(reading):
    found = basis(reading)
    assert [(s.name, s.attributions) for s in found.named] == [
        ("Ilse Varga", ("r6", "r8")),
        ("Harbour Board", ("r9", "r10")),
        ("Piet Osk", ("r11",)),
    ]
    assert found.unnamed[0].via == ("Radio Norrin",)
    assert [s.name for s in found.outlets] == ["The Brackwater Echo", "Norland Press"]
    assert [s.name for s in found.documents] == ["a leaked inspection report"]


def test_a_source_that_was_not_resolved_goes_by_its_words(short):
    said = short(
        Attribution(id="", source=(Span(0, 11),), kind=Kind.UNNAMED_GROUP),
        text="Two sailors said so.",
    )
    assert [s.name for s in basis(said).speakers] == ["Two sailors"]


@pytest.mark.parametrize(
    ("attributions", "single"),
    [
        ([person("Ada Linn"), person("ada linn")], True),
        ([person("Ada Linn"), person("Piet Osk")], False),
        ([person("Ada Linn"), Attribution(id="")], True),
        ([person("Ada Linn"), person("Piet Osk", polarity=Polarity.DENIES)], True),
        ([person("Ada Linn"), person("Piet Osk", polarity=Polarity.NO_COMMENT)], True),
        ([person("Ada Linn"), person("Piet Osk", hearsay=False)], True),
        ([person("Ada", id="a"), person("Piet", within="a"), person("Ruta", within="a")], True),
        ([Attribution(id="")], False),
        ([], False),
    ],
)  # fmt: skip
def test_one_source_for_everything_is_flagged(short, attributions, single):
    assert (Rule.SINGLE_SOURCE in rules(short(*attributions))) is single


def test_two_outlets_that_relay_one_official_are_a_single_source(short):
    relayed = short(
        Attribution(id="a", speaker="Echo", kind=Kind.OUTLET),
        unnamed("an official", within="a"),
        Attribution(id="b", speaker="Courier", kind=Kind.OUTLET),
        unnamed("an official", within="b"),
    )
    assert basis(relayed).flags[0].speakers == ("an official",)


@pytest.mark.parametrize(
    ("attributions", "anonymous"),
    [
        ([unnamed("an official")], True),
        ([unnamed("an official"), Attribution(id="")], True),
        ([Attribution(id="")], True),
        ([Attribution(id="", speaker="local media", kind=Kind.OUTLET)], True),
        ([Attribution(id="", speaker="Norland Press", kind=Kind.OUTLET)], False),
        ([Attribution(id="", kind=Kind.OUTLET)], True),
        ([unnamed("an official"), person("Ada Linn")], False),
        ([unnamed("an official"), person("Ada Linn", polarity=Polarity.DENIES)], True),
        ([person("Ada Linn", id="a"), unnamed("an official", within="a")], True),
        ([], False),
    ],
)  # fmt: skip
def test_an_article_in_which_nobody_is_named_is_flagged(short, attributions, anonymous):
    assert (Rule.ANONYMOUS_ONLY in rules(short(*attributions))) is anonymous


@pytest.mark.parametrize(
    ("cue", "content", "kind", "opinion"),
    [
        ("said", "the pumps stopped at noon", Kind.UNNAMED_PERSON, False),
        ("said", "the repair was a disgrace", Kind.UNNAMED_PERSON, True),
        ("accused", "the board of lying", Kind.UNNAMED_GROUP, True),
        ("have been warning", "of a flood", Kind.UNNAMED_GROUP, True),
        ("fear", "a flood", Kind.NAMED_PERSON, False),
        ("is feared", "a flood", Kind.UNSTATED, False),
    ],
)
def test_a_judgement_without_a_name_is_flagged(short, cue, content, kind, opinion):
    text = f"{cue} {content}"
    attribution = Attribution(
        id="",
        speaker="someone",
        kind=kind,
        cue=(Span(0, len(cue)),),
        content=(Span(len(cue) + 1, len(text)),),
        certainty=Certainty.CERTAIN,
    )
    assert (Rule.UNNAMED_OPINION in rules(short(attribution, text=text))) is opinion


def test_a_flag_points_at_its_attributions(reading):
    (flag,) = basis(reading).flags
    assert flag.title == "Unnamed opinion"
    assert flag.attributions == ("r4", "r5", "r7")
    assert flag.speakers == ("a maintenance engineer", "residents")
