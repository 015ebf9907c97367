"""Intake: files, folders, URLs, feeds, tables, lists and web archives come in, articles go out.

Here the readers meet: what an input is decides who reads it, and a lead that a reader gives is
fetched and read in its turn. One input, one record, one page at a time, in order. Knows nothing
of what is done with articles.
"""

from __future__ import annotations

import gzip
import io
import shutil
import tempfile
import zlib
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, cast
from urllib.parse import unquote, urlsplit

from sayso.errors import LoadError
from sayso.load import arc, feeds, folders, kinds, lists, single, tables, told, warc, web
from sayso.load.cache import Cache
from sayso.load.inputs import Input, Wanted
from sayso.load.kinds import Kind
from sayso.load.manners import Manners
from sayso.load.told import Lead, Taken
from sayso.load.visits import Visits
from sayso.types import Article, Skipped

if TYPE_CHECKING:
    from sayso.load.web import Fetched

Known = Callable[[str], bool] | Container[str]

#: The reasons given for a URL that is not fetched because it was read before.
KNOWN = "read before, not fetched again"
TWICE = "named before in this run"

_READERS: dict[Kind, Callable[[Input, Wanted], Iterator[Taken]]] = {
    Kind.ARC: arc.arc,
    Kind.FEED: feeds.feed,
    Kind.JSON: tables.json_whole,
    Kind.JSON_FEED: feeds.json_feed,
    Kind.JSON_LINES: tables.json_lines,
    Kind.OPML: lists.opml,
    Kind.SITEMAP: lists.sitemap,
    Kind.TABLE: tables.rows,
    Kind.URLS: lists.urls,
    Kind.WARC: warc.warc,
    Kind.ZIP: warc.wacz,
}
# A list of lists of feeds of pages; deeper is a trap.
_DEPTH_AT_MOST = 6
_LAYERS_AT_MOST = 2
_WARC = b"WARC/"


def load_many(
    *inputs: str | Path | IO[bytes],
    fields: Mapping[str, str] | None = None,
    language: str = "en",
    known: Known = frozenset(),
    refetch: bool = False,
    manners: Manners | None = None,
) -> Iterator[Article | Skipped]:
    """Load the articles of any number of inputs, lazily, in order, in bounded memory.

    An input is a path, an http(s) URL or an open binary stream of: an article, a folder (walked,
    sorted), JSON lines, JSON, CSV or TSV, an RSS, Atom or JSON feed, OPML, a sitemap or an index
    of them, a list of URLs, WARC, ARC or WACZ; all but the folder also gzipped. Its bytes tell
    which, then its name. Feeds, lists and records without a text lead to pages, which are
    fetched.

    ``fields`` maps our names (``url, title, text, published, publisher, authors, language``) to
    a table's where they are none of the usual (``{"text": "story_body"}``). ``language`` is the
    code of the language to accept, "any" for all. ``known`` tells which URLs were read before,
    as a set or a function: they are not fetched again, unless ``refetch``, which asks the web
    anew. ``manners`` is how the web is asked.

    What cannot be loaded is a ``Skipped``; no input raises. A URL passed over because it was
    read before has the reason ``KNOWN`` or ``TWICE``.

    Raises ValueError for a field name that is none of ours.

    >>> for taken in load_many("feeds.opml", "crawl.warc.gz"):  # doctest: +SKIP
    ...     print(taken.title if isinstance(taken, Article) else taken.reason)
    """
    stated = dict(fields or {})
    if unknown := sorted(set(stated) - set(tables.FIELDS)):
        usual = ", ".join(tables.FIELDS)
        raise ValueError(f"no field is called {', '.join(unknown)}: use {usual}")
    manners = manners or Manners()
    run = _Run(
        wanted=Wanted(language, stated, manners.max_bytes),
        is_header=tables.header_test(stated),
        known=known if callable(known) else known.__contains__,
        refetch=refetch,
        offline=manners.offline,
        cache=Cache(manners.cache),
        visits=Visits(manners),
    )
    return (taken for source in inputs for taken in run.source(source))


@dataclass(slots=True)
class _Run:
    """One call of ``load_many``: what it wants, and which URLs it has seen (as hashes)."""

    wanted: Wanted
    is_header: Callable[[list[str]], bool]
    known: Callable[[str], bool]
    refetch: bool
    offline: bool
    cache: Cache
    visits: Visits
    seen: set[int] = field(default_factory=set)

    def source(self, source: str | Path | IO[bytes]) -> Iterator[Article | Skipped]:
        """What one input of the caller gives."""
        if not isinstance(source, (str, Path)):
            name = str(getattr(source, "name", "a stream"))
            yield from self._input(Input(name, source), Lead(""), 0)
            return
        if isinstance(source, str) and web.is_url(source):
            yield from self._lead(Lead(source.strip()), 0)
            return
        path = Path(source)
        try:
            is_folder = path.is_dir()
        except OSError:
            is_folder = False
        for one in folders.files(path) if is_folder else (path,):
            if isinstance(one, Skipped):
                yield one
            else:
                yield from self._file(one)

    def _file(self, path: Path) -> Iterator[Article | Skipped]:
        try:
            file = path.open("rb")
        except (OSError, ValueError) as error:
            yield Skipped(str(path), single.unreadable(path, error).reason)
            return
        with file:
            yield from self._input(Input(str(path), file, path.name), Lead(""), 0)

    def _lead(self, lead: Lead, depth: int) -> Iterator[Article | Skipped]:
        """Fetch what a lead leads to, and read it in its turn."""
        url = lead.url.partition("#")[0]
        if reason := self._reason_against(url, depth):
            yield Skipped(url, reason)
            return
        try:
            got = self._fetched(url)
        except LoadError as error:
            yield Skipped(error.where, error.reason)
            return
        path = unquote(urlsplit(got.url).path)
        given = Input(
            url,
            io.BytesIO(got.data),
            PurePosixPath(path).name,
            got.url,
            got.media_type,
            got.charset,
        )
        yield from self._input(given, lead, depth)

    def _reason_against(self, url: str, depth: int) -> str | None:
        mark = hash(url)
        if mark in self.seen:
            return TWICE
        self.seen.add(mark)
        if depth > _DEPTH_AT_MOST:
            return "too deep: lists that lead to lists"
        return KNOWN if not self.refetch and self.known(url) else None

    def _fetched(self, url: str) -> Fetched:
        """A page from the cache if it is there; whatever changes by nature is asked for anew."""
        kept = self.cache.get(url)
        if kept and (self.offline or (not self.refetch and self._is_article(kept))):
            return kept
        if self.offline:
            raise LoadError(url, "not fetched: offline")
        got = self.visits.fetch(url, kept)
        if got is not kept:
            self.cache.put(url, got)
        return got

    def _is_article(self, kept: Fetched) -> bool:
        name = urlsplit(kept.url).path
        head = kept.data[: kinds.HEAD_BYTES]
        return kinds.kind_of(head, name, kept.media_type, self.is_header) is Kind.ARTICLE

    def _input(self, given: Input, lead: Lead, depth: int) -> Iterator[Article | Skipped]:
        """Read an input after its kind, and follow what it leads to."""
        try:
            if not given.stream.seekable():
                yield from self._pipe(given, lead, depth)
                return
            for taken in self._read(given, lead):
                if isinstance(taken, Lead):
                    yield from self._lead(taken, depth + 1)
                else:
                    yield taken
        except LoadError as error:
            yield Skipped(error.where, error.reason)
        except (OSError, EOFError, zlib.error) as error:
            reason = " ".join(str(error).split())
            yield Skipped(given.where, f"damaged: {reason}; the rest cannot be read")

    def _pipe(self, given: Input, lead: Lead, depth: int) -> Iterator[Article | Skipped]:
        """Read what comes but once from a file that can be gone back in; small ones take none."""
        with tempfile.SpooledTemporaryFile(self.wanted.max_bytes) as file:
            shutil.copyfileobj(given.stream, file)
            file.seek(0)
            yield from self._input(replace(given, stream=cast("IO[bytes]", file)), lead, depth)

    def _read(self, given: Input, lead: Lead) -> Iterator[Taken]:
        given, kind = self._opened(given)
        if kind is Kind.ARTICLE:
            yield told.completed(self._article(given), lead.told)
            return
        empty = True
        for taken in _READERS[kind](given, self.wanted):
            empty = False
            yield taken
        if empty:
            yield Skipped(given.where, f"nothing to take in this {kind}")

    def _opened(self, given: Input) -> tuple[Input, Kind]:
        """An input out of its gzip, and its kind. A WARC's reader unpacks its records itself."""
        for _ in range(_LAYERS_AT_MOST + 1):
            head = given.stream.read(kinds.HEAD_BYTES)
            given.stream.seek(0)
            kind = kinds.kind_of(head, given.name, given.media_type, self.is_header)
            if kind is not Kind.GZIP:
                return given, kind
            begins = gzip.GzipFile(fileobj=given.stream, mode="rb").read(len(_WARC))
            given.stream.seek(0)
            if begins == _WARC:
                return given, Kind.WARC
            plain = cast("IO[bytes]", gzip.GzipFile(fileobj=given.stream, mode="rb"))
            name = given.name.removesuffix(".gz")
            given = replace(given, stream=plain, name=name, media_type=None)
        raise LoadError(given.where, "compressed too many times over")

    def _article(self, given: Input) -> Article:
        data = given.whole(self.wanted.max_bytes)
        return single.article(
            data,
            where=given.where,
            language=self.wanted.language,
            url=given.url,
            media_type=given.media_type or single.media_type(given.name),
            declared=given.charset,
        )
