import csv
import io
import json

import pytest

from sayso.show import tables
from sayso.show.tables import COLUMNS, WRITERS, write_csv, write_jsonl, write_parquet
from sayso.types import (
    Article,
    Claim,
    Edge,
    EdgeKind,
    Passage,
    Polarity,
    Reuse,
    Shared,
    Span,
    Statement,
    Story,
)

STATEMENT = Statement(
    id="s1", article="a1", text="a ship … sank", spans=(Span(0, 6), Span(10, 14)), speaker="Ann"
)
PAIR = Reuse(
    a="a1", b="a2", passages=(Shared(Span(0, 9), Span(0, 9), 4),), share_a=0.9, share_b=0.8
)
EDGE = Edge(EdgeKind.CITES, "a2", "a1", (Passage("a2", Span(0, 2)), Passage("a3", Span(0, 2))))


def every_row(reading):
    texts = {"a2": Article.from_text("He said so.")}
    return {
        "articles": [tables.article_row(reading.article)],
        "attributions": list(tables.attribution_rows(reading)),
        "claims": list(tables.claim_rows(Claim("c1", "a ship sank", (STATEMENT,)))),
        "edges": list(tables.edge_rows("c1", [EDGE], texts)),
        "reuse": [tables.reuse_row(PAIR)],
        "stories": list(tables.story_rows(Story("a1", "A ship sank", ("a1", "a2")))),
    }


def test_every_table_has_its_columns_with_their_types(reading):
    rows = every_row(reading)
    assert set(rows) == set(COLUMNS)
    for table, found in rows.items():
        for row in found:
            assert list(row) == list(COLUMNS[table])
            for name, value in row.items():
                assert value is None or isinstance(value, COLUMNS[table][name]), (table, name)


def test_a_reading_gives_a_row_for_each_attribution_attitudes_too(reading):
    rows = list(tables.attribution_rows(reading))
    assert [row["id"] for row in rows] == [a.id for a in reading.attributions]
    assert rows[3]["source"] == "a maintenance engineer"
    assert {row["hearsay"] for row in rows} == {True, False}


def test_an_edge_gives_a_row_for_each_passage_and_its_words_where_the_text_is_there(reading):
    assert [row["words"] for row in every_row(reading)["edges"]] == ["He", None]


def test_a_split_statement_reaches_from_its_first_word_to_its_last(reading):
    (row,) = every_row(reading)["claims"]
    assert (row["start"], row["end"], row["polarity"]) == (0, 14, Polarity.ASSERTS.value)


def test_csv_reads_back(reading):
    rows = every_row(reading)["attributions"]
    out = io.StringIO(newline="")
    assert write_csv("attributions", iter(rows), out) == len(rows)
    out.seek(0)
    read = list(csv.DictReader(out))
    assert list(read[0]) == list(COLUMNS["attributions"])
    assert [row["content"] for row in read] == [row["content"] for row in rows]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx"])
def test_a_spreadsheet_runs_nothing_of_an_article(text):
    out = io.StringIO(newline="")
    write_csv("stories", [{"story": "s", "headline": text, "article": "a"}], out)
    out.seek(0)
    assert next(csv.DictReader(out))["headline"] == f"'{text}"


def test_json_lines_are_one_line_each_whatever_the_text():
    rows = [{"story": "s", "headline": "one\ntwo\u2028\ud800", "article": "a"}] * 2
    out = io.StringIO()
    assert write_jsonl(rows, out) == 2
    lines = out.getvalue().encode("utf-8").decode("utf-8").splitlines()
    assert [json.loads(line) for line in lines] == rows


@pytest.mark.parametrize("table", COLUMNS)
def test_parquet_reads_back(reading, table):
    parquet = pytest.importorskip("pyarrow.parquet", reason="the extra export is not installed")
    rows = every_row(reading)[table]
    out = io.BytesIO()
    assert write_parquet(table, iter(rows), out) == len(rows)
    out.seek(0)
    assert parquet.read_table(out).to_pylist() == rows


def test_parquet_has_its_columns_even_without_rows():
    parquet = pytest.importorskip("pyarrow.parquet", reason="the extra export is not installed")
    out = io.BytesIO()
    assert write_parquet("stories", [], out) == 0
    out.seek(0)
    assert parquet.read_table(out).column_names == list(COLUMNS["stories"])


def test_parquet_takes_what_is_no_utf8():
    parquet = pytest.importorskip("pyarrow.parquet", reason="the extra export is not installed")
    out = io.BytesIO()
    write_parquet("stories", [{"story": "s", "headline": "a\ud800b", "article": "a"}], out)
    out.seek(0)
    assert parquet.read_table(out).to_pylist()[0]["headline"] == "a\N{REPLACEMENT CHARACTER}b"


def test_the_writers_take_the_same_arguments():
    rows = [{"story": "s", "headline": "h", "article": "a"}]
    made = {name: (io.BytesIO() if name == "parquet" else io.StringIO()) for name in WRITERS}
    for name, write in WRITERS.items():
        if name == "parquet":
            pytest.importorskip("pyarrow", reason="the extra export is not installed")
        assert write("stories", rows, made[name]) == 1
        assert made[name].getvalue()
