"""Real feeds and web archives, the broken ones too: what can be had, and reasons for the rest."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sayso import Article, Manners, Skipped, load_many

SHARED = Path(os.environ.get("SAYSO_SHARED", Path(__file__).parents[3] / "shared"))
FILES = [
    path
    for folder in ("feeds", "warc")
    if (SHARED / "data" / folder).is_dir()
    for path in sorted((SHARED / "data" / folder).iterdir())
]
#: Articles that must come out, at least, where there are any (language: any).
AT_LEAST = {
    "content-encoded.rss": 7,
    "customfields.rss": 12,
    "feedburner.atom": 24,
    "many-links.rss": 25,
    "clipped.warc.gz": 1,
    "example-bad-non-chunked.warc.gz": 1,
    "example-bad.warc.gz.bad": 1,
    "example-iana.org-chunked.warc": 1,
    "example-resource.warc.gz": 1,
    "example-space-in-url.arc": 1,
    "example-trunc.warc": 1,
    "example-wget-bad-target-uri.warc.gz": 1,
    "example-wrong-chunks.warc.gz": 1,
    "example.arc": 1,
    "example.arc.gz": 1,
    "example.warc": 1,
    "example.warc.gz": 1,
    "warcfile.warc": 8,
    "warcfile.warc.gz": 8,
    "warcfile.warc.lz4": 8,
}

pytestmark = pytest.mark.skipif(not FILES, reason=f"no feeds and archives at {SHARED}")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_file_gives_what_can_be_had_and_a_reason_for_the_rest(path: Path) -> None:
    found = list(load_many(path, language="any", manners=Manners(offline=True)))
    articles = [one for one in found if isinstance(one, Article)]
    skipped = [one for one in found if isinstance(one, Skipped)]
    assert found
    assert len(articles) >= AT_LEAST.get(path.name, 0)
    assert all(one.text.strip() for one in articles)
    assert all(one.where and one.reason and "\n" not in one.reason for one in skipped)
