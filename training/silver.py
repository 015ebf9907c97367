"""Annotated articles in relay's form in, `training/silver.jsonl.gz` out: spans and values only.

    python -m training.silver --annotated FOLDER --shared ../shared

Each file of the folder is one article: {"id": "rumours/12", "attributions": [...]} with exact
strings, as in relay's units (relay guide), and for a rumour's article its stance, certainty,
chain, origin and upstream outlets. They join those that are there already. What is kept holds no
text of anybody's.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sayso.types import Span
from training.corpora import SILVER, located, records, relayed

CORPORA = {"rumours": "rumours/articles", "corpus": "corpus/us-news-2018-2019"}


def texts(shared: Path) -> Iterator[tuple[str, str]]:
    """The id and text of every article that may be annotated."""
    for corpus, name in CORPORA.items():
        for record in records(shared / f"data/{name}.jsonl.gz"):
            yield f"{corpus}/{record['id']}", record["text"]


def marked(text: str, article: dict[str, Any]) -> dict[str, Any]:
    """An annotated article with spans instead of strings, and names alone of what else it has."""
    found = located(article["attributions"], text)
    whole = {name: article[name] for name in _WHOLE if name in article}
    if "upstream" in article:
        whole["upstream"] = [outlet["name"] for outlet in article["upstream"]]
    return {"id": article["id"], "attributions": [_spans(text, a) for a in found], **whole}


#: What is said of a whole article, as it is.
_WHOLE = ("stance", "certainty", "chain", "origin")


def _spans(text: str, a: dict[str, Any]) -> dict[str, Any]:
    made = relayed(text, a)
    parts: dict[str, tuple[Span, ...] | None] = {
        "source": made.source,
        "cue": made.cue,
        "content": made.content,
        "via": made.via,
    }
    values = {name: a[name] for name in ("kind", "certainty", "polarity")}
    return {k: None if v is None else [list(s) for s in v] for k, v in parts.items()} | values


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--annotated", type=Path, required=True)
    parser.add_argument("--to", type=Path, default=SILVER)
    given = parser.parse_args()
    kept = {row["id"]: row for row in records(given.to)} if given.to.exists() else {}
    files = (json.loads(path.read_text("utf-8")) for path in sorted(given.annotated.glob("*.json")))
    wanted = {article["id"]: article for article in files}
    rows = [
        marked(text, wanted[id_]) if id_ in wanted else kept[id_]
        for id_, text in texts(given.shared)
        if id_ in wanted or id_ in kept
    ]
    with gzip.GzipFile(given.to, "wb", mtime=0) as out:
        for row in rows:
            out.write((json.dumps(row, separators=(",", ":")) + "\n").encode())
    print(f"{len(rows)} articles, {sum(len(r['attributions']) for r in rows)} attributions")


if __name__ == "__main__":
    main()
