"""Windows: text in, what the network takes in out (token ids, features, offsets).

A window is a run of whole paragraphs up to the encoder's length. What the network wants
normalised is normalised here, character for character, so that offsets never move.
Knows nothing of attributions; the training code uses these same functions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from sayso.read.quotations import paragraphs, quotes

#: Tokens in a window, the two special ones included (`training/LOG.md`, run 1).
LENGTH = 256
CLS, SEP = 101, 102

_PLAIN = str.maketrans(
    "“”„‟«»〝〞＂‘’‚‛`´–—‒―\u00a0\u2028\u2029\u2009\u202f",
    '"""""""""' + "''''''" + "----" + "     ",
)
_DOUBLED = re.compile(r"''|``")
_SURROGATE = re.compile("[\ud800-\udfff]")  # half a character: broken pages have them
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*\s")

#: What a token's letters look like: the encoder is uncased, names are not.
LOWER, CAPITAL, UPPER, MIXED, DIGIT, MARK = range(6)
FEATURES = 6 * 2 * 2

Ints = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Window:
    """``ids`` and ``features`` (T,) with [CLS] and [SEP]; ``starts`` and ``ends`` (T,) the
    tokens' code points in the article's text, both -1 at the special tokens.
    """

    ids: Ints
    features: Ints
    starts: Ints
    ends: Ints

    def __len__(self) -> int:
        return len(self.ids)


def plain(text: str) -> str:
    """The text as the network reads it: one kind of quotation mark, apostrophe, dash and
    space. Exactly as long as the text, so offsets into one are offsets into the other.
    """
    return _SURROGATE.sub("\ufffd", _DOUBLED.sub('" ', text.translate(_PLAIN)))


def windows(text: str, tokenizer: Tokenizer, length: int = LENGTH) -> Iterator[Window]:
    """Cut a text into windows of whole paragraphs; only a paragraph that is longer than a
    window is cut, at the end of a sentence where it has one.
    """
    encoding = tokenizer.encode(plain(text), add_special_tokens=False)
    if not encoding.ids:
        return
    ids = np.asarray(encoding.ids, np.int32)
    offsets = np.asarray(encoding.offsets, np.int32)
    tokens = features(text, offsets)
    for first, last in _cuts(text, offsets, length - 2):
        yield Window(
            ids=np.concatenate(([CLS], ids[first:last], [SEP])).astype(np.int32),
            features=np.concatenate(([MARK * 4], tokens[first:last], [MARK * 4])).astype(np.int32),
            starts=np.concatenate(([-1], offsets[first:last, 0], [-1])).astype(np.int32),
            ends=np.concatenate(([-1], offsets[first:last, 1], [-1])).astype(np.int32),
        )


def features(text: str, offsets: Ints) -> Ints:
    """One small number per token (N,): its letters' case, whether it stands in quotation
    marks, whether it opens a paragraph.
    """
    shapes = np.fromiter((_shape(text[s:e]) for s, e in offsets.tolist()), np.int32, len(offsets))
    starts = offsets[:, 0]
    quoted = np.zeros(len(text) + 1, np.int32)
    for quote in quotes(text):
        quoted[quote.span.start : quote.span.end] = 1
    opens = np.zeros(len(offsets), np.int32)
    heads = np.fromiter((p.start for p in paragraphs(text)), np.int64)
    at = np.searchsorted(starts, heads)
    opens[at[at < len(opens)]] = 1
    return (shapes * 4 + quoted[starts] * 2 + opens).astype(np.int32)


def _shape(word: str) -> int:
    if word.islower():
        return LOWER
    if word.isupper():
        return UPPER if len(word) > 1 else CAPITAL
    if word.istitle():
        return CAPITAL
    if word.isdigit():
        return DIGIT
    return MIXED if any(c.isalpha() for c in word) else MARK


def _cuts(text: str, offsets: Ints, room: int) -> Iterator[tuple[int, int]]:
    """Token ranges [first, last) of at most ``room`` tokens that cover them all, in order."""
    starts = offsets[:, 0]
    first = 0
    for piece in _pieces(text, starts, room):
        if piece - first <= room:
            last = piece
            continue
        yield first, last
        first, last = last, piece
    yield first, len(offsets)


def _pieces(text: str, starts: Ints, room: int) -> Iterator[int]:
    """Where each piece ends that a window keeps whole: a paragraph, or, in a paragraph
    longer than ``room``, a sentence, or, in an endless sentence, ``room`` tokens.
    """
    ends = [p.end for p in paragraphs(text)]
    begin = 0
    for end in np.searchsorted(starts, np.asarray(ends, np.int64)).tolist():
        if end - begin > room:
            stop = int(starts[end - 1])
            marks = [m.end() for m in _SENTENCE_END.finditer(text, int(starts[begin]), stop)]
            for mark in np.searchsorted(starts, np.asarray(marks, np.int64)).tolist():
                yield from range(begin + room, mark, room)
                if mark > begin:
                    yield mark
                begin = mark
            yield from range(begin + room, end, room)
        if end > begin:
            yield end
        begin = end
