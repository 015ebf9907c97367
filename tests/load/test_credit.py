from __future__ import annotations

import pytest

from sayso.load import credit

REUTERS, AP, AFP = "Reuters", "The Associated Press", "Agence France-Presse"


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("FARROW (Reuters) - A ferry ran aground.", REUTERS),
        ("FARROW, March 5 (Reuters) – A ferry ran aground.", REUTERS),
        ("PARIS (AFP) - A ferry ran aground.", AFP),
        ("WASHINGTON (AP) — A ferry ran aground.", AP),
        ("NEW YORK, N.Y. (AP) -- A ferry ran aground.", AP),
        ("(Reuters) – A ferry ran aground.", REUTERS),
        ("(AP) - A ferry ran aground.", AP),
        ("FARROW/LANPORT (Reuters) - A ferry ran aground.", REUTERS),
        ("MOSCOW, March 5. /TASS/. A ferry ran aground.", "TASS"),
        ("LONDON (Reuters) A ferry ran aground.", REUTERS),
        ("The company (Reuters) said a ferry ran aground.", None),
        ("He read (AP) and said so.", None),
        ("FARROW (CNN) - A ferry ran aground.", None),
        ("FARROW — A ferry ran aground.", None),
        ("(Northern Line) - A ferry ran aground.", None),
    ],
)
def test_a_dateline_names_its_agency(line: str, agency: str | None) -> None:
    assert credit.dateline(line) == agency


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("By The Associated Press", AP),
        ("BY ASSOCIATED PRESS", AP),
        ("By Reuters Staff", REUTERS),
        ("Reuters", REUTERS),
        ("— AFP", AFP),
        ("(AP)", AP),
        ("Source: Reuters", REUTERS),
        ("Source: Reuters and AFP", REUTERS),
        ("The Associated Press contributed to this report.", AP),
        ("Contributing: The Associated Press", AP),
        ("(With inputs from PTI)", "Press Trust of India"),
        ("With reporting by Reuters", REUTERS),
        ("Copyright 2024 The Associated Press. All rights reserved.", AP),
        ("© 2024 AFP", AFP),
        ("By Ada Penhallow", None),
        ("The harbour master said that Reuters had been told nothing of it.", None),
        ("Copyright 2024 The Farrow Courier", None),
        ("Mira Oduya contributed to this report.", None),
    ],
)
def test_a_line_of_credit_names_its_agency(line: str, agency: str | None) -> None:
    assert credit.in_line(line) == agency


def test_the_dateline_comes_before_the_small_print() -> None:
    lines = ["PARIS (AFP) - A ferry ran aground.", "It was safe.", "Source: Reuters"]
    assert credit.find(lines) == AFP


def test_an_agency_among_the_authors_is_the_credit() -> None:
    assert credit.find(["A ferry ran aground."], ["Associated Press"]) == AP


def test_an_article_may_credit_nobody() -> None:
    assert credit.find(["A ferry ran aground, Reuters reported."], ["Ada Penhallow"]) is None
