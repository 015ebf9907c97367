"""Attitudes and actions where a corpus marks hearsay only, as the reader at hand finds them.

Relay, silver and GUM leave "support for" and "voted against" unmarked. Told nothing of them
there, the network forgets what PolNeAR taught it; told "outside or attitude" everywhere, too. So
what the shipped reader takes for an attitude is taught as one, what it takes for hearsay and
the annotators did not stays open, and everything else is outside (self-training, Yarowsky 1995).
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import sayso
from sayso.types import Article, Attribution
from training.corpora import Document, Labelled


class Completed:
    """Documents with the attitudes that they leave unmarked; each is read once, and what was
    found is kept in a file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._read: dict[str, Document] = {}
        if path.exists():
            self._read = pickle.loads(path.read_bytes())

    def __call__(self, documents: Iterable[Document]) -> Iterator[Document]:
        """The documents, in order."""
        known = len(self._read)
        for document in documents:
            if not document.attitudes and document.id not in self._read:
                self._read[document.id] = completed(document)
            yield self._read.get(document.id, document)
        if len(self._read) > known:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.write_bytes(pickle.dumps(self._read))


def completed(document: Document) -> Document:
    """One document, its unmarked attributions added as attitudes or left open."""
    reading = sayso.read(Article.from_text(document.text))
    found = [a for a in reading.attributions if a.cue and not _marked(a, document)]
    return replace(
        document,
        attributions=(*document.attributions, *(_attitude(a) for a in found if not a.hearsay)),
        open=tuple(span for a in found if a.hearsay for span in a.cue),
        attitudes=True,
    )


def _marked(found: Attribution, document: Document) -> bool:
    cues = (span for a in document.attributions for span in a.cue)
    return any(a.start < b.end and b.start < a.end for a in cues for b in found.cue)


def _attitude(found: Attribution) -> Labelled:
    return Labelled(
        source=found.source, cue=found.cue, content=found.content, via=(), hearsay=False
    )
