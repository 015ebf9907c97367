"""The built wheel, installed elsewhere, reads an article: weights and templates are inside."""

from __future__ import annotations

import json
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--outdir", folder, ROOT],
        check=True,
        capture_output=True,
    )
    return next(folder.glob("sayso-*.whl"))


def test_the_wheel_holds_weights_templates_and_tables(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for needed in (
        "sayso/weights/encoder.onnx",
        "sayso/weights/roles.onnx",
        "sayso/weights/tokenizer.json",
        "sayso/weights/CARD.md",
        "sayso/outlets.tsv",
        "sayso/py.typed",
    ):
        assert needed in names
    assert any(name.startswith("sayso/show/templates/") for name in names)
    assert not any(name.startswith(("training", "bench", "tests")) for name in names)


def test_the_weights_stay_under_thirty_megabytes(wheel: Path) -> None:
    inside = zipfile.ZipFile(wheel).infolist()
    assert sum(i.file_size for i in inside if i.filename.startswith("sayso/weights/")) < 30e6


def test_the_wheel_works_in_a_clean_environment(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "clean", with_pip=True)
    tools = tmp_path / "clean" / "bin"
    subprocess.run(
        [tools / "python", "-m", "pip", "install", "--quiet", wheel],
        check=True,
        capture_output=True,
        cwd=tmp_path,
    )
    page = ROOT / "examples" / "harbour-fire.html"
    done = subprocess.run(
        [tools / "sayso", "read", "--json", page],
        check=True,
        capture_output=True,
        text=True,
        cwd=tmp_path,
    )
    assert any(a["speaker"] == "Hanna Brokvist" for a in json.loads(done.stdout)["attributions"])
