"""Lists of addresses: OPML, a sitemap or one URL a line comes in, leads go out.

Entities, DTDs and the network are off; knows nothing of what the addresses lead to.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from lxml import etree

from sayso.load import encoding, meta, web
from sayso.load.told import Lead, Told
from sayso.types import Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.load.inputs import Input, Wanted
    from sayso.load.told import Taken

# Anything that a document declares for itself could unfold, or fetch.
_ENTITY = re.compile(rb"<!ENTITY", re.I)
_HEAD_BYTES = 64 * 1024


def opml(given: Input, wanted: Wanted) -> Iterator[Taken]:
    """Read a list of feeds (OPML 2.0): every outline's ``xmlUrl``, else its ``url``."""
    for outline in _elements(given, wanted, ("outline",)):
        if isinstance(outline, Skipped):
            yield outline
            continue
        stated = {str(name).lower(): str(value) for name, value in outline.attrib.items()}
        address = (stated.get("xmlurl") or stated.get("url") or "").strip()
        if address:
            yield _lead(address, given.where)


def sitemap(given: Input, wanted: Wanted) -> Iterator[Taken]:
    """Read a sitemap or an index of them (sitemaps.org), with the dates of a news sitemap."""
    for entry in _elements(given, wanted, ("url", "sitemap")):
        if isinstance(entry, Skipped):
            yield entry
            continue
        stated = {_local(child): (child.text or "").strip() for child in _within(entry)}
        if stated.get("loc"):
            yield _lead(stated["loc"], given.where, stated)


def urls(given: Input, wanted: Wanted) -> Iterator[Taken]:
    """Read one URL a line; empty lines and lines that begin with # are passed over."""
    for number, line in enumerate(given.lines(wanted.max_bytes), 1):
        address = encoding.decode(line).strip()
        if address and not address.startswith("#"):
            yield _lead(address, f"{given.where}: line {number}")


def _lead(address: str, where: str, stated: dict[str, str] | None = None) -> Lead | Skipped:
    address = " ".join(address.split())
    if not web.is_url(address) or not meta.sound(address):
        return Skipped(where, f"no full address to fetch: {address[:80]}")
    said = stated or {}
    published, granularity = meta.moment_of(said.get("publication_date", "")) or (None, None)
    return Lead(
        address,
        Told(url=address, title=said.get("title"), published=published, granularity=granularity),
    )


def _elements(
    given: Input, wanted: Wanted, names: tuple[str, ...]
) -> Iterator[etree._Element | Skipped]:
    """Elements of the wanted names, one by one and forgotten; damage ends them with a reason."""
    data = given.whole(wanted.max_bytes).lstrip()
    if _ENTITY.search(data, 0, _HEAD_BYTES):
        yield Skipped(given.where, "declares entities of its own: not read")
        return
    parser = etree.iterparse(
        io.BytesIO(data),
        events=("end",),
        tag=[f"{{*}}{name}" for name in names],
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=True,
    )
    try:
        for _, element in parser:
            yield element
            element.clear()
    except etree.XMLSyntaxError as error:
        yield Skipped(given.where, f"broken XML: {' '.join(str(error).split())}")


def _within(entry: etree._Element) -> Iterator[etree._Element]:
    """An entry's own elements and those of its news part; pictures have addresses too."""
    for child in entry:
        if not isinstance(child.tag, str):
            continue
        if _local(child) == "news":
            yield from (part for part in child if isinstance(part.tag, str))
        elif _local(child) in ("loc", "lastmod"):
            yield child


def _local(element: etree._Element) -> str:
    return str(etree.QName(element).localname).lower()
