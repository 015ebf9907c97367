"""Speakers: attributions with their spans come in, the name of each one's speaker goes out.

Inside one article only: a short name becomes the full one as first given, "he", "the company"
and "the 24-year-old" become whom they stand for, the unnamed get a short lower-case
description, the unstated None. Knows nothing of the network or of the world: who the
president is, the article has to say.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sayso.read.lexicon import BODY_NOUNS, GROUP_NOUNS, HE, OUTLET_NOUNS, PERSON_NOUNS, SHE, wordset
from sayso.read.quotations import quotes
from sayso.read.speakers.cast import Cast, fold
from sayso.read.speakers.names import names, words
from sayso.read.speakers.phrases import Phrase, Phrases, description
from sayso.read.speakers.scene import (
    BODIES,
    DEFINITE,
    INDEFINITE,
    MEDIA,
    NAMED,
    PERSONS,
    SOURCE,
    UNNAMED,
    Scene,
    gender_of,
)
from sayso.types import Attribution, Kind, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

THEY = wordset("they them themselves")
IT = wordset("it itself")
WHO = wordset("who whom which that")
FIRST = wordset("i me myself")
WE = wordset("we us ourselves")
PRONOUNS = HE | SHE | THEY | IT | WHO | FIRST | WE

#: The lede, where "a Utah man" stands for somebody named later: sentences, from nought.
LEDE = 2
_GROUPS = frozenset((Kind.UNNAMED_GROUP, Kind.NAMED_ORGANISATION))
_THINGS = frozenset((Kind.NAMED_ORGANISATION, Kind.OUTLET, Kind.DOCUMENT))
_HINTS = frozenset((Kind.NAMED_ORGANISATION, Kind.OUTLET)) | PERSONS
#: Bodies that "the company" and the like may stand for, whatever their name.
_ANY_BODY = wordset(
    """company firm group organisation organization agency force corporation manufacturer maker
    retailer giant startup start-up brand charity body operator provider studio team club"""
)
#: People whom the press leaves unnamed: no role of somebody named.
_NAMELESS = wordset("source insider informant witness eyewitness whistleblower")
#: People who speak for others: "a spokesman" of the lede is not whom the article is about.
_VOICES = _NAMELESS | wordset(
    """spokesman spokeswoman spokesperson representative rep official officer aide lawyer attorney
    user member expert analyst"""
)
#: Said of outlets at large; they stand for one of them only behind "the".
_VAGUE = wordset("media press reports stories articles posts headlines outlets sites")
_COMMON = DEFINITE | INDEFINITE | PERSON_NOUNS | GROUP_NOUNS
_YEARS = re.compile(r"\d{1,3}-years?(?:-old)?")
_HANDLE = re.compile(r"@\w+")


def resolve(text: str, attributions: Sequence[Attribution]) -> list[str | None]:
    """The speaker of each attribution, aligned with them: a name, a description or None.

    Spans are code points into ``text``. ``kind`` is taken as a hint where it is set; with
    UNSTATED, a source that has words is still resolved. The rules are those of the relay
    annotation guide, section 1.
    """
    return _Resolver(text, attributions).speakers() if attributions else []


class _Resolver:
    """Reads an article from top to bottom and finds out the figure behind each source."""

    def __init__(self, text: str, attributions: Sequence[Attribution]) -> None:
        spans = [_source(a, text) for a in attributions]
        tokens = words(text)
        named = names(text, tokens, frozenset(o for s in spans for o in _edges(text, s)))
        phrases = Phrases(text, tokens, named)
        self._given = attributions
        self._starts = [w.start for w in tokens]
        self._names = named
        self._phrases = [phrases.read(s, a.kind) for s, a in zip(spans, attributions, strict=True)]
        hints = {
            head: given.kind
            for given, phrase in zip(attributions, self._phrases, strict=True)
            for head in phrase.heads
            if given.kind in _HINTS
        }
        cast = Cast(text, tokens, named, hints)
        self._bearer = cast.bearer
        self._scene = Scene(text, tokens, named, cast, [q.span for q in quotes(text)])
        self._found: list[int | str | None] = [None] * len(attributions)

    def speakers(self) -> list[str | None]:
        steps = (self._scene.name, self._read, self._scene.word)
        for _, step, n in self._events():
            steps[step](n)
        around = self._around()
        return [self._final(i, around) for i in range(len(self._given))]

    def _events(self) -> list[tuple[int, int, int]]:
        """Names, sources and other words for somebody, in reading order: offset, step, index."""
        events = [(name.start, 0, n) for n, name in enumerate(self._names)]
        taken: set[int] = set()
        for i, phrase in enumerate(self._phrases):
            events.append((phrase.start, 1, i))
            taken.update(range(phrase.first, phrase.first + phrase.count))
        events.extend((self._starts[n], 2, n) for n in self._scene.noticed() if n not in taken)
        return sorted(events)

    def _read(self, i: int) -> None:
        """One source: find its figure, and keep it in mind as the one who spoke."""
        phrase, given = self._phrases[i], self._given[i]
        if not phrase.text:
            return
        found: int | str | None
        if phrase.count == 1 and phrase.noun in PRONOUNS:
            found = self._pronoun(phrase, given)
        elif _HANDLE.fullmatch(phrase.text):
            found = phrase.text.lstrip("@")
        elif phrase.heads:
            found = self._named(phrase)
        elif phrase.count and given.kind in NAMED and self._caseless(phrase):
            found = self._spelt(phrase)
        else:
            found = self._noun(phrase, given)
        self._found[i] = found
        if isinstance(found, int):
            self._scene.see(found, phrase.start, SOURCE)

    def _named(self, phrase: Phrase) -> int:
        bearers = list(dict.fromkeys(self._bearer[h] for h in phrase.heads))
        if len(bearers) == 1:
            return bearers[0]
        text = " and ".join(self._scene.figures[b].name for b in bearers)
        return self._scene.describe(text, Kind.UNNAMED_GROUP, "")

    def _caseless(self, phrase: Phrase) -> bool:
        """Whether the source is a name in a text without capitals."""
        return not phrase.inner and _COMMON.isdisjoint((phrase.determiner, phrase.noun))

    def _spelt(self, phrase: Phrase) -> int:
        for n, figure in enumerate(self._scene.figures):
            if figure.kind in NAMED and phrase.noun in fold(figure.name)[-1:]:
                return n
        return self._scene.describe(description(phrase.text), Kind.NAMED_PERSON, phrase.determiner)

    def _pronoun(self, phrase: Phrase, given: Attribution) -> int | str | None:
        word, at, scene = phrase.noun, phrase.start, self._scene
        if word in FIRST or word in WE:
            return None
        if word in WHO:
            found = scene.last(at)
            return word if found is None else found
        kinds = PERSONS if word in HE | SHE else _GROUPS if word in THEY else _THINGS
        gender = "m" if word in HE else "f" if word in SHE else None
        if gender is None and given.kind is not Kind.UNSTATED:
            kinds = frozenset((given.kind,))
        found = scene.pick(kinds, at, gender=gender, hint=given.kind, but=given.content)
        if found is None:
            found = scene.pick(kinds, at, gender=gender, hint=given.kind)
        if found is None:
            found = next(iter(scene.ahead(kinds, at, gender)), None)
        return word if found is None else found

    def _noun(self, phrase: Phrase, given: Attribution) -> int:
        noun, kind = phrase.noun, given.kind
        definite = phrase.determiner in DEFINITE
        found: int | None = None
        if kind is Kind.NAMED_PERSON or (kind is Kind.UNSTATED and definite):
            found = self._role(phrase, sure=kind is Kind.NAMED_PERSON)
        if found is None and kind in (Kind.OUTLET, Kind.UNSTATED) and noun in OUTLET_NOUNS:
            found = self._medium(phrase, given)
        if found is None and kind in (Kind.NAMED_ORGANISATION, Kind.UNSTATED) and definite:
            found = self._body(phrase)
        if found is None and kind in UNNAMED | {Kind.UNSTATED}:
            said = phrase.text.lower().split()
            found = self._scene.described(noun, said) if definite else self._lede(phrase)
        return self._plain(phrase, kind) if found is None else found

    def _role(self, phrase: Phrase, *, sure: bool) -> int | None:
        """The person whom the article gives this role or age; if ``sure`` that it is somebody
        named, the one most in mind, or the one whom "a man" turns out to be.
        """
        noun, scene = phrase.noun, self._scene
        if noun in _NAMELESS or phrase.determiner == "one":
            return None
        found = scene.bearer(noun, phrase.start)
        if found is not None or not (sure or _YEARS.fullmatch(noun)):
            return found
        ahead = scene.ahead(NAMED, phrase.end, gender_of(noun))
        if ahead and phrase.determiner in INDEFINITE:
            return max(ahead, key=lambda n: scene.figures[n].count)
        found = scene.pick(NAMED, phrase.start, gender=gender_of(noun))
        return ahead[0] if found is None and ahead else found

    def _medium(self, phrase: Phrase, given: Attribution) -> int | None:
        """The outlet that "the newspaper", "the report" stand for."""
        definite = phrase.determiner in DEFINITE
        single = definite or phrase.determiner in INDEFINITE or given.kind is Kind.OUTLET
        if not single or (phrase.noun in _VAGUE and not definite) or phrase.count == 1:
            return None
        if not definite and given.kind is Kind.UNSTATED:
            return None
        found = None
        if phrase.determiner not in INDEFINITE:  # "a news site" is none that was named before
            found = self._scene.pick(MEDIA, phrase.start, but=given.content)
        if found is None:
            found = next(iter(self._scene.ahead(MEDIA, phrase.start)), None)
        return found

    def _body(self, phrase: Phrase) -> int | None:
        """The organisation that "the ministry", "the company" stand for."""
        if phrase.noun not in BODY_NOUNS:
            return None
        found = self._scene.bearer(phrase.noun, phrase.start)
        if found is not None and self._scene.figures[found].kind in BODIES:
            return found
        return self._scene.body(phrase.noun, phrase.start, general=phrase.noun in _ANY_BODY)

    def _lede(self, phrase: Phrase) -> int | None:
        """Whom "a Utah man" of the first sentences turns out to be: the first person named
        after it, if that is the one most named and nobody is named before.
        """
        if phrase.determiner not in ("a", "an") or phrase.noun not in PERSON_NOUNS - _VOICES:
            return None
        scene = self._scene
        ahead = scene.ahead(NAMED, phrase.end, gender_of(phrase.noun))
        if not ahead or scene.sentence(phrase.start) > LEDE:
            return None
        if scene.pick(NAMED, phrase.start) is not None:
            return None
        often = max(f.count for f in scene.figures if f.kind in NAMED)
        return ahead[0] if scene.figures[ahead[0]].count == often else None

    def _plain(self, phrase: Phrase, kind: Kind) -> int:
        """A source that stays unnamed, under its description."""
        text, noun = description(phrase.text), phrase.noun
        if noun in _NAMELESS and text == f"the {noun}":
            text = f"a{'n' if noun[0] in 'aeiou' else ''} {noun}"
        if kind is Kind.OUTLET or (kind is Kind.UNSTATED and noun in GROUP_NOUNS):
            kind = Kind.UNNAMED_GROUP
        elif kind is Kind.UNSTATED and noun in PERSON_NOUNS:
            kind = Kind.UNNAMED_PERSON
        return self._scene.describe(text, kind, noun)

    def _around(self) -> list[int | None]:
        """For each attribution the innermost other one whose content holds its source."""
        spans = sorted((s.start, s.end, n) for n, a in enumerate(self._given) for s in a.content)
        around: list[int | None] = [None] * len(self._given)
        open_spans: list[tuple[int, int, int]] = []
        at = 0
        for i in sorted(range(len(self._given)), key=lambda i: self._phrases[i].start):
            start = self._phrases[i].start
            while at < len(spans) and spans[at][0] <= start:
                open_spans.append(spans[at])
                at += 1
            open_spans = [s for s in open_spans if s[1] > start]
            holding = [s for s in open_spans if s[2] != i and self._phrases[s[2]].start != start]
            if holding:
                around[i] = min(holding, key=lambda s: s[1] - s[0])[2]
        return around

    def _final(self, i: int, around: Sequence[int | None]) -> str | None:
        """The name found, or for "I" and "we" the speaker of the quotation around them."""
        asked: set[int] = set()
        at: int | None = i
        while at is not None and at not in asked:
            found = self._found[at]
            if isinstance(found, int):
                return self._scene.figures[found].name
            if found is not None or not self._phrases[at].text:
                return found
            asked.add(at)
            at = around[at]
        phrase = self._phrases[i]
        if around[i] is None and not self._scene.quoted(phrase.start):
            return "this article's publisher" if phrase.noun in WE else "the author"
        return phrase.text.lower()


def _source(given: Attribution, text: str) -> Span:
    """The part of a source that says most: of split ones the longest."""
    spans = [Span(max(0, s.start), min(len(text), s.end)) for s in given.source]
    return max(spans, key=lambda s: s.end - s.start, default=Span(0, 0))


def _edges(text: str, span: Span) -> tuple[int, ...]:
    """Where a source begins and where the first word behind it does."""
    if span.end <= span.start:
        return ()
    behind = span.end
    while behind < len(text) and not text[behind].isalnum():
        behind += 1
    return span.start, behind
