"""Names in running text: a text comes in, its words and the names written in it go out.

A name is a run of capitalised words, its titles told apart ("Rear Adm. John Kirby" is John
Kirby) and sorted by what stands in and around it: a person, a body, an outlet, or not known.
Whether two names are the same one's is for `sayso.read.speakers.cast`; this module knows nothing of
attributions.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from sayso import outlets
from sayso.read.lexicon import (
    ADDRESS,
    BODY_NOUNS,
    DEMONYMS,
    GROUP_NOUNS,
    MEN,
    OPENERS,
    OUTLET_ENDS,
    OUTLET_NOUNS,
    PARTICLES,
    PERSON_NOUNS,
    PLACES,
    STYLES,
    WOMEN,
    wordset,
)
from sayso.types import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_WORD = re.compile(r"[^\W_]+(?:[-'’.&/][^\W_]+)*")
_CONTRACTED = re.compile(r"(?<=.)['’](?:s|d|ll|re|ve|m)$", re.I)
_MADE = re.compile(r"-(?:based|born|led|backed|run|owned|trained|funded|controlled|old)$")
_STOP = re.compile(r"[.!?…][\"”'’)\]]*(?:\s|$)|\n")
_OPENING = re.compile(r"[\"“‘«:;•*(\[]")
_CAMEL = re.compile(r"(?:al|el|an|as|ad|ash|d|l|o|de)[-'’][A-ZÀ-Þ]|[a-z][A-Z]")
_INITIALS = re.compile(r"(?:[A-Z]\.?){1,3}")
_AGE = re.compile(r",? \(?(?:aged )?(\d{1,3})(?:,|\)|\.|-year)")
_WHO = re.compile(r",? (?:who|whose)\b")
#: Apposition: ", a Jesuit priest and editor at large" up to the next comma or stop.
_APPOSITION = re.compile(
    r", (?:an?|the|his|her|its|their|[\w’']+['’]s) ([^,.;:()\n\"“”]{3,100})(?=[,.;:)])"
)
_SEES = wordset("archbishop bishop duke duchess earl prince princess")
_SAINTS = ("st", "saint")
_JOINTS = ("of", "for")
_JOIN_HEADS = BODY_NOUNS | wordset(
    """house archbishop bishop duke duchess earl secretary minister people reporters doctors
    academy association humane rights chamber school faculty archdiocese diocese order"""
)
_PLACE_BEFORE = wordset("in at from near to across around outside inside throughout")
_NOUNS = PERSON_NOUNS | GROUP_NOUNS | BODY_NOUNS | OUTLET_NOUNS
#: Openers that a name may well begin with.
_NAME_OPENERS = wordset("new first second will may june april one")
_TITLES = ADDRESS.keys() | STYLES.keys()
_ROLES = PERSON_NOUNS | GROUP_NOUNS | _TITLES
_DETERMINERS = wordset("the a an his her their its our this that")


class Word(NamedTuple):
    """A word of the text; ``owner`` if it stands in the possessive (its ending left out),
    ``opens`` if a capital at its place tells nothing, ``sentence`` counts sentences.
    """

    text: str
    lower: str
    start: int
    end: int
    owner: bool
    opens: bool
    sentence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name in the text: words ``first:last`` with its titles, ``words`` without them.

    ``start`` and ``end`` are offsets of the words without titles; ``kind`` is a named kind or
    UNSTATED while nothing tells; ``roles`` are the nouns that the text gives beside it.
    """

    first: int
    last: int
    words: tuple[str, ...]
    titles: tuple[str, ...]
    start: int
    end: int
    owner: bool
    kind: Kind
    roles: frozenset[str] = frozenset()


def words(text: str) -> list[Word]:
    """The words of a text in order; "Ann's" is the word "Ann" that owns something."""
    found: list[Word] = []
    previous, before, sentence = "", 0, 0
    new = tuple.__new__  # half the time of Word(...), and words are what there is most of
    for match in _WORD.finditer(text):
        start, end = match.span()
        word, owner, opens = match.group(), False, not found
        if word[-1] == "s" and text[end : end + 2] in ("' ", "’ "):
            owner = word[0].isupper()
        elif "'" in word or "’" in word:
            word, owner = _uncontracted(word)
        gap = text[before:start]
        if gap != " " and found:
            opens = stops = _ends(gap, previous)
            opens = opens or _OPENING.search(gap) is not None
            sentence += stops
        fields = (word, word.lower(), start, start + len(word), owner, opens, sentence)
        found.append(new(Word, fields))
        previous, before = word, end
    return found


def _uncontracted(word: str) -> tuple[str, bool]:
    """A word without "’s", "’d" and the like, and whether it may be a possessive."""
    short = _CONTRACTED.search(word)
    if not short:
        return word, False
    return word[: short.start()], short.group()[1:] in "sS"


def _ends(gap: str, previous: str) -> bool:
    """Whether a sentence ends between two words: not after "Dr." or "J."."""
    if not _STOP.search(gap):
        return False
    return gap[0] != "." or "\n" in gap or not _shortened(previous)


def _shortened(word: str) -> bool:
    lower = word.lower()
    return bool(_INITIALS.fullmatch(word)) or (len(word) < 6 and lower in _TITLES) or lower == "gov"


def capitalised(word: str) -> bool:
    """Whether a word looks like part of a name: "Ann", "al-Amin", "iGen"."""
    return word[0].isupper() or (not word.islower() and _CAMEL.match(word) is not None)


def names(text: str, tokens: Sequence[Word], breaks: frozenset[int] = frozenset()) -> list[Name]:
    """The names of a text in order, none within another.

    No name runs across an offset in ``breaks``: there a source is known to begin or end.
    """
    media = _media(text, tokens)
    lowered = {w.text for w in tokens}
    found = []
    at = 0
    for first, last in _runs(text, tokens, media, breaks):
        if first < at:
            continue
        first = _opened(tokens, first, last, lowered) if first not in media else first
        if first < last:
            found.append(_name(text, tokens, first, last, medium=first in media))
            at = last
    return found


def _media(text: str, tokens: Sequence[Word]) -> dict[int, int]:
    """The outlets of the table that the text names, as ranges of words."""
    starts = [w.start for w in tokens]
    ranges = {}
    for span, outlet in outlets.mentions(text):
        if outlet.kind == "platform":
            continue
        first = bisect_left(starts, span.start)
        last = bisect_left(starts, span.end)
        if first < last and starts[first] == span.start and not _longer(text, tokens, first, last):
            ranges[first] = last
    return ranges


def _longer(text: str, tokens: Sequence[Word], first: int, last: int) -> bool:
    """Whether one word that is an outlet's name opens a longer name: "Local" in "Local Union"."""
    if last - first > 1 or last >= len(tokens) or text[tokens[first].end] != " ":
        return False
    after = tokens[last]
    return (
        after.start - tokens[first].end == 1
        and after.text[0].isupper()
        and (after.lower not in _NOUNS and len(after.text) > 1)
    )


def _runs(
    text: str, tokens: Sequence[Word], media: dict[int, int], breaks: frozenset[int]
) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words, joined over "of", "&" and particles where a name goes on."""
    at, count = 0, len(tokens)
    for begin in [i for i, w in enumerate(tokens) if w.text != w.lower and capitalised(w.text)]:
        if begin < at:
            continue
        at = begin
        if at in media:
            yield at, media[at]
            at = media[at]
            continue
        last = at + 1
        while last < count and last not in media and tokens[last].start not in breaks:
            step = _goes_on(text, tokens, at, last)
            if not step:
                break
            last += step
        yield at, last
        at = last


def _goes_on(text: str, tokens: Sequence[Word], first: int, at: int) -> int:
    """How many words more belong to the run that stands at ``first:at``; 0 if it ends."""
    left, right = tokens[at - 1], tokens[at]
    gap = text[left.end : right.start]
    if left.owner or right.start - left.end > 3:
        return 0
    if gap not in (" ", "\u00a0", " & ") and not (gap == ". " and _shortened(left.text)):
        return 0
    if capitalised(right.text):
        return 1
    if at + 1 >= len(tokens) or right.owner:
        return 0
    after = tokens[at + 1]
    plain = text[right.end : after.start] == " "
    if plain and right.text in PARTICLES and right.text != "y" and capitalised(after.text):
        return 2
    return _joint(tokens, first, at) if plain and gap == " " else 0


def _joint(tokens: Sequence[Word], first: int, at: int) -> int:
    """Two or three if "of", "for" or "and" joins two halves of a body's name."""
    left, joint, after = tokens[at - 1], tokens[at].text, tokens[at + 1]
    skip = 1 + (after.text == "the" and at + 2 < len(tokens))
    after = tokens[at + skip]
    if not capitalised(after.text):
        return 0
    if joint in _JOINTS and left.lower in _JOIN_HEADS:
        return skip + 1
    if joint != "and" or skip > 1 or at - first > 1 or _first_name(left.lower):
        return 0
    ahead = at + 2
    while ahead < len(tokens) and capitalised(tokens[ahead].text) and not tokens[ahead].opens:
        ahead += 1
    return 2 if ahead > at + 2 and tokens[ahead - 1].lower in BODY_NOUNS else 0


def _opened(tokens: Sequence[Word], first: int, last: int, lowered: set[str]) -> int:
    """Where the name begins once words that only open the sentence are taken off."""
    while first < last:
        word, alone = tokens[first], first + 1 == last
        lower = word.lower
        bare = word.opens or lower in _DETERMINERS or alone
        if (
            (bare and lower in OPENERS and (alone or lower not in _NAME_OPENERS))
            or (alone and word.opens and (lower in _NOUNS or (lower in lowered and len(lower) > 2)))
            or (not alone and _MADE.search(lower))
            or (alone and first and lower in _ROLES and tokens[first - 1].lower in _DETERMINERS)
        ):
            first += 1
        else:
            break
    return first


def _name(text: str, tokens: Sequence[Word], first: int, last: int, *, medium: bool) -> Name:
    run = [w.text for w in tokens[first:last]]
    cut = 0 if medium else _titled(run)
    start, end = tokens[first + cut].start, tokens[last - 1].end
    if text[end : end + 1] == "." and last - first > cut + 1 and len(run[-1]) == 1:
        end += 1
    kept, titles = tuple(run[cut:]), tuple(t.lower() for t in run[:cut])
    before = tokens[first - 1].text if first and text[tokens[first - 1].end] == " " else ""
    kind, roles = Kind.OUTLET, set[str]()
    if not medium:
        roles = _roles(kept, titles, before, text[end : end + 120])
        kind = _kind(kept, titles, before, text[end : end + 8], roles)
    return Name(
        first=first,
        last=last,
        words=kept,
        titles=titles,
        start=start,
        end=end,
        owner=tokens[last - 1].owner,
        kind=kind,
        roles=frozenset(roles),
    )


def _titled(run: Sequence[str]) -> int:
    """How many words at the head of a run are titles: two in "Rear Adm. John Kirby"."""
    if len(run) == 1:
        return 0
    lower = [w.lower() for w in run]
    if lower[-1] in BODY_NOUNS and not any(_first_name(w) for w in lower):
        return 0
    cut = 0
    for i, word in enumerate(lower[:-1]):
        if word in STYLES and i == cut:
            break
        called = _first_name(lower[i + 1]) or len(lower[i + 1]) == 1
        if word in ADDRESS or (word in PERSON_NOUNS and called):
            cut = i + 1
    named = next((i for i in range(cut, len(lower) - 1) if _first_name(lower[i])), cut)
    return named if cut else 0


def _first_name(word: str) -> bool:
    if word in MEN or word in WOMEN:
        return True
    head, dash, tail = word.partition("-")
    return bool(dash) and tail.isalpha() and (head in MEN or head in WOMEN)


def _roles(kept: tuple[str, ...], titles: tuple[str, ...], before: str, after: str) -> set[str]:
    """The nouns that the text gives beside a name: titles, an age, an apposition's words."""
    roles = set(titles)
    if before in PERSON_NOUNS or "-year-" in before:
        roles.add(before)
    if kept[0].lower() in STYLES:
        roles.add(kept[0].lower())
    if after[:1] == "," and (apposed := _APPOSITION.match(after)):
        roles.update(apposed.group(1).lower().split())
    if after[:1] in (",", " ") and (aged := _AGE.match(after)):
        roles.add(f"{aged.group(1)}-year-old")
    return roles


def _kind(
    kept: tuple[str, ...], titles: tuple[str, ...], before: str, after: str, roles: set[str]
) -> Kind:
    """What sort of bearer a name has, as far as it and the words around it tell."""
    lower = [w.lower() for w in kept]
    first, last = lower[0], lower[-1]
    if first in _SEES and lower[1:2] == ["of"]:
        return Kind.NAMED_PERSON
    if last in BODY_NOUNS or "of" in lower or "for" in lower:
        return Kind.NAMED_ORGANISATION
    if titles or (first in STYLES and first not in _SAINTS) or before in PERSON_NOUNS:
        return Kind.NAMED_PERSON
    if len(kept) > 1 and last in OUTLET_ENDS and not _first_name(first):
        return Kind.OUTLET
    if len(kept) > 1 and (_first_name(first) or _INITIALS.fullmatch(kept[0].replace(".", ""))):
        return Kind.NAMED_PERSON
    if before in _PLACE_BEFORE or first in DEMONYMS or last in PLACES:
        return Kind.UNSTATED
    if first in MEN or first in WOMEN:
        return Kind.NAMED_PERSON
    who = _WHO.match(after) is not None and (len(kept) > 1 or after[0] == ",")
    if who or any("-year-" in r or r in PERSON_NOUNS for r in roles if r != before):
        return Kind.NAMED_PERSON
    if before in BODY_NOUNS or not roles.isdisjoint(BODY_NOUNS):
        return Kind.NAMED_ORGANISATION
    return Kind.UNSTATED


def gender(name: Name) -> str | None:
    """Return "m" or "f" as titles, roles and the first name tell it, else None."""
    for title in name.titles:
        if told := ADDRESS.get(title):
            return told
    first = name.words[0].lower().partition("-")[0]
    if first in STYLES:
        return STYLES[first]
    man, woman = first in MEN, first in WOMEN
    return None if man == woman else "m" if man else "f"
