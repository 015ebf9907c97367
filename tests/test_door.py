"""`import sayso`: what is public, and that it costs nothing."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

import sayso

HEAVY = {"torch", "spacy", "onnxruntime", "numpy", "httpx", "trafilatura", "rich", "jinja2"}


def run(code: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout


def test_public_names_are_sorted_and_all_there() -> None:
    assert sayso.__all__ == sorted(sayso.__all__)
    assert all(getattr(sayso, name) is not None for name in sayso.__all__)


def test_import_loads_nothing_heavy() -> None:
    loaded = run("import sys, sayso, json; print(json.dumps(sorted(sys.modules)))")
    assert not HEAVY & {name.split(".")[0] for name in json.loads(loaded)}


def test_import_takes_less_than_a_third_of_a_second() -> None:
    # processor time: a busy machine makes everything late, this tells what importing costs
    code = "import time; t = time.process_time(); import sayso; print(time.process_time() - t)"
    assert min(float(run(code)) for _ in range(3)) < 0.3


def test_reading_imports_neither_torch_nor_spacy() -> None:
    code = (
        "import sys, sayso; sayso.read(sayso.Article.from_text('It rained, Ann Lee said.'));"
        "print([m for m in ('torch', 'spacy', 'textacy', 'trafilatura') if m in sys.modules])"
    )
    assert run(code).strip() == "[]"


@pytest.mark.parametrize(
    "first", ["import sayso", "import sayso.read.windows", "from sayso.read import reader"]
)
def test_read_is_a_verb_whatever_was_imported_first(first: str) -> None:
    code = f"import sayso; {first}; print(callable(sayso.read), callable(sayso.load))"
    assert run(code).strip() == "True True"


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'lode'"):
        sayso.lode  # noqa: B018
