"""An archive as tables: records come in one by one, flat rows go out as CSV, JSON lines, Parquet.

One row is a dict of strings, numbers and booleans under the names of ``COLUMNS``; whatever has
several values is one row per value or joined by " | ". It knows nothing about where records come
from. Parquet needs pyarrow, the extra ``export``.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from itertools import islice
from typing import IO, Any

from sayso.errors import SaysoError
from sayso.types import Article, Claim, Edge, Reading, Reuse, Span, Story

Row = dict[str, Any]

#: The columns of each table, in order, with their types.
COLUMNS: Mapping[str, Mapping[str, type]] = {
    "articles": {
        "id": str, "url": str, "publisher": str, "title": str, "published": str,
        "granularity": str, "authors": str, "language": str, "credit": str, "text": str,
    },
    "attributions": {
        "article": str, "id": str, "speaker": str, "kind": str, "hearsay": bool,
        "quotation": str, "certainty": str, "polarity": str, "via": str, "within": str,
        "when": str, "score": float, "start": int, "end": int, "source": str, "cue": str,
        "content": str,
    },
    "claims": {
        "claim": str, "claim_text": str, "statement": str, "article": str, "attribution": str,
        "speaker": str, "kind": str, "certainty": str, "polarity": str, "start": int,
        "end": int, "text": str,
    },
    "edges": {
        "claim": str, "kind": str, "source": str, "target": str, "article": str, "start": int,
        "end": int, "words": str,
    },
    "reuse": {
        "a": str, "b": str, "words": int, "share_a": float, "share_b": float, "reprint": bool,
        "original": str, "reason": str,
    },
    "stories": {"story": str, "headline": str, "article": str},
}  # fmt: skip

# Rows that are held in memory at a time on the way to Parquet.
_BATCH = 5_000
# What a spreadsheet would take for a formula (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def article_row(article: Article) -> Row:
    """An article, one row."""
    return {
        "id": article.id,
        "url": article.url,
        "publisher": article.publisher,
        "title": article.title,
        "published": _iso(article.published),
        "granularity": article.granularity.value if article.granularity else None,
        "authors": " | ".join(article.authors) or None,
        "language": article.language,
        "credit": article.credit,
        "text": article.text,
    }


def attribution_rows(reading: Reading) -> Iterator[Row]:
    """A reading's attributions, attitudes too, one row each; ``start`` and ``end`` of the whole."""
    for found in reading.attributions:
        yield {
            "article": reading.article.id,
            "id": found.id,
            "speaker": found.speaker,
            "kind": found.kind.value,
            "hearsay": found.hearsay,
            "quotation": found.quotation.value,
            "certainty": found.certainty.value,
            "polarity": found.polarity.value,
            "via": found.via,
            "within": found.within,
            "when": found.when.value if found.when else None,
            "score": found.score,
            "start": found.start,
            "end": found.end,
            "source": reading.quote(found.source),
            "cue": reading.quote(found.cue),
            "content": reading.quote(found.content),
        }


def claim_rows(claim: Claim) -> Iterator[Row]:
    """A claim's statements, one row each."""
    for found in claim.statements:
        start, end = _whole(found.spans)
        yield {
            "claim": claim.id,
            "claim_text": claim.text,
            "statement": found.id,
            "article": found.article,
            "attribution": found.attribution,
            "speaker": found.speaker,
            "kind": found.kind.value if found.kind else None,
            "certainty": found.certainty.value,
            "polarity": found.polarity.value,
            "start": start,
            "end": end,
            "text": found.text,
        }


def edge_rows(
    claim: str, edges: Iterable[Edge], articles: Mapping[str, Article] | None = None
) -> Iterator[Row]:
    """A trace's edges, one row for each passage that an edge rests on."""
    texts = articles or {}
    for edge in edges:
        for passage in edge.evidence:
            text = texts.get(passage.article)
            start, end = passage.span
            yield {
                "claim": claim,
                "kind": edge.kind.value,
                "source": edge.source,
                "target": edge.target,
                "article": passage.article,
                "start": start,
                "end": end,
                "words": text.text[start:end] if text else None,
            }


def reuse_row(pair: Reuse) -> Row:
    """What two articles share, one row."""
    return {
        "a": pair.a,
        "b": pair.b,
        "words": pair.words,
        "share_a": pair.share_a,
        "share_b": pair.share_b,
        "reprint": pair.reprint,
        "original": pair.original,
        "reason": pair.reason,
    }


def story_rows(story: Story) -> Iterator[Row]:
    """A story's articles, one row each."""
    for article in story.articles:
        yield {"story": story.id, "headline": story.headline, "article": article}


def write_csv(table: str, rows: Iterable[Row], file: IO[str]) -> int:
    """Write rows as CSV with a header; open the file with ``newline=""``. Returns the number.

    Text that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    writer = csv.DictWriter(file, fieldnames=list(COLUMNS[table]))
    writer.writeheader()
    number = 0
    for row in rows:
        writer.writerow({name: _tame(value) for name, value in row.items()})
        number += 1
    return number


def flat(item: Mapping[str, Any], within: str = "") -> Row:
    """A JSON object as one row: what lies in another gets its name before, with a dot between;
    of a list of objects their number, other lists joined by " | ".

    >>> flat({"article": {"id": "a1", "authors": ["Ann", "Bo"]}})
    {'article.id': 'a1', 'article.authors': 'Ann | Bo'}
    """
    row: Row = {}
    for name, value in item.items():
        key = f"{within}{name}"
        if isinstance(value, Mapping):
            row |= flat(value, f"{key}.")
        elif isinstance(value, list):
            whole = any(isinstance(one, (Mapping, list)) for one in value)
            row[key] = len(value) if whole else " | ".join(map(str, value))
        else:
            row[key] = value
    return row


def csv_lines(items: Iterable[Mapping[str, Any]]) -> str:
    """JSON objects as CSV with a header of all their names, in the order they come."""
    rows = [flat(item) for item in items]
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, fieldnames=list(dict.fromkeys(n for row in rows for n in row)))
    writer.writeheader()
    writer.writerows({name: _tame(value) for name, value in row.items()} for row in rows)
    return file.getvalue()


def write_jsonl(rows: Iterable[Mapping[str, Any]], file: IO[str]) -> int:
    """Write rows as one JSON object per line; returns their number."""
    number = 0
    for row in rows:
        file.write(json.dumps(row, ensure_ascii=True, allow_nan=False) + "\n")
        number += 1
    return number


def write_parquet(table: str, rows: Iterable[Row], file: IO[bytes]) -> int:
    """Write rows as Parquet, in constant memory; returns their number.

    Raises SaysoError if pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as error:
        raise SaysoError("Parquet needs pyarrow: pip install 'sayso[export]'") from error
    kinds = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
    schema = pa.schema([(name, kinds[kind]) for name, kind in COLUMNS[table].items()])
    number = 0
    with parquet.ParquetWriter(file, schema) as writer:
        for batch in _batches(rows):
            clean = [{name: _utf8(value) for name, value in row.items()} for row in batch]
            writer.write_table(pa.Table.from_pylist(clean, schema=schema))
            number += len(batch)
    return number


#: The ways to write a table, by the name that the command line has for them.
WRITERS: Mapping[str, Callable[..., int]] = {
    "csv": write_csv,
    "jsonl": lambda _, rows, file: write_jsonl(rows, file),
    "parquet": write_parquet,
}


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    waiting = iter(rows)
    while batch := list(islice(waiting, _BATCH)):
        yield batch


def _whole(spans: tuple[Span, ...]) -> tuple[int, int]:
    return min((s.start for s in spans), default=0), max((s.end for s in spans), default=0)


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _tame(value: object) -> object:
    if not isinstance(value, str):
        return value
    text = _utf8(value)
    return f"'{text}" if isinstance(text, str) and text.startswith(_FORMULA) else text


def _utf8(value: object) -> object:
    """Lone surrogates are no UTF-8: they become replacement signs."""
    if not isinstance(value, str):
        return value
    return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
