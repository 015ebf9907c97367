import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.show.json import dumps, from_dict, to_dict
from sayso.types import Article, Certainty, Granularity, Kind, Polarity, Quotation, Reading

ANY = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])

FORM = Path(__file__).parents[2] / "sayso" / "show" / "schemas" / "reading.json"
SCHEMA = json.loads(FORM.read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def parts(node):
    """Every object schema in the schema, with where it stands."""
    if isinstance(node, dict):
        if node.get("type") == "object":
            yield node
        for inner in node.values():
            yield from parts(inner)


def test_a_reading_comes_back_as_it_went(reading):
    assert from_dict(json.loads(dumps(reading))) == reading


def test_the_names_are_those_of_the_design(reading):
    data = to_dict(reading)
    assert list(data) == ["sayso_format", "version", "article", "attributions", "upstream"]
    assert set(data["attributions"][0]) == {
        *("id", "source", "cue", "content", "speaker", "kind", "hearsay", "quotation"),
        *("certainty", "polarity", "via", "within", "when", "score", "words"),
    }


def test_spans_are_pairs_and_words_are_their_text(reading):
    said = to_dict(reading)["attributions"][3]
    text = reading.article.text
    assert said["words"] == {
        "source": "a maintenance engineer",
        "cue": "told",
        "content": "“We have been bailing out water by hand,” … "
        "“It is a disgrace, and somebody is going to be hurt.”",
    }
    assert [text[start:end] for start, end in said["source"]] == ["a maintenance engineer"]
    assert said["when"]["start"] == "2031-09-22T00:00:00+00:00"


def test_attitudes_and_hearsay_are_both_in(reading):
    assert [a["hearsay"] for a in to_dict(reading)["attributions"]].count(False) == 2


def test_the_schema_is_a_schema_in_which_every_field_is_required():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    for part in parts(SCHEMA):
        assert part["additionalProperties"] is False
        assert sorted(part["required"]) == sorted(part["properties"])


def test_the_schema_knows_every_value():
    properties = SCHEMA["$defs"]["attribution"]["properties"]
    for values in (Kind, Quotation, Certainty, Polarity):
        assert properties[values.__name__.lower()]["enum"] == [value.value for value in values]
    assert SCHEMA["$defs"]["granularity"]["enum"] == [*(g.value for g in Granularity), None]


def test_the_schema_holds_for_a_real_reading_and_not_for_a_wrong_one(reading):
    data = to_dict(reading)
    VALIDATOR.validate(data)
    data["attributions"][0]["truth"] = True
    assert not VALIDATOR.is_valid(data)


def test_indenting_keeps_each_span_on_its_line(reading):
    text = dumps(reading, indent=2)
    assert json.loads(text) == to_dict(reading)
    source = reading.attributions[1].source[0]
    assert f"[{source.start}, {source.end}]" in text


def test_one_line_stays_one_line_and_plain_signs_stay_legible():
    text = "Zoë’s\u2028line \x85 \x9b31m \ud800 end"
    made = dumps(Reading(article=Article.from_text(text)))
    assert len(made.splitlines()) == 1
    assert "Zoë’s" in made
    assert "\x9b" not in made
    made.encode("utf-8")
    assert json.loads(made)["article"]["text"] == text


def test_offsets_hold_behind_two_surrogates_that_json_would_join():
    made = json.loads(dumps(Reading(article=Article.from_text("a\ud83d\ude00b"))))
    assert made["article"]["text"] == "a\ufffd\ufffdb"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"sayso_format": 2}, "sayso_format is 2, not 1"),
        ({"article": {}}, "not a reading: KeyError: 'id'"),
        ({"upstream": [{"name": "x", "evidence": 3, "url": None}]}, "not a reading: TypeError"),
    ],
)
def test_what_is_no_reading_is_refused_in_one_line(reading, change, reason):
    with pytest.raises(ValueError, match=reason) as caught:
        from_dict(to_dict(reading) | change)
    assert "\n" not in str(caught.value)


@ANY
@given(data=st.data())
def test_any_reading_round_trips_and_keeps_to_the_schema(any_reading, data):
    reading = data.draw(any_reading)
    made = to_dict(reading)
    VALIDATOR.validate(made)
    assert from_dict(made) == reading
    text = dumps(reading)
    text.encode("utf-8")
    assert from_dict(json.loads(text)) == reading
