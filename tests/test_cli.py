"""The command line as a user meets it: real processes, real files, real pipes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
PAGE = EXAMPLES / "harbour-fire.html"
TEXT = EXAMPLES / "minister-rumour.txt"


def sayso(
    *arguments: str | Path, given: bytes = b"", **environment: str
) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "sayso", *map(str, arguments)],
        input=given,
        capture_output=True,
        env={**os.environ, "COLUMNS": "80", **environment},
    )
    return subprocess.CompletedProcess(
        done.args, done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    )


def test_read_prints_the_sheet_of_a_page() -> None:
    done = sayso("read", PAGE)
    assert done.returncode == 0
    assert "Fire at Port Maren may have started on board" in done.stdout
    assert "What it rests on" in done.stdout
    assert "Hanna Brokvist" in done.stdout
    assert "newsletter" not in done.stdout


def test_the_sheet_fits_eighty_columns_and_has_no_colour_in_a_pipe() -> None:
    done = sayso("read", PAGE)
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert "\x1b" not in done.stdout


def test_json_is_one_reading_and_jsonl_one_a_line() -> None:
    one = json.loads(sayso("read", "--json", PAGE).stdout)
    assert one["article"]["publisher"] == "The Calder Courier"
    many = sayso("read", "--jsonl", PAGE, TEXT).stdout.splitlines()
    assert json.loads(many[0])["article"]["id"] == one["article"]["id"]
    assert len(many) == 2


def test_html_writes_one_page_that_needs_nothing_else(tmp_path: Path) -> None:
    done = sayso("read", "--html", tmp_path / "sheet.html", PAGE)
    page = (tmp_path / "sheet.html").read_text("utf-8")
    assert done.returncode == 0
    assert page.lower().startswith("<!doctype html>")
    assert "src=" not in page


def test_standard_input_is_read_under_a_dash() -> None:
    done = sayso("read", "-", "--quiet", given=TEXT.read_bytes())
    assert done.returncode == 0
    assert "Petra Lindqvist" in done.stdout


def test_kind_and_min_score_narrow_the_sheet() -> None:
    whole = sayso("read", "-q", TEXT).stdout.splitlines()
    named = sayso("read", "-q", "--kind", "named_person", TEXT).stdout.splitlines()
    sure = sayso("read", "-q", "--min-score", "0.9", TEXT).stdout.splitlines()
    assert 0 < len(named) < len(whole)
    assert 0 < len(sure) < len(whole)


def test_all_adds_attitudes() -> None:
    whole = sayso("read", "-q", "--all", TEXT).stdout.splitlines()
    assert len(whole) > len(sayso("read", "-q", TEXT).stdout.splitlines())


BAD = {
    "missing.html": (None, "no such file"),
    "empty.txt": (b"", "empty"),
    "paper.pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "PDF"),
    "photo.png": (b"\x89PNG\r\n\x1a\n" + bytes(64), "image"),
    "pages.zip": (b"PK\x03\x04" + bytes(64), "archive"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_gets_one_clear_line_and_exit_code_1(name: str, tmp_path: Path) -> None:
    data, reason = BAD[name]
    if data is not None:
        (tmp_path / name).write_bytes(data)
    done = sayso("read", tmp_path / name)
    assert done.returncode == 1
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert name in done.stderr
    assert reason.lower() in done.stderr.lower()


def test_another_language_is_named_and_read_on_demand(tmp_path: Path) -> None:
    text = (
        "Der Hafen von Neustadt bleibt nach dem Brand am Montag geschlossen, sagte die Polizei. "
        "Niemand weiß bislang, wie das Feuer entstanden ist, und die Ermittlungen dauern an. "
        "Anwohner berichteten von einem lauten Knall kurz vor Mitternacht."
    )
    path = tmp_path / "brand.txt"
    path.write_text(text, "utf-8")
    done = sayso("read", path)
    assert done.returncode == 1
    assert "German" in done.stderr
    assert sayso("read", "--language", "any", path).returncode == 0


def test_a_bad_input_among_many_is_skipped_with_one_line(tmp_path: Path) -> None:
    done = sayso("read", "-q", TEXT, tmp_path / "missing.txt", EXAMPLES / "lighthouse-letter.txt")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "Callum Reyes" in done.stdout


def test_json_of_many_sources_is_refused_with_advice() -> None:
    done = sayso("read", "--json", PAGE, TEXT)
    assert done.returncode == 2
    assert "--jsonl" in done.stderr


def test_a_page_that_cannot_be_written_is_one_line() -> None:
    done = sayso("read", "--html", "/no/such/folder/sheet.html", PAGE)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "/no/such/folder/sheet.html" in done.stderr


@pytest.mark.parametrize("arguments", [("--help",), ("read", "--help"), ("--version",)])
def test_help_and_version_work(arguments: tuple[str, ...]) -> None:
    done = sayso(*arguments)
    assert done.returncode == 0
    assert "sayso" in done.stdout.lower()


def test_help_shows_examples() -> None:
    assert "sayso read article.html" in sayso("read", "--help").stdout


def test_a_closed_pipe_is_no_error() -> None:
    done = subprocess.run(
        f"{sys.executable} -m sayso read --json {PAGE} | head -c 10",
        shell=True,
        capture_output=True,
        text=True,
    )
    assert "Traceback" not in done.stderr
