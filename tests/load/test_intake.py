"""Many inputs: files, folders and tables of articles, in order, and a reason for the rest."""

from __future__ import annotations

import gzip
import io
import json
import os
import threading
import tracemalloc
import zipfile
from datetime import UTC, datetime
from typing import IO, TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import sayso
from sayso import Article, Granularity, Manners, Skipped, load_many

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

TEXT = "The harbour was closed on Monday, the coastguard said. Nobody was hurt, it added."
GERMAN = (
    "Der Minister sagte am Dienstag, er werde nicht zurücktreten. Die Fähre sei wegen eines "
    "Maschinenschadens auf Grund gelaufen, teilte die Küstenwache am Abend mit."
)
OFFLINE = Manners(offline=True)


def taken(*inputs: str | Path | IO[bytes], **options: Any) -> list[Article | Skipped]:
    return list(load_many(*inputs, **{"manners": OFFLINE, **options}))


def one(path: Path, **options: Any) -> Article:
    (article,) = taken(path, **options)
    assert isinstance(article, Article), article
    return article


def reasons(found: list[Article | Skipped]) -> list[str]:
    return [one.reason for one in found if isinstance(one, Skipped)]


def texts(found: list[Article | Skipped]) -> list[str]:
    return [one.text for one in found if isinstance(one, Article)]


def written(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


class TestFilesAndFolders:
    def test_a_page_is_the_article_that_load_gives(self, page: str, tmp_path: Path) -> None:
        file = written(tmp_path / "ferry.html", page)
        assert taken(file) == [sayso.load(file)]
        assert taken(str(file)) == [sayso.load(file)]

    def test_a_folder_is_walked_in_order(self, tmp_path: Path) -> None:
        for name in ("b.txt", "a/z.txt", "a/b/c.txt", "c.txt"):
            written(tmp_path / name, f"{TEXT} This is {name}.")
        found = [text.rpartition(" ")[2] for text in texts(taken(tmp_path))]
        assert found == ["b.txt.", "c.txt.", "a/z.txt.", "a/b/c.txt."]

    def test_inputs_come_in_the_order_given(self, tmp_path: Path) -> None:
        files = [written(tmp_path / f"{n}.txt", f"{TEXT} Number {n}.") for n in (3, 1, 2)]
        assert [text[-2] for text in texts(taken(*files))] == ["3", "1", "2"]

    def test_what_is_no_article_is_skipped_with_the_reason_that_load_gives(
        self, tmp_path: Path
    ) -> None:
        written(tmp_path / "a.pdf", b"%PDF-1.7 ...")
        written(tmp_path / "b.txt", b"")
        written(tmp_path / "c.txt", GERMAN)
        written(tmp_path / "d.zip", _zipped({"letter.docx": b"x"}))
        written(tmp_path / "e.css", "body { color: red }")
        found = reasons(taken(tmp_path))
        for reason, part in zip(
            found, ["a PDF", "empty", "German", "ZIP", "a part of a page"], strict=True
        ):
            assert part in reason

    @pytest.mark.parametrize("name", ["nowhere.html", "a\0b", "x" * 5000, "a/b\ud800.txt"])
    def test_a_path_that_leads_nowhere_is_skipped(self, name: str) -> None:
        (skipped,) = taken(name)
        assert isinstance(skipped, Skipped)
        assert skipped.where == name

    def test_hidden_files_and_links_in_a_circle_are_passed_over(self, tmp_path: Path) -> None:
        written(tmp_path / ".hidden.txt", TEXT)
        written(tmp_path / ".git/a.txt", TEXT)
        (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
        assert taken(tmp_path) == []

    def test_a_pipe_is_read_too(self, tmp_path: Path) -> None:
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)
        writer = threading.Thread(target=pipe.write_text, args=(TEXT,))
        writer.start()
        assert texts(taken(pipe)) == [TEXT]
        writer.join()

    @pytest.mark.parametrize("pack", [bytes, gzip.compress])
    def test_a_stream_is_read_even_if_it_is_longer_than_a_page_may_be(
        self, pack: Callable[[bytes], bytes]
    ) -> None:
        lines = [json.dumps({"text": f"{TEXT} {n}", "id": os.urandom(99).hex()}) for n in range(99)]
        ours, theirs = os.pipe()
        with os.fdopen(ours, "rb") as stream, os.fdopen(theirs, "wb") as pipe:
            pipe.write(pack("\n".join(lines).encode()))
            pipe.close()
            assert len(texts(taken(stream, manners=Manners(offline=True, max_bytes=1000)))) == 99

    def test_gzip_is_seen_through_whatever_it_holds(self, page: str, tmp_path: Path) -> None:
        file = written(tmp_path / "ferry.html.gz", gzip.compress(page.encode()))
        assert one(file).title == "Ferry aground off Farrow Point"

    def test_a_large_gzip_file_is_read_to_its_end(self, tmp_path: Path) -> None:
        lines = [json.dumps({"text": TEXT, "id": os.urandom(300).hex()}) for _ in range(400)]
        packed = gzip.compress("\n".join(lines).encode())
        assert len(texts(taken(written(tmp_path / "a.jsonl.gz", packed)))) == 400

    def test_a_gzip_bomb_is_too_large(self, tmp_path: Path) -> None:
        bomb = gzip.compress(b"<rss><channel>" + b" " * 50_000_000)
        found = taken(written(tmp_path / "feed.xml.gz", bomb))
        assert reasons(found) == ["larger than 10,485,760 bytes"]

    def test_a_cut_gzip_gives_what_came_before_the_cut(self, tmp_path: Path) -> None:
        lines = [json.dumps({"text": TEXT, "id": os.urandom(300).hex()}) for _ in range(400)]
        packed = gzip.compress("\n".join(lines).encode())
        found = taken(written(tmp_path / "a.jsonl.gz", packed[: len(packed) // 2]))
        assert 100 < len(texts(found)) < 300
        assert "damaged" in reasons(found)[-1]


def test_nothing_is_read_before_it_is_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "later.txt"
    articles = load_many(file)
    written(file, TEXT)
    assert isinstance(next(articles), Article)


def test_ten_thousand_records_need_no_more_memory_than_a_few(tmp_path: Path) -> None:
    filler = "The tide was low, the harbour master said. " * 200
    row = json.dumps({"url": "https://a.example/1", "text": filler}) + "\n"
    file = tmp_path / "many.jsonl"
    with file.open("w") as lines:
        lines.writelines([row] * 3_000)
    assert file.stat().st_size > 25_000_000
    articles = load_many(file, manners=OFFLINE)
    next(articles)
    tracemalloc.start()
    for _ in range(40):
        next(articles)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2_000_000


class TestJSONLines:
    @pytest.mark.parametrize("name", ["text", "body", "content", "Article Text", "articleBody"])
    def test_the_text_has_the_names_that_users_give_it(self, name: str, tmp_path: Path) -> None:
        file = written(tmp_path / "a.jsonl", json.dumps({name: TEXT}))
        assert one(file).text == TEXT

    def test_a_record_tells_all_of_an_article(self, tmp_path: Path) -> None:
        record = {
            "URL": "https://courier.example/a",
            "Headline": "Harbour closed",
            "body": TEXT,
            "date": "2024-03-05",
            "outlet": "The Farrow Courier",
            "byline": "By Ada Penhallow and Noor Aziz",
        }
        article = one(written(tmp_path / "a.jsonl", json.dumps(record)))
        assert article == Article.from_text(
            TEXT,
            url="https://courier.example/a",
            title="Harbour closed",
            publisher="The Farrow Courier",
            published="2024-03-05",
            authors=("Ada Penhallow", "Noor Aziz"),
            language="en",
        )

    def test_other_names_are_mapped(self, tmp_path: Path) -> None:
        file = written(tmp_path / "a.jsonl", json.dumps({"body": "Ad.", "The Story": TEXT}))
        assert one(file, fields={"text": "the story"}).text == TEXT

    def test_a_field_that_is_none_of_ours_is_told_at_once(self) -> None:
        with pytest.raises(ValueError, match=r"no field is called boddy: use url, title, text"):
            load_many("a.jsonl", fields={"boddy": "x"})

    def test_a_publisher_that_is_not_told_is_the_domain(self, tmp_path: Path) -> None:
        record = {"text": TEXT, "url": "https://www.courier.example/a"}
        file = written(tmp_path / "a.jsonl", json.dumps(record))
        assert one(file).publisher == "courier.example"

    def test_lists_and_objects_of_names_are_names(self, tmp_path: Path) -> None:
        record = {
            "text": TEXT,
            "authors": [{"name": "Ada Penhallow"}, "Noor Aziz"],
            "source": {"id": None, "name": "The Farrow Courier"},
        }
        article = one(written(tmp_path / "a.jsonl", json.dumps(record)))
        assert article.authors == ("Ada Penhallow", "Noor Aziz")
        assert article.publisher == "The Farrow Courier"

    def test_a_language_that_the_text_leaves_open_may_be_told(self, tmp_path: Path) -> None:
        file = written(tmp_path / "a.jsonl", json.dumps({"text": "Oslo.", "lang": "nb-NO"}))
        assert one(file, language="any").language == "nb"

    def test_html_in_a_record_is_read_as_a_page_is(self, tmp_path: Path) -> None:
        html = f'<p>{TEXT}</p><p>The <a href="/b">Harbour Post</a> reported it first.</p>'
        record = {"url": "https://courier.example/a", "title": "Closed", "content": html}
        article = one(written(tmp_path / "a.jsonl", json.dumps(record)))
        assert article.text == f"{TEXT}\nThe Harbour Post reported it first."
        assert [link.url for link in article.links] == ["https://courier.example/b"]
        assert article.title == "Closed"

    def test_a_broken_line_costs_that_line_only(self, tmp_path: Path) -> None:
        good = json.dumps({"text": TEXT})
        lines = [good, '{"text": "cut', "", "[1, 2]", '"words"', "{}", good]
        found = taken(written(tmp_path / "a.jsonl", "\n".join(lines)))
        assert texts(found) == [TEXT, TEXT]
        where = [one.where.rpartition(": ")[2] for one in found if isinstance(one, Skipped)]
        assert where == ["line 2", "record 1", "record 2", "line 5", "line 6"]

    def test_a_line_beyond_the_limit_ends_the_file_with_a_reason(self, tmp_path: Path) -> None:
        lines = [json.dumps({"text": TEXT}), json.dumps({"text": "word " * 10_000})]
        file = written(tmp_path / "a.jsonl", "\n".join(lines))
        found = taken(file, manners=Manners(offline=True, max_bytes=5_000))
        assert texts(found) == [TEXT]
        assert reasons(found) == ["larger than 5,000 bytes"]

    def test_an_article_in_another_language_is_skipped(self, tmp_path: Path) -> None:
        file = written(tmp_path / "a.jsonl", json.dumps({"text": GERMAN}))
        assert "German" in reasons(taken(file))[0]
        assert one(file, language="any").language == "de"

    def test_a_text_stays_as_it_is(self, tmp_path: Path) -> None:
        text = f"  {TEXT}\n\nUse the <p> tag,  the editor said.\n\n"
        assert one(written(tmp_path / "a.jsonl", json.dumps({"text": text}))).text == text

    @pytest.mark.parametrize("content", [TEXT, f"<p>{TEXT}</p>"])
    def test_an_address_that_is_none_is_dropped(self, content: str, tmp_path: Path) -> None:
        record = {"text": content, "url": "http://[a"}
        article = one(written(tmp_path / "a.jsonl", json.dumps(record)))
        assert (article.text, article.url) == (TEXT, None)

    def test_halves_of_pairs_and_nuls_go_out_of_a_text(self, tmp_path: Path) -> None:
        line = '{"text": "It rained,\\ud83d he\\u0000 said.", "title": "Rain\\ud83d"}'
        article = one(written(tmp_path / "a.jsonl", line))
        assert article.text == "It rained, he said."
        assert article.title == "Rain"

    def test_lines_are_known_without_the_files_name(self, tmp_path: Path) -> None:
        long = json.dumps({"text": f"{TEXT} " * 2_000})
        for name, content in (("a", json.dumps({"text": TEXT}) + "\n{}\n"), ("b.txt", long)):
            assert texts(taken(written(tmp_path / name, content)))[0].startswith(TEXT)


class TestJSON:
    @pytest.mark.parametrize("wrap", [None, "articles", "results", "data"])
    def test_a_list_of_records_is_a_table_and_so_is_a_page_of_results(
        self, wrap: str | None, tmp_path: Path
    ) -> None:
        records = [{"text": f"{TEXT} {n}"} for n in range(3)]
        data: object = {"status": "ok", wrap: records} if wrap else records
        found = taken(written(tmp_path / "a.json", json.dumps(data, indent=1)))
        assert texts(found) == [f"{TEXT} {n}" for n in range(3)]

    def test_one_record_on_many_lines_is_one_article(self, tmp_path: Path) -> None:
        file = written(tmp_path / "a.json", json.dumps({"title": "A", "text": TEXT}, indent=2))
        assert one(file).title == "A"

    @pytest.mark.parametrize(
        ("content", "reason"),
        [
            ("[]", "nothing to take in this JSON file"),
            ("[1]", "no record:"),
            ('[{"text": "x"', "broken JSON"),
            ("[" * 100_000, "broken JSON"),
        ],
    )
    def test_what_holds_no_record_says_so(self, content: str, reason: str, tmp_path: Path) -> None:
        assert reason in reasons(taken(written(tmp_path / "a.json", content)))[0]


class TestTables:
    @pytest.mark.parametrize("between", [",", "\t", ";", "|"])
    def test_columns_may_be_parted_by_any_of_the_usual_characters(
        self, between: str, tmp_path: Path
    ) -> None:
        content = f'title{between}text\r\nClosed{between}"{TEXT}"\r\n'
        article = one(written(tmp_path / "a.csv", content))
        assert (article.title, article.text) == ("Closed", TEXT)

    def test_a_table_is_known_by_its_header(self, tmp_path: Path) -> None:
        file = written(tmp_path / "a", f'title,text\nClosed,"{TEXT}"\n')
        assert one(file).text == TEXT

    def test_a_text_with_commas_is_no_table(self, tmp_path: Path) -> None:
        text = f"Text, body and soul, the singer said.\n\n{TEXT}"
        assert one(written(tmp_path / "a.txt", text)).text == text

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
    def test_the_encoding_is_found(self, encoding: str, tmp_path: Path) -> None:
        content = f'title,text\nCafé,"The café’s owner said so. {TEXT}"\n'
        assert one(written(tmp_path / "a.csv", content.encode(encoding))).title == "Café"

    def test_a_cell_may_hold_lines_and_be_long(self, tmp_path: Path) -> None:
        long = f"{TEXT}\n\n" * 3_000
        assert one(written(tmp_path / "a.csv", f'id,text\n1,"{long}"\n')).text == long

    def test_a_carriage_return_alone_ends_a_row(self, tmp_path: Path) -> None:
        article = one(written(tmp_path / "a.csv", f'title,text\rClosed,"{TEXT}"\r'))
        assert (article.title, article.text) == ("Closed", TEXT)

    @pytest.mark.parametrize("bytes_", [b"title\rtext", b"\r\r,text\r", b'te"xt\r"\r,"'])
    def test_a_stray_carriage_return_is_no_crash(self, bytes_: bytes, tmp_path: Path) -> None:
        assert reasons(taken(written(tmp_path / "a.csv", bytes_)))

    def test_a_row_without_text_or_link_is_skipped_by_its_line(self, tmp_path: Path) -> None:
        file = written(tmp_path / "a.csv", f'title,text\nA,"{TEXT}"\nB,\nC,nan\n\n')
        found = taken(file)
        assert len(texts(found)) == 1
        assert found[1:] == [
            Skipped(f"{file}: line {n}", "neither a text nor a link to one") for n in (3, 4)
        ]

    def test_a_row_with_a_link_leads_to_its_page(self, tmp_path: Path) -> None:
        file = written(tmp_path / "a.csv", "title,url\nA,https://a.example/1\nB,nowhere\n")
        assert taken(file) == [
            Skipped("https://a.example/1", "not fetched: offline"),
            Skipped(f"{file}: line 3", "no full address to fetch: nowhere"),
        ]

    def test_a_table_of_something_else_says_what_it_lacks(self, tmp_path: Path) -> None:
        found = taken(written(tmp_path / "a.csv", "name,age\nAda,7\n"))
        assert reasons(found) == ["no column for a text or a URL among: name, age"]

    @pytest.mark.parametrize(
        ("stated", "moment", "grain"),
        [
            ("2024-03-05", datetime(2024, 3, 5, tzinfo=UTC), Granularity.DAY),
            ("2024-03", datetime(2024, 3, 1, tzinfo=UTC), Granularity.MONTH),
            ("2024", datetime(2024, 1, 1, tzinfo=UTC), Granularity.YEAR),
            ("2024-03-05 14:30:07", datetime(2024, 3, 5, 14, 30, 7, tzinfo=UTC), "second"),
            ("2024-03-05T14:30:00Z", datetime(2024, 3, 5, 14, 30, tzinfo=UTC), "second"),
            (
                "Tue, 05 Mar 2024 14:30:07 GMT",
                datetime(2024, 3, 5, 14, 30, 7, tzinfo=UTC),
                "second",
            ),
            ("March 5, 2024", datetime(2024, 3, 5, tzinfo=UTC), Granularity.DAY),
            ("5 Mar 2024", datetime(2024, 3, 5, tzinfo=UTC), Granularity.DAY),
            ("20240305", datetime(2024, 3, 5, tzinfo=UTC), Granularity.DAY),
            ("1709649007", datetime(2024, 3, 5, 14, 30, 7, tzinfo=UTC), Granularity.SECOND),
            ("1709649007000", datetime(2024, 3, 5, 14, 30, 7, tzinfo=UTC), Granularity.SECOND),
            ("03/05/2024", None, None),
            ("last week", None, None),
        ],
    )
    def test_dates_keep_their_granularity_and_none_is_guessed(
        self, stated: str, moment: datetime | None, grain: str | None, tmp_path: Path
    ) -> None:
        file = written(tmp_path / "a.csv", f'date,text\n"{stated}","{TEXT}"\n')
        assert (one(file).published, one(file).granularity) == (moment, grain)


def _zipped(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as bundle:
        for name, data in files.items():
            bundle.writestr(name, data)
    return packed.getvalue()


_STARTS = [
    b"<rss><channel><item><link>", b"<feed><entry>", b"<opml><outline xmlUrl='", b"<urlset>",
    b'{"version": "https://jsonfeed.org/version/1", "items": [', b'{"text": "', b"[{",
    b"WARC/1.0\r\n", b"filedesc://", b"PK\x03\x04", gzip.compress(b"WARC/1.0\r\nx"), b"<html>",
    b"\x04\x22\x4d\x18", b"https://a.example/\n", b"text,url\n", b"\x1f\x8b\x08", b"",
]  # fmt: skip
_NAMES = ["a", "a.csv", "a.jsonl", "a.warc", "a.warc.lz4", "a.rss", "a.opml", "a.arc", "a.wacz"]


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    start=st.sampled_from(_STARTS),
    rest=st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)),
    name=st.sampled_from(_NAMES),
)
def test_no_bytes_are_a_crash_and_none_are_silence(
    start: bytes, rest: bytes, name: str, tmp_path: Path
) -> None:
    found = taken(written(tmp_path / name, start + rest), language="any")
    assert found
    assert all("\n" not in one.reason for one in found if isinstance(one, Skipped))


@pytest.fixture(autouse=True)
def _no_warnings(recwarn: pytest.WarningsRecorder) -> Iterator[None]:
    yield
    assert [str(warning.message) for warning in recwarn] == []
