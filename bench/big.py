"""A big archive's articles: the corpus again and again with other names, read already.

Each copy of the corpus has its telling words (names, and all but the most frequent others)
changed for others of the same length and about the same frequency, everywhere alike: "Obama"
is "Trump" throughout a copy, and the index of a big archive is as full as that of real news,
while no copy repeats the passages of another. Lengths stay, so the spans of a reading do. A
copy is half a year younger than the one before; outlets stay.
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from itertools import count, islice
from pathlib import Path

from bench import shared
from sayso.read import read_many
from sayso.store.forms import read_reading, reading_text
from sayso.types import Article, Reading

CORPUS = "data/corpus/us-news-2018-2019.jsonl.gz"
#: The most frequent words are those of the language, not of an event; they stay.
STAY = 400
#: Words that may change places: so many neighbours in the order of frequency.
BLOCK = 64
APART = timedelta(days=180)

_WORD = re.compile(r"[A-Za-z]+")


def corpus() -> Iterator[Article]:
    """The articles of the corpus, in its order."""
    for row in shared.records(CORPUS):
        yield Article.from_text(
            row["text"],
            url=row["url"],
            publisher=row["publisher_url"].removeprefix("www."),
            title=row["title"],
            published=row["published"],
        )


def read_all(path: Path) -> None:
    """Read the corpus into a file, a line for each article; goes on where it was stopped."""
    with path.open("a+b") as lines:
        lines.seek(0)
        held = lines.read()
        whole = held.rfind(b"\n") + 1  # the last line may have been cut off
        lines.truncate(whole)
        for reading in read_many(islice(corpus(), held.count(b"\n"), None)):
            kept = {"version": reading.version, "body": reading_text(reading)}
            lines.write(json.dumps(kept).encode() + b"\n")
            lines.flush()


def readings(path: Path, first: int = 0) -> Iterator[Reading]:
    """The readings of copy after copy without end, from number ``first`` on; copy 0 is the
    corpus itself.
    """
    size = path.read_bytes().count(b"\n")
    for copy in count(first // size):
        skip = first % size if copy == first // size else 0
        with path.open(encoding="utf-8") as lines:
            pairs = islice(zip(corpus(), lines, strict=False), skip, None)
            for article, line in pairs:
                kept = json.loads(line)
                reading = read_reading(kept["body"], article, kept["version"])
                yield renamed(reading, copy) if copy else reading


def renamed(reading: Reading, copy: int) -> Reading:
    """An article of a copy of the corpus, with what was read out of it."""
    names = _names(copy)
    article = reading.article
    changed = Article.from_text(
        names.over(article.text),
        url=f"{article.url}?copy={copy}",
        publisher=article.publisher,
        title=names.over(article.title or ""),
        published=article.published and article.published + copy * APART,
        granularity=article.granularity,
    )
    return replace(
        reading,
        article=changed,
        attributions=tuple(
            replace(a, speaker=a.speaker and names.over(a.speaker), via=a.via and names.over(a.via))
            for a in reading.attributions
        ),
        upstream=tuple(replace(u, name=names.over(u.name)) for u in reading.upstream),
    )


@dataclass(frozen=True, slots=True)
class Names:
    """Which word stands for which in a copy, in small letters."""

    other: dict[str, str]

    def over(self, text: str) -> str:
        """A text in which each word is the other; capitals stay where they are."""
        return _WORD.sub(self._word, text)

    def _word(self, found: re.Match[str]) -> str:
        word = found[0]
        other = self.other.get(word.lower())
        if other is None or word.islower():
            return other or word
        return other.upper() if word.isupper() and len(word) > 1 else other.capitalize()


@cache
def _names(copy: int) -> Names:
    order = random.Random(copy)
    other: dict[str, str] = {}
    for words in _alike().values():
        for start in range(0, len(words), BLOCK):
            block = words[start : start + BLOCK]
            other.update(zip(block, order.sample(block, len(block)), strict=True))
    return Names(other)


@cache
def _alike() -> dict[tuple[int, bool], list[str]]:
    """Words that may stand for each other, the most frequent first: by length, and whether
    they mostly begin with a capital.
    """
    small: Counter[str] = Counter()
    large: Counter[str] = Counter()
    for article in corpus():
        for word in _WORD.findall(article.text):
            (small if word[0].islower() else large)[word.lower()] += 1
    both = small + large
    stay = {word for word, _ in small.most_common(STAY)}
    alike: dict[tuple[int, bool], list[str]] = {}
    for word in sorted(both.keys() - stay, key=lambda w: (-both[w], w)):
        if len(word) > 1:
            alike.setdefault((len(word), large[word] > small[word]), []).append(word)
    return alike
