import json as stdlib
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.show.trace.json import dumps, from_dict, to_dict
from sayso.types import Certainty, EdgeKind, Kind, Polarity, Stance

ANY = settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))

FORM = Path(__file__).parents[3] / "sayso" / "show" / "schemas" / "trace.json"
SCHEMA = stdlib.loads(FORM.read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def parts(node):
    """Every object schema in the schema."""
    if isinstance(node, dict):
        if node.get("type") == "object":
            yield node
        for inner in node.values():
            yield from parts(inner)


def test_a_trace_comes_back_as_it_went(trace, texts):
    assert from_dict(stdlib.loads(dumps(trace, texts))) == trace
    assert from_dict(stdlib.loads(dumps(trace))) == trace


def test_evidence_repeats_its_words(trace, texts):
    root = to_dict(trace, texts)["roots"][1]
    assert root["evidence"][0]["words"] == "Inga Marrow, skipper of the trawler Bright Hour"
    assert to_dict(trace)["roots"][1]["evidence"][0]["words"] is None


def test_the_schema_is_a_schema_in_which_every_field_is_required():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    for part in parts(SCHEMA):
        assert part["additionalProperties"] is False
        assert sorted(part["required"]) == sorted(part["properties"])


def test_the_schema_knows_every_value():
    found = SCHEMA["$defs"]
    for noun, field, values in (
        ("statement", "kind", [*Kind, None]),
        ("root", "kind", Kind),
        ("article", "stance", Stance),
        ("hedge", "certainty", Certainty),
        ("edge", "kind", EdgeKind),
        ("denial", "polarity", Polarity),
    ):
        assert found[noun]["properties"][field]["enum"] == [v and v.value for v in values]


def test_the_schema_holds_for_the_relay_and_not_for_a_wrong_trace(trace, texts):
    data = to_dict(trace, texts)
    VALIDATOR.validate(data)
    data["truth"] = "false"
    assert not VALIDATOR.is_valid(data)


def test_indenting_keeps_each_span_on_its_line(trace, texts):
    span = trace.roots[0].evidence[0].span
    assert f'"span": [{span.start}, {span.end}]' in dumps(trace, texts, indent=2)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"sayso_format": 2}, "sayso_format is 2, not 1"),
        ({"independent": {"low": 1}}, "not a trace: TypeError"),
        ({"roots": [{}]}, "not a trace: KeyError: 'name'"),
    ],
)
def test_what_is_no_trace_is_refused_in_one_line(trace, change, reason):
    with pytest.raises(ValueError, match=reason) as caught:
        from_dict(to_dict(trace) | change)
    assert "\n" not in str(caught.value)


@ANY
@given(data=st.data())
def test_any_trace_round_trips_and_keeps_to_the_schema(any_trace, data):
    trace, texts = data.draw(any_trace)
    made = to_dict(trace, texts)
    VALIDATOR.validate(made)
    assert from_dict(made) == trace
    line = dumps(trace, texts)
    assert len(line.splitlines()) == 1
    line.encode("utf-8")
