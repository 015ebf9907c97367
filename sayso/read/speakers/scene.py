"""Who is in a reader's mind: an article's words and names come in, the likeliest figure for
a pronoun or a noun at any point goes out.

The scene is filled from top to bottom: every name, pronoun and noun phrase is a mention of a
figure, a mention fades by the sentence, and whoever weighs most is meant. Knows nothing of
attributions; which kinds of figure may be meant it is told.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from sayso.read.lexicon import (
    DEMONYMS,
    GROUP_NOUNS,
    HE,
    HE_NOUNS,
    MEN,
    PERSON_NOUNS,
    PLACES,
    SHE,
    SHE_NOUNS,
    WOMEN,
    wordset,
)
from sayso.read.speakers.cast import Cast, Figure, fold, last_word
from sayso.read.speakers.phrases import description, stripped
from sayso.types import Kind, Span

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sayso.read.speakers.names import Name, Word

#: What a mention weighs, how fast it fades per sentence, and what else counts when several
#: figures could be meant. Set on relay/train (bench/speakers.py); none is delicate.
SOURCE, LEAD, MENTION, OBJECT, OWNER, PRONOUN, NOUN = 2.0, 1.6, 0.7, 0.4, 0.3, 1.0, 0.4
FADE, OFTEN, QUOTED, AGREES, UNSURE, NAMELESS = 0.5, 0.3, 1.0, 1.0, 0.5, 0.3
#: How many fitting mentions are weighed, how many are looked at for them, and how many names
#: ahead are looked at when nobody fits before: they bound the work on long articles.
WEIGHED, LOOKED, AHEAD = 24, 120, 120

PERSONS = frozenset((Kind.NAMED_PERSON, Kind.UNNAMED_PERSON))
BODIES = frozenset((Kind.NAMED_ORGANISATION,))
MEDIA = frozenset((Kind.OUTLET,))
NAMED = frozenset((Kind.NAMED_PERSON,))
UNNAMED = frozenset((Kind.UNNAMED_PERSON, Kind.UNNAMED_GROUP))

DEFINITE = wordset("the this that these those its our")
INDEFINITE = wordset("a an one another some two three four five several many other")
_OWNERS = wordset("his her their my your")
_PREDICATE = wordset("is was as became be been")
_AFTER = wordset("of to with by from for at against on about like than told near")
_ELSEWHERE = PLACES | DEMONYMS
_NOTICED = HE | SHE | PERSON_NOUNS | GROUP_NOUNS


class _Seen(NamedTuple):
    """A mention in the reader's mind."""

    figure: int
    offset: int
    sentence: int
    weight: float
    quoted: bool


class Scene:
    """One article read from top to bottom; `tell` and `see` go forward, the rest asks."""

    def __init__(
        self,
        text: str,
        tokens: Sequence[Word],
        names: Sequence[Name],
        cast: Cast,
        quotes: Sequence[Span],
    ) -> None:
        self.figures: list[Figure] = cast.figures
        self._text = text
        self._tokens = tokens
        self._names = names
        self._bearer = cast.bearer
        self._quotes = quotes
        self._starts = [w.start for w in tokens]
        self._name_starts = [n.start for n in names]
        self._quote_starts = [q.start for q in quotes]
        self._seen: list[_Seen] = []
        self._described: dict[str, int] = {}
        self._roles: dict[str, list[int]] = {}
        self._called: dict[str, list[int]] = {}
        for n, figure in enumerate(self.figures):
            for role in figure.roles:
                self._roles.setdefault(role, []).append(n)
            if figure.kind is Kind.NAMED_ORGANISATION:
                for word in fold(figure.name):
                    self._called.setdefault(word, []).append(n)

    def noticed(self) -> list[int]:
        """The words that may stand for somebody: third-person pronouns, nouns for people."""
        named = {w for name in self._names for w in range(name.first, name.last)}
        return [n for n, w in enumerate(self._tokens) if w.lower in _NOTICED and n not in named]

    def sentence(self, offset: int) -> int:
        """The number of the sentence at an offset."""
        at = bisect_right(self._starts, offset) - 1
        return self._tokens[max(at, 0)].sentence if self._tokens else 0

    def quoted(self, offset: int) -> bool:
        """Whether an offset lies in quotation marks."""
        at = bisect_right(self._quote_starts, offset) - 1
        return at >= 0 and offset < self._quotes[at].end

    def see(self, figure: int, offset: int, weight: float) -> None:
        """A figure comes to mind at an offset, none before the last one seen."""
        quoted = self.quoted(offset)
        self._seen.append(_Seen(figure, offset, self.sentence(offset), weight, quoted))

    def name(self, n: int) -> None:
        """The n-th name is read."""
        name = self._names[n]
        before = self._tokens[name.first - 1] if name.first else None
        word = self._tokens[name.first]
        if name.owner:
            weight = OWNER
        elif before and before.lower in _AFTER:
            weight = OBJECT
        elif word.opens or (before and before.sentence != word.sentence):
            weight = LEAD
        else:
            weight = MENTION
        self.see(self._bearer[n], name.start, weight)

    def word(self, n: int) -> None:
        """A pronoun or a noun outside of sources is read: whoever it stands for is in mind."""
        word = self._tokens[n]
        lower = word.lower
        if lower in HE or lower in SHE:
            found = self.pick(PERSONS, word.start, gender="m" if lower in HE else "f")
            if found is not None:
                self.see(found, word.start, PRONOUN)
            return
        if n + 1 < len(self._tokens) and self._tokens[n + 1].text[0].isupper():
            return
        first = self._determined(n)
        if first is None:
            return
        found = self.bearer(lower, word.start) if self._tokens[first].lower in DEFINITE else None
        if found is None:
            kind = Kind.UNNAMED_GROUP if lower in GROUP_NOUNS else Kind.UNNAMED_PERSON
            phrase = self._text[self._tokens[first].start : word.end]
            found = self.describe(description(phrase), kind, lower)
        self.see(found, word.start, NOUN)

    def _determined(self, n: int) -> int | None:
        """Where the noun phrase of the noun at ``n`` begins, if it begins near enough."""
        for first in range(n - 1, max(-1, n - 5), -1):
            word = self._tokens[first]
            if self._text[word.end : self._tokens[first + 1].start] != " ":
                break
            if word.lower in INDEFINITE or word.lower in DEFINITE or word.lower in _OWNERS:
                before = self._tokens[first - 1].lower if first else ""
                return None if before in _PREDICATE else first
        return n if self._tokens[n].lower in GROUP_NOUNS else None

    def pick(
        self,
        kinds: Collection[Kind],
        offset: int,
        *,
        gender: str | None = None,
        hint: Kind = Kind.UNSTATED,
        among: Collection[int] | None = None,
        but: Sequence[Span] = (),
    ) -> int | None:
        """The figure most in mind at ``offset``: of these kinds, not of the other gender, one
        of ``among`` if given, none that is mentioned within the spans ``but`` only.
        """
        sentence, quoted = self.sentence(offset), self.quoted(offset)
        best, top, weighed = None, -99.0, 0
        for seen in islice(reversed(self._seen), LOOKED):
            figure = self.figures[seen.figure]
            if among is not None and seen.figure not in among:
                continue
            sure = figure.kind in kinds
            if not sure and not _may_be(figure, kinds, spoke=seen.weight == SOURCE):
                continue
            if gender and figure.gender and figure.gender != gender:
                continue
            if any(s.start <= seen.offset < s.end for s in but):
                continue
            weighed += 1
            score = seen.weight - FADE * min(sentence - seen.sentence, 8)
            score += OFTEN * figure.count**0.5 + AGREES * (sure and figure.kind is hint)
            score -= QUOTED * (seen.quoted and not quoted) + UNSURE * (not sure)
            score -= NAMELESS * (figure.kind is Kind.UNNAMED_PERSON)
            if score > top:
                best, top = seen.figure, score
            if weighed == WEIGHED:
                break
        return best

    def ahead(self, kinds: Collection[Kind], offset: int, gender: str | None = None) -> list[int]:
        """The figures of these kinds that the article names soon after ``offset``, in order."""
        first = bisect_left(self._name_starts, offset)
        found: dict[int, None] = {}
        for bearer in self._bearer[first : first + AHEAD]:
            figure = self.figures[bearer]
            if figure.kind in kinds and not (gender and figure.gender and figure.gender != gender):
                found[bearer] = None
        return list(found)

    def bearer(self, noun: str, offset: int) -> int | None:
        """The named figure that the article gives this role, the one most in mind if several."""
        options = self._roles.get(noun)
        if not options:
            return None
        kinds = {self.figures[o].kind for o in options}
        found = self.pick(kinds, offset, among=options)
        return options[0] if found is None else found

    def body(self, noun: str, offset: int, *, general: bool) -> int | None:
        """The organisation with this noun at the end of its name; a ``general`` noun, such as
        "company", may stand for any.
        """
        options = self._called.get(noun, ())
        if general:
            options = [o for o in options if last_word(self.figures[o].name) == noun]
        if options:
            found = self.pick(BODIES, offset, among=options)
            return options[0] if found is None else found
        return self.pick(BODIES, offset) if general else None

    def described(self, noun: str, said: Collection[str]) -> int | None:
        """Somebody unnamed of the same noun, described before: "a nun … the nun"."""
        best, most = None, 0
        for seen in islice(reversed(self._seen), LOOKED):
            figure = self.figures[seen.figure]
            if figure.kind not in UNNAMED or noun not in figure.name:
                continue
            told = figure.name.lower().split()
            if noun in told:
                shared = 2 * len(set(told).intersection(said)) + (told[-1] == noun)
                if shared > most:
                    best, most = seen.figure, shared
        return best

    def last(self, offset: int) -> int | None:
        """Whoever is mentioned last before ``offset``."""
        for seen in islice(reversed(self._seen), LOOKED):
            if seen.offset < offset:
                return seen.figure
        return None

    def describe(self, text: str, kind: Kind, noun: str) -> int:
        """The figure of a description, the same one for the same words."""
        key = stripped(text).casefold()
        if key not in self._described:
            self._described[key] = len(self.figures)
            self.figures.append(Figure(name=text, kind=kind, gender=gender_of(noun)))
        return self._described[key]


def gender_of(noun: str) -> str | None:
    """The gender, "m", "f" or None, as a noun or a first name tells it."""
    man, woman = noun in HE_NOUNS or noun in MEN, noun in SHE_NOUNS or noun in WOMEN
    return None if man == woman else "m" if man else "f"


def _may_be(figure: Figure, kinds: Collection[Kind], *, spoke: bool) -> bool:
    """Whether a name of unknown kind may be of one of these: a person who spoke before, or a
    body that did or is named more than once; no place unless it spoke.
    """
    if figure.kind is not Kind.UNSTATED:
        return False
    if Kind.NAMED_ORGANISATION in kinds:
        return spoke or (figure.count > 1 and last_word(figure.name) not in _ELSEWHERE)
    if Kind.NAMED_PERSON not in kinds or not spoke or figure.name.isupper():
        return False
    return figure.name[:1].isupper() and last_word(figure.name) not in _ELSEWHERE
