"""The commands of an archive as a user meets them: real files and, where it makes a difference,
real processes, pipes and terminals.
"""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import re
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import sayso
from sayso.cli import COMMANDS, main

ROOT = Path(__file__).parent.parent
RELAY = ROOT / "examples" / "relay"
CLAIM = "The freighter Corvina lost about 40 drums of pesticide off Cape Orrin."
PROGRAM = (sys.executable, "-m", "sayso")
ENVIRONMENT = {**os.environ, "COLUMNS": "80"}

Ran = subprocess.CompletedProcess[str]
Run = Callable[..., Ran]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the archive of the relay, one without articles, and what is no archive."""
    made = tmp_path_factory.mktemp("cli")
    with sayso.Archive(made / "relay.db") as archive:
        archive.add(sayso.load_many(RELAY))
    sayso.Archive(made / "empty.db").close()
    (made / "letter.txt").write_text("The old bridge is closed, police said.", "utf-8")
    (made / "cut.db").write_bytes((made / "relay.db").read_bytes()[:60_000])
    (made / "nothing").mkdir()
    return made


@pytest.fixture
def run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in that folder, in this process."""
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COLUMNS", "80")

    def run(*arguments: str | Path) -> Ran:
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err), pytest.raises(SystemExit) as ended:
            main(list(map(str, arguments)))
        code = ended.value.code
        assert isinstance(code, int)
        return subprocess.CompletedProcess(arguments, code, out.getvalue(), err.getvalue())

    return run


@pytest.fixture(scope="module")
def start(folder: Path) -> Run:
    """Runs a command in that folder, in a process of its own."""

    def start(*arguments: str | Path, given: bytes = b"") -> Ran:
        done = subprocess.run(
            [*PROGRAM, *map(str, arguments)],
            input=given,
            capture_output=True,
            cwd=folder,
            env=ENVIRONMENT,
        )
        out, err = done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
        return subprocess.CompletedProcess(done.args, done.returncode, out, err)

    return start


def rows(done: Ran) -> list[dict[str, Any]]:
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


PRINTED = [
    ("info relay.db", ["articles    15", "publishers  9"]),
    ("stories relay.db", ["13 articles · 9 outlets · 9 to 13 June 2031", "and 8 more"]),
    ("sources relay.db marrow", ["Inga Marrow · named person", "via Radio Vessin"]),
    ("search relay.db drums", ["drums", "Orrin Bay Observer", "statement ", "article "]),
    ("search relay.db drums --publisher 'radio vessin'", ["Radio Vessin · 10 June 2031"]),
    ("export relay.db stories", ["story,headline,article"]),
]


@pytest.mark.parametrize(("command", "parts"), PRINTED)
def test_what_the_archive_holds_is_printed_for_a_page_of_eighty_columns(
    run: Run, command: str, parts: list[str]
) -> None:
    done = run(*words(command))
    assert done.returncode == 0, done.stderr
    for part in parts:
        assert part in done.stdout
    assert "\x1b" not in done.stdout
    if not command.startswith("export"):
        assert max(map(len, done.stdout.splitlines())) <= 80


NOTHING = [
    ("search relay.db zeppelin", "nothing found; try other words"),
    ('search relay.db "zeppelin drums"', "--any"),
    ("sources relay.db zeppelin", "nobody of that name"),
    ("stories relay.db --since 2040", "no two articles"),
    ("search empty.db drums", "sayso add fills it"),
    ("sources empty.db", "sayso add fills it"),
    ("stories empty.db", "sayso add fills it"),
]


@pytest.mark.parametrize(("command", "advice"), NOTHING)
def test_an_empty_list_says_what_to_do_next(run: Run, command: str, advice: str) -> None:
    done = run(*words(command))
    assert (done.returncode, done.stdout) == (0, "")
    assert len(done.stderr.splitlines()) == 1
    assert advice in done.stderr


# Errors of ours are one line and exit code 1, those of usage have code 2 and point at --help.
WRONG = [
    ("info missing.db", 1, "missing.db: no such archive"),
    ("search letter.txt drums", 1, "letter.txt: this is not an archive"),
    ("stories nothing", 1, "a folder cannot be opened as an archive"),
    ("sources cut.db", 1, "cut.db: the file is damaged"),
    ("add letter.txt letter.txt", 1, "letter.txt: this is not an archive"),
    ("add nowhere/new.db letter.txt", 1, "nowhere/new.db"),
    ("add new.db missing.txt", 1, "missing.txt: no such file"),
    ("add new.db nothing", 1, "no articles in what was given"),
    ("add new.db letter.txt --skipped nowhere/left.csv", 1, "nowhere/left.csv: cannot be written"),
    ("add new.db letter.txt --field text", 2, "text=body"),
    ("add new.db letter.txt --field story=body", 2, "none of url, title, text"),
    ("add new.db letter.txt --workers 0", 2, "--workers"),
    ("trace empty.db drums", 1, "sayso add fills it"),
    ("trace relay.db 'The moon is made of cheese.'", 1, "nothing in the archive carries this"),
    ("trace relay.db 0123456789abcdef", 1, "no claim or article has that id"),
    ("trace relay.db https://example.org/a", 1, "no article of that URL"),
    ("trace relay.db '40 drums of pesticide' --html nowhere/a.html", 1, "cannot be written"),
    ("trace relay.db ''", 2, "QUESTION is empty"),
    ("search relay.db drums --kind rumour", 2, "named_person"),
    ("search relay.db drums --since yesterday", 2, "2031-03-19"),
    ("search relay.db drums --since 2031-06-11 --until 2031-06-10", 2, "nothing is both"),
    ("stories relay.db 0123456789abcdef", 1, "no such article"),
    ("export relay.db articles --to nowhere/a.csv", 1, "nowhere/a.csv: cannot be written"),
    ("export relay.db articles --to a.txt", 2, ".csv, .jsonl or .parquet"),
    ("export relay.db edges", 2, "--claim"),
    ("read --from relay.db 0123456789abcdef", 1, "no such article"),
    ("serach relay.db drums", 2, "'search'"),
]


@pytest.mark.parametrize(("command", "code", "reason"), WRONG)
def test_an_error_is_a_clear_line_and_an_exit_code(
    run: Run, command: str, code: int, reason: str
) -> None:
    done = run(*words(command))
    assert done.returncode == code
    assert reason in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 1 if code == 1 else "--help" in done.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_examples_that_fit(run: Run, command: str) -> None:
    done = run(command, "--help")
    examples = import_module(f"sayso.cli.{command}").EXAMPLES
    assert f"sayso {command} " in examples
    for line in examples.splitlines():
        assert line.strip() in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


# What takes long to import is imported by those that need it.
LIGHT = [
    ("--help", {"numpy", "rich", "sqlite3", "sayso.archive", "sayso.load", "sayso.read"}),
    ("info relay.db", {"onnxruntime", "httpx", "trafilatura", "sayso.load", "sayso.read"}),
    ("trace relay.db '40 drums of pesticide'", {"onnxruntime", "httpx", "sayso.read"}),
]


@pytest.mark.parametrize(("command", "heavy"), LIGHT)
def test_a_command_imports_only_what_it_needs(folder: Path, command: str, heavy: set[str]) -> None:
    timed = [sys.executable, "-X", "importtime", "-m", "sayso", *words(command)]
    done = subprocess.run(timed, cwd=folder, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "sayso.cli" in imported
    assert not imported & heavy


def test_a_trace_is_one_object_and_files_beside_it(run: Run, folder: Path) -> None:
    files = ("--html", "t.html", "--svg", "t.svg", "--graphml", "t.graphml", "--dot", "t.dot")
    done = run("trace", "relay.db", CLAIM, "--json", *files)
    trace = json.loads(done.stdout)
    assert trace["independent"]["low"] == 2
    names = [root["name"] for root in trace["roots"] if root["independent"]]
    assert any(name.startswith("Inga Marrow") for name in names)
    assert any("official at the port authority" in name for name in names)
    assert len({article["publisher"] for article in trace["articles"]}) == 9
    for name in files[1::2]:
        assert f"wrote {name}" in done.stderr
        assert (folder / name).stat().st_size > 1000


def test_a_trace_is_printed_for_a_page_of_eighty_columns(run: Run) -> None:
    done = run("trace", "relay.db", CLAIM)
    assert re.search(r"^2(-\d)? independent roots$", done.stdout, re.M)
    assert "3 reprints" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_ids_that_are_printed_lead_on(run: Run) -> None:
    found = rows(run("search", "relay.db", "drums", "--speaker", "marrow", "--json"))[0]
    statement, article = found["statement"]["id"], found["article"]["id"]
    assert json.loads(run("trace", "relay.db", statement, "--json").stdout)["articles"]
    assert json.loads(run("trace", "relay.db", article, "--json").stdout)["articles"]
    for id_ in (article, statement, found["article"]["url"]):
        reading = json.loads(run("read", "--from", "relay.db", id_, "--json").stdout)
        assert reading["article"]["id"] == article
    (story,) = rows(run("stories", "relay.db", article, "--json"))
    assert article in [one["id"] for one in story["articles"]]
    (source,) = rows(run("sources", "relay.db", statement, "--json"))
    assert source["name"] == "Inga Marrow"
    assert rows(run("sources", "relay.db", source["id"], "--json")) == [source]


def test_one_source_and_one_story_are_told_whole(run: Run) -> None:
    (story,) = rows(run("stories", "relay.db", "--json"))
    told = run("stories", "relay.db", story["id"]).stdout
    assert all(article["id"] in told for article in story["articles"])
    assert "more" not in run("sources", "relay.db", "marrow").stdout.splitlines()[-1]


def test_a_list_that_is_cut_says_so(run: Run) -> None:
    done = run("sources", "relay.db", "--limit", "2", "--json")
    assert len(rows(done)) == 2
    assert done.stderr == "only the first 2; --limit 4 shows more\n"


def test_any_of_the_words_is_enough_when_asked_for(run: Run) -> None:
    asked = ("search", "relay.db", "pesticide zeppelin", "--json")
    assert rows(run(*asked)) == []
    assert rows(run(*asked, "--any"))


@pytest.mark.parametrize("table", ["articles", "attributions", "claims", "reuse", "stories"])
def test_every_table_is_written(run: Run, folder: Path, table: str) -> None:
    done = run("export", "relay.db", table, "--to", f"{table}.jsonl")
    lines = (folder / f"{table}.jsonl").read_text("utf-8").splitlines()
    assert done.stderr == f"wrote {len(lines)} rows to {table}.jsonl\n"
    assert all(map(json.loads, lines))


def test_the_edges_of_a_trace_are_a_table(run: Run) -> None:
    done = run("export", "relay.db", "edges", "--claim", CLAIM)
    edges = list(csv.DictReader(io.StringIO(done.stdout)))
    assert {edge["kind"] for edge in edges} == {"carries", "cites", "quotes", "copies"}
    assert all(edge["words"] for edge in edges)


def test_adding_sums_up_and_adding_again_changes_nothing(start: Run, folder: Path) -> None:
    pages = sorted(RELAY.glob("*.html"))[:2]
    done = start("add", "pages.db", *pages, "letter.txt", "cut.db", "--skipped", "left.csv")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "3 added, 0 known, 1 skipped\n"
    left = list(csv.reader((folder / "left.csv").read_text("utf-8").splitlines()))
    assert left == [["where", "reason"], ["cut.db", "a database, not text"]]
    again = start("add", "pages.db", *pages, "letter.txt", "cut.db")
    assert again.stdout == "0 added, 3 known, 1 skipped\n"
    assert again.stderr == "skipped: cut.db: a database, not text\n"


def test_standard_input_is_added_under_a_dash(start: Run) -> None:
    lines = [json.dumps({"url": f"https://a.example/{n}", "text": told(n)}) for n in range(3)]
    done = start("add", "piped.db", "-", given="\n".join(lines).encode())
    assert done.stdout == "3 added, 0 known, 0 skipped\n"
    assert start("add", "piped.db", "-").stderr == "skipped: <stdin>: empty: nothing in it\n"


def test_a_terminal_sees_how_fast_articles_come_in(folder: Path) -> None:
    ours, theirs = pty.openpty()
    done = subprocess.run(
        [*PROGRAM, "add", "watched.db", RELAY],
        cwd=folder,
        env={**ENVIRONMENT, "TERM": "xterm-256color"},
        stdout=subprocess.PIPE,
        stderr=theirs,
    )
    os.close(theirs)
    seen = os.read(ours, 1_000_000).decode("utf-8")
    os.close(ours)
    assert done.stdout == b"15 added, 0 known, 0 skipped\n"
    assert "15 added, 0 known, 0 skipped" in seen
    assert "/s" in seen


def test_ctrl_c_stops_between_articles_and_the_same_command_goes_on(folder: Path) -> None:
    lines = [json.dumps({"url": f"https://a.example/{n}", "text": told(n)}) for n in range(80)]
    (folder / "many.jsonl").write_text("\n".join(lines), "utf-8")
    command = [*PROGRAM, "add", "stopped.db", "many.jsonl"]
    with subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True) as adding:
        while not in_archive(folder / "stopped.db"):
            time.sleep(0.05)
        adding.send_signal(signal.SIGINT)
        assert adding.stderr
        said = adding.stderr.read()
    assert adding.returncode == 130
    assert said.startswith("stopped: ")
    assert len(said.splitlines()) == 1
    kept = in_archive(folder / "stopped.db")
    assert 0 < kept < 80
    again = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert again.stdout == f"{80 - kept} added, {kept} known, 0 skipped\n"


@pytest.mark.parametrize("into", ["| true", "| head -c 10", ">&-"])
def test_output_that_nobody_takes_is_no_error_worth_a_word(folder: Path, into: str) -> None:
    command = f"{sys.executable} -m sayso export relay.db articles {into}"
    done = subprocess.run(command, shell=True, cwd=folder, capture_output=True, text=True)
    assert done.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full here")
def test_a_full_disk_is_one_line(folder: Path) -> None:
    command = f"{sys.executable} -m sayso info relay.db > /dev/full"
    done = subprocess.run(command, shell=True, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr == "sayso: standard output: No space left on device\n"


def words(command: str) -> list[str]:
    return shlex.split(command)


def told(number: int) -> str:
    return (
        f"Bridge {number} over the Sund is closed for repairs, police said on Monday.\n\n"
        f"It may not open before the autumn, according to an engineer who looked at pier {number}."
    )


def in_archive(path: Path) -> int:
    """How many articles are in an archive that somebody else may be making just now."""
    try:
        with sayso.Archive(path, create=False) as archive:
            return archive.info().articles
    except sayso.StoreError:
        return 0
