"""The door of the load stage: files, URLs, bytes, pages; and whatever else people feed it."""

from __future__ import annotations

import gzip
import os
import tarfile
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.errors import (
    FetchError,
    ForbiddenAddress,
    LoadError,
    NoArticle,
    NoSuchFile,
    NotText,
    TooLarge,
    WrongLanguage,
)
from sayso.load import load, load_bytes, load_html
from sayso.types import Article, Granularity

if TYPE_CHECKING:
    from .conftest import Site

GERMAN = (
    "Der Minister sagte am Dienstag, er werde nicht zurücktreten. Die Fähre sei wegen eines "
    "Maschinenschadens auf Grund gelaufen, teilte die Küstenwache am Abend mit."
)


class TestPages:
    def test_a_page_gives_everything_it_says_of_itself(self, page: str) -> None:
        article = load_html(page, url="https://www.farrowcourier.example/news/ferry?utm=1")
        assert article.title == "Ferry aground off Farrow Point"
        assert article.publisher == "The Farrow Courier"
        assert article.url == "https://www.farrowcourier.example/news/ferry"
        assert article.authors == ("Ada Penhallow",)
        assert article.language == "en"
        assert article.credit == "Reuters"
        assert article.granularity is Granularity.SECOND
        zone = timezone(timedelta(hours=2))
        assert article.published == datetime(2024, 3, 5, 14, 30, tzinfo=zone)

    def test_the_text_has_one_line_per_paragraph_and_nothing_else(self, page: str) -> None:
        lines = load_html(page).text.split("\n")
        assert [line.split()[0] for line in lines] == ["FARROW", "“We", "The"]

    def test_the_dateline_stays_in_the_text_as_evidence(self, page: str) -> None:
        assert load_html(page).text.startswith("FARROW (Reuters) - A ferry")

    def test_links_point_at_their_words(self, page: str) -> None:
        article = load_html(page, url="https://www.farrowcourier.example/news/ferry")
        found = {article.text[a.span.start : a.span.end]: a.url for a in article.links}
        assert found == {
            "the Harbour Post": "https://www.harbourpost.example/ferry",
            "Radio Farrow": "https://www.farrowcourier.example/radio",
        }

    def test_typographic_quotes_stay_as_they_are(self, page: str) -> None:
        assert "“We heard a long scrape, and then the lights went out,”" in load_html(page).text

    def test_bytes_and_text_of_a_page_give_the_same_article(self, page: str) -> None:
        assert load_html(page) == load_html(page.encode())

    def test_a_fragment_is_a_page_too(self) -> None:
        assert load_html("<p>A ship sank, police said.</p>").text == "A ship sank, police said."


class TestFiles:
    def test_a_page_in_a_file_is_an_article(self, page: str, tmp_path: Path) -> None:
        file = tmp_path / "ferry.html"
        file.write_text(page, encoding="utf-8")
        assert load(file) == load(str(file)) == load_html(page)

    def test_a_page_is_known_without_its_suffix(self, page: str, tmp_path: Path) -> None:
        file = tmp_path / "ferry"
        file.write_text(page, encoding="utf-8")
        assert load(file).title == "Ferry aground off Farrow Point"

    def test_a_text_file_stays_as_it_is_but_for_its_line_ends(self, tmp_path: Path) -> None:
        file = tmp_path / "ferry.txt"
        file.write_bytes(
            "\ufeffA ship sank,  police\u00a0said.\r\n\r\nRead more: \tthat.\r".encode()
        )
        assert load(file).text == "A ship sank,  police\u00a0said.\n\nRead more: \tthat.\n"

    def test_a_text_file_may_carry_a_dateline(self, tmp_path: Path) -> None:
        file = tmp_path / "ferry.txt"
        file.write_text("PARIS (AFP) - A ship sank off the coast, police said on Monday.")
        assert load(file).credit == "Agence France-Presse"

    def test_a_text_may_speak_of_tags(self, tmp_path: Path) -> None:
        file = tmp_path / "ferry.txt"
        file.write_text("Use the <p> tag, the editor said, and close it with </p> at the end.")
        assert load(file).text.startswith("Use the <p> tag")

    def test_no_such_file_is_one_clear_line(self) -> None:
        with pytest.raises(NoSuchFile, match=r"^nowhere\.html: no such file$"):
            load("nowhere.html")

    def test_a_folder_is_no_file(self, tmp_path: Path) -> None:
        with pytest.raises(NoSuchFile, match="a folder"):
            load(tmp_path)

    @pytest.mark.parametrize("name", ["a\0b", "x" * 5000, "a/b\ud800.txt"])
    def test_an_impossible_path_is_one_clear_line(self, name: str) -> None:
        with pytest.raises(NoSuchFile):
            load(name)

    def test_a_file_beyond_the_limit_is_too_large(self, tmp_path: Path) -> None:
        file = tmp_path / "long.txt"
        file.write_text("He said so. " * 100)
        with pytest.raises(TooLarge, match="larger than 1,000 bytes"):
            load(file, max_bytes=1000)


class TestURLs:
    def test_a_page_behind_redirects_is_an_article(self, site: Site, page: str) -> None:
        bare = page.replace('<link rel="canonical"', "<link")
        end = site.serve("/end", bare)
        article = load(site.serve("/start", status=302, Location="/end"), allow_private=True)
        assert article.url == end
        assert len(article.links) == 2

    def test_private_addresses_need_permission(self, site: Site, page: str) -> None:
        with pytest.raises(ForbiddenAddress, match="--allow-private"):
            load(site.serve("/a", page))

    def test_the_servers_charset_counts(self, site: Site) -> None:
        text = "<html><p>The café’s owner said so, and the mayor agreed.</p></html>"
        url = site.serve(
            "/a", text.encode("cp1252"), Content_Type="text/html; charset=windows-1252"
        )
        assert load(url, allow_private=True).text.startswith("The café’s owner")

    @pytest.mark.parametrize(
        "charset", ["utf-16", "no-such-charset", "unicode_escape", "rot13", ""]
    )
    def test_a_wrong_charset_does_no_harm(self, site: Site, charset: str) -> None:
        text = "<html><p>The café’s owner said so, and the mayor agreed.</p></html>"
        url = site.serve("/a", text, Content_Type=f"text/html; charset={charset}")
        assert load(url, allow_private=True).text.startswith("The café’s owner")

    def test_a_pdf_that_calls_itself_a_page_is_refused(self, site: Site) -> None:
        with pytest.raises(NotText, match="a PDF"):
            load(site.serve("/a", b"%PDF-1.7 ..."), allow_private=True)

    def test_a_plain_text_on_the_web_is_an_article(self, site: Site) -> None:
        url = site.serve("/a", "A ship sank, police said.", Content_Type="text/plain")
        article = load(url, allow_private=True)
        assert (article.text, article.url) == ("A ship sank, police said.", url)

    def test_a_url_of_another_scheme_is_no_path(self) -> None:
        with pytest.raises(FetchError, match="only http and https"):
            load("ftp://files.example/a.html")


class TestRefusals:
    @pytest.mark.parametrize("data", [b"", b" \n\t ", b"\xef\xbb\xbf", b"\xff\xfe"])
    def test_nothing_is_no_article(self, data: bytes) -> None:
        with pytest.raises(NoArticle):
            load_bytes(data, where="standard input")

    def test_the_error_names_the_input(self) -> None:
        with pytest.raises(NoArticle, match=r"^standard input: "):
            load_bytes(b"", where="standard input")

    @pytest.mark.parametrize("tag", ["html", "div", "p"])
    def test_a_page_without_words_is_no_article(self, tag: str) -> None:
        with pytest.raises(NoArticle):
            load_html(f"<{tag}></{tag}>")

    def test_german_is_refused_by_name(self) -> None:
        with pytest.raises(WrongLanguage, match=r"German \(de\).*--language any"):
            load_bytes(GERMAN.encode())

    def test_german_is_read_if_asked_for(self) -> None:
        assert load_bytes(GERMAN.encode(), language="any").language == "de"
        assert load_bytes(GERMAN.encode(), language="de").language == "de"

    def test_english_is_refused_where_german_is_asked_for(self, page: str) -> None:
        with pytest.raises(WrongLanguage, match="English"):
            load_html(page, language="de")


def _valid(article: Article) -> None:
    assert article.text.strip()
    for link in article.links:
        assert 0 <= link.span.start < link.span.end <= len(article.text)
        assert article.text[link.span.start : link.span.end].strip()
    assert article.published is None or article.published.tzinfo


FUZZ = settings(
    max_examples=int(os.environ.get("SAYSO_FUZZ", "150")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
_PIECES = st.sampled_from(
    [
        "<p>", "</p>", "<div>", "</div>", "<a href='https://b.example/x'>", "<a href='//['>",
        "</a>", "<article>", "<h1>", "</h1>", "<br>", "<table><tr><td>", "<li>", "<blockquote>",
        "<span class=link>", "</span>", "<!--", "-->", "<script>", "</script>", "<style>",
        "<title>", "</title>", "<base href='x'>", "<meta charset=utf-16>", "<svg>", "<![CDATA[",
        "<meta property='article:published_time' content='2024-13-45'>",
        "<meta name=date content='99999'>", "<link rel=canonical href='http://[::1'>",
        '<script type="application/ld+json">{"@type":["NewsArticle"],"author":{}}</script>',
        '<script type="application/ld+json">[{"@type":"Article","publisher":[]}]</script>',
        "The mayor said the ferry was safe. ", "“We saw it,” she told Radio Farrow. ",
        "(Reuters) - ", "&shy;", "&#0;", "&#xD800;", "&#147;", "&amp;amp;", "â€™", "\u00ad",
        "\u200b", "\ufeff", "\x00", "\x85", "\ud800", "\U0010ffff", "Read more: x",
        "By The Associated Press", "\n", "'' ``",
    ]
)  # fmt: skip


class TestAnything:
    @FUZZ
    @given(st.binary(max_size=400))
    def test_any_bytes_are_an_article_or_a_clear_refusal(self, data: bytes) -> None:
        try:
            _valid(load_bytes(data, language="any"))
        except LoadError as error:
            assert "\n" not in str(error)

    @FUZZ
    @given(st.binary(max_size=300), st.sampled_from(["text/html", "text/plain", None]))
    def test_any_bytes_within_a_page_too(self, data: bytes, media_type: str | None) -> None:
        start = b"<html><body><p>The mayor said the ferry was safe."
        try:
            _valid(load_bytes(start + data, media_type=media_type, language="any"))
        except LoadError as error:
            assert "\n" not in str(error)

    @FUZZ
    @given(st.lists(_PIECES, max_size=40), st.booleans())
    def test_any_soup_of_tags_has_links_that_lie_in_the_text(
        self, pieces: list[str], as_bytes: bool
    ) -> None:
        html = "".join(pieces)
        data = html.encode("utf-8", "surrogatepass") if as_bytes else html
        try:
            _valid(load_html(data, url="https://www.farrowcourier.example/a", language="any"))
        except LoadError as error:
            assert "\n" not in str(error)

    @FUZZ
    @given(st.text(max_size=300))
    def test_a_text_keeps_its_length_but_for_line_ends(self, text: str) -> None:
        plain = text.replace("\r\n", "\n").replace("\r", "\n")
        try:
            article = load_bytes(
                b"\xef\xbb\xbf" + text.encode(), media_type="text/plain", language="any"
            )
        except LoadError:
            return
        if "<" not in text:
            assert article.text.split() == plain.split()
            assert len(article.text) == len(plain)

    @pytest.mark.parametrize(
        "html",
        [
            "<div>" * 50_000 + "He said so." + "</div>" * 50_000,
            "<p>" + "<span>" * 20_000 + "He said so.",
            "<ul><li>" * 5_000 + "He said so.",
            '<script type="application/ld+json">' + "[" * 50_000 + "</script><p>He said so.</p>",
            "<p>By " + "A" * 5_000 + "</p><p>He said so.</p>",
            "<!-- x -->" * 2_000 + "<",
            "<" * 100_000,
            "<a href='http://b.example/'>x" * 3_000,
            "<p>" + " " * 500_000 + "He said so.",
        ],
        ids=["divs", "spans", "lists", "json", "byline", "comments", "angles", "anchors", "blanks"],
    )
    def test_a_hostile_page_is_an_article_or_a_refusal_in_good_time(self, html: str) -> None:
        try:
            _valid(load_html(f"<html><body>{html}", language="any"))
        except LoadError as error:
            assert "\n" not in str(error)


BENCHMARK = "data/pages-article-extraction-benchmark.tar.gz"


def _shared(name: str) -> Path:
    beside = Path(__file__).resolve().parents[3] / "shared"
    return Path(os.environ.get("SAYSO_SHARED", beside)) / name


@pytest.mark.skipif(not _shared(BENCHMARK).exists(), reason=f"needs shared/{BENCHMARK}")
def test_every_page_of_the_benchmark_loads_or_is_refused_with_a_reason() -> None:
    loaded, refused = 0, []
    with tarfile.open(_shared(BENCHMARK)) as tar:
        for member in tar:
            packed = tar.extractfile(member) if member.name.endswith(".html.gz") else None
            if packed is None:
                continue
            try:
                _valid(
                    load_bytes(gzip.decompress(packed.read()), where=member.name, language="any")
                )
                loaded += 1
            except LoadError as error:
                refused.append(error.reason)
    assert all(reason and "\n" not in reason for reason in refused)
    # 177 load; two are paywall stubs, two are nothing but tables of results.
    assert loaded >= 170
    assert loaded + len(refused) == 181
