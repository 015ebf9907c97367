"""How well sayso reads dates: TimeBank and AQUAINT (TBAQ) in, one table out.

    python -m bench.dates [--show N]

Spans of DATE and TIME expressions, found if they overlap, exact if they are the same; values
against the documents' creation times, over the expressions found. Durations and sets are not
counted either way. A date with a part of the day counts by its day in "same day".
"""

from __future__ import annotations

import argparse
import html
import re
import tarfile
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from bench.shared import folder
from sayso.read.times import expressions
from sayso.types import aware

if TYPE_CHECKING:
    from collections.abc import Iterator


class Mark(NamedTuple):
    """One annotated expression."""

    start: int
    end: int
    kind: str
    value: str


_TAG = re.compile(r"<(/?)(\w+)([^>]*)>")


def documents() -> Iterator[tuple[str, str, list[Mark]]]:
    """Creation date, text and annotated expressions of every TBAQ document."""
    with tarfile.open(folder() / "data" / "dates" / "TBAQ-cleaned.tar.gz") as archive:
        for member in archive:
            name = member.name.rsplit("/", 1)[-1]
            if not name.endswith(".tml") or name.startswith("._"):
                continue
            stream = archive.extractfile(member)
            assert stream
            page = stream.read().decode("utf-8", "replace")
            created = re.search(r"<DCT>.*?value=\"([\d-]{10})", page, re.S)
            body = re.search(r"<TEXT>(.*?)</TEXT>", page, re.S)
            if created and body:
                yield created[1], *_plain(body[1])


def _plain(body: str) -> tuple[str, list[Mark]]:
    """The text without its tags, and what the TIMEX3 tags said of it."""
    text, marks, open_marks, done = "", [], [], 0
    for tag in _TAG.finditer(body):
        text += html.unescape(body[done : tag.start()])
        done = tag.end()
        if tag[2] == "TIMEX3" and not tag[1]:
            fields = dict(re.findall(r"(\w+)=\"([^\"]*)\"", tag[3]))
            open_marks.append((len(text), fields["type"], fields["value"]))
        elif tag[2] == "TIMEX3":
            start, kind, value = open_marks.pop()
            marks.append(Mark(start, len(text), kind, value))
    text += html.unescape(body[done:])
    return text.replace("\n", " "), marks


def _day(value: str) -> str:
    return re.sub(r"T.*$", "", value)


def count(show: int) -> Counter[str]:
    """The counts that the table is made of; prints ``show`` misses of each sort."""
    total: Counter[str] = Counter()
    misses: Counter[tuple[str, str, str, str]] = Counter()
    for created, text, marks in documents():
        published, granularity = aware(created)
        found = list(expressions(text, 0, None, published, granularity))
        gold = [mark for mark in marks if mark.kind in ("DATE", "TIME")]
        for when in found:
            if any(when.span.start < m.end and m.start < when.span.end for m in marks):
                total["precise"] += 1
            else:
                misses["extra", text[when.span.start : when.span.end], when.value, ""] += 1
        total["found"] += len(found)
        for mark in gold:
            hits = [w for w in found if w.span.start < mark.end and mark.start < w.span.end]
            total["gold"] += 1
            words = text[mark.start : mark.end]
            if not hits:
                misses["missed", words, mark.value, ""] += 1
                continue
            value = hits[0].value
            total["recalled"] += 1
            total["exact"] += any(w.span == (mark.start, mark.end) for w in hits)
            total["value"] += value == mark.value
            total["same day"] += _day(value) == _day(mark.value)
            if _day(value) != _day(mark.value):
                misses["value", words, mark.value, f"{value} ({created})"] += 1
    for sort in ("missed", "extra", "value"):
        chosen = [(n, miss[1:]) for miss, n in misses.most_common() if miss[0] == sort][:show]
        for number, miss in chosen:
            print(sort, number, *miss, sep="\t")
    return total


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", type=int, default=0, help="misses of each sort to print")
    total = count(parser.parse_args().show)
    print("| TBAQ, DATE and TIME | % | of |\n|---|---|---|")
    for name, part, whole in (
        ("recall of expressions (overlap)", "recalled", "gold"),
        ("recall (exact span)", "exact", "gold"),
        ("precision (overlap with any TIMEX3)", "precise", "found"),
        ("value right, of those found", "value", "recalled"),
        ("value right but for the time of day", "same day", "recalled"),
    ):
        print(f"| {name} | {100 * total[part] / max(1, total[whole]):.1f} | {total[whole]} |")


if __name__ == "__main__":
    main()
