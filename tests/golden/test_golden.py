"""The sheets of the example articles, whole: `python tests/golden/test_golden.py` makes them anew.

Scores are left out: they differ in the last digits between processors.
"""

from __future__ import annotations

import json as stdlib
from pathlib import Path
from typing import Any

import pytest

import sayso
from sayso.show import json

HERE = Path(__file__).parent
EXAMPLES = sorted((HERE.parent.parent / "examples").glob("*.*"))


def sheet(path: Path) -> dict[str, Any]:
    """What is read in an example: its words and values, without ids, offsets and scores."""
    found = json.to_dict(sayso.read(sayso.load(path)))
    article = found["article"]
    number = {a["id"]: i for i, a in enumerate(found["attributions"], 1)}
    return {
        "article": {k: article[k] for k in ("title", "publisher", "published", "credit", "text")},
        "upstream": [{"name": u["name"], "words": u["words"]} for u in found["upstream"]],
        "attributions": [
            {
                **{k: a[k] for k in ("words", "speaker", "kind", "hearsay", "quotation")},
                **{k: a[k] for k in ("certainty", "polarity", "via")},
                "within": number.get(a["within"]),
                "when": a["when"] and a["when"]["value"],
            }
            for a in found["attributions"]
        ],
    }


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.name)
def test_the_sheet_of_an_example_is_as_it_was(path: Path) -> None:
    golden = stdlib.loads((HERE / f"{path.stem}.json").read_text("utf-8"))
    assert sheet(path) == golden


def test_the_examples_show_every_value_of_every_field() -> None:
    sheets = [sheet(path) for path in EXAMPLES]
    shown = [a for s in sheets for a in s["attributions"]]
    assert len(EXAMPLES) >= 3
    for field, values in {
        "kind": sayso.Kind,
        "quotation": sayso.Quotation,
        "certainty": sayso.Certainty,
        "polarity": sayso.Polarity,
        "hearsay": (True, False),
    }.items():
        missing = set(values) - {a[field] for a in shown}
        assert not missing, f"no example shows {field} {missing}"
    for field in ("via", "within", "when"):
        assert any(a[field] for a in shown)
    assert any(s["upstream"] for s in sheets)


if __name__ == "__main__":
    for example in EXAMPLES:
        text = stdlib.dumps(sheet(example), indent=1, ensure_ascii=False)
        (HERE / f"{example.stem}.json").write_text(text + "\n", "utf-8")
