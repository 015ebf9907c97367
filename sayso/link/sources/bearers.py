"""Whether two names have one bearer. Two names in, the reason out, or None.

A name is what articles call somebody: a person, with or without titles and initials, an
organisation or its letters, an outlet. Some pairs speak for themselves wherever they stand
("Sgt. Ann Roe", "Ann B. Roe"); others only where the articles are about one event ("Roe",
"state police"). Outlets are known by their table. Knows nothing of articles.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from sayso import outlets


def _wordset(block: str) -> frozenset[str]:
    return frozenset(block.split())


_PIECE = re.compile(r"[^\W_]+(?:\.[^\W_]+)*")
_APPOSITION = re.compile(r",| \(| (?:from|who|whose) ")
_SEVERAL = re.compile(r" (?:and|&) ")
_LITTLE = _wordset("the a an of for and in on at to")
_HONOURS = _wordset("phd md qc kc obe mbe esq")
_SUFFIXES = _wordset("jr sr ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xxiii")
#: Small words that stand inside names.
_INSIDE = _LITTLE | _wordset("de da del della der den di du la le van von bin ibn al el ter")
#: What may stand before a person's name, in lower case.
_TITLES = _wordset("""
    mr mister mrs ms miss sir lord lady dame madam dr doctor prof professor rev reverend father
    hon sgt sergeant capt captain lt lieutenant col colonel maj major gen general adm admiral cpl
    pvt private cmdr commander insp inspector det detective pc constable supt superintendent
    officer sen senator rep representative congressman congresswoman gov governor judge justice
    president chancellor minister secretary mayor ambassador bishop archbishop cardinal rabbi imam
    ayatollah sheikh chief deputy vice premier pm director chairman chairwoman ceo coach sheriff
    attorney spokesman spokeswoman spokesperson marshal rear brigadier commissioner councillor
    undersecretary treasurer dean prime foreign defence defense press
""")
_GENDER = dict.fromkeys(_wordset("mr mister sir lord father congressman spokesman chairman"), "m")
_GENDER |= dict.fromkeys(_wordset("mrs ms miss lady dame madam congresswoman spokeswoman"), "f")
#: Words that many bodies' names are made of: alone they name none.
_COMMON = _wordset("""
    police state department ministry government council court office company hospital university
    school army military navy force forces authority authorities agency committee commission board
    administration city county local national federal public health fire service services
    defense defence interior foreign justice bureau parliament senate congress party union team
""")
#: What a firm's name may go on with, and what any body's may leave out.
_FIRMS = _wordset("""
    media group international corporation company holdings worldwide foundation institute trust
    airlines airways motors systems technologies studios pictures entertainment brands industries
    partners resorts hotels
""")
_FORMS = _wordset("us uk inc ltd corp co com llc plc department")
_SHORT_FORMS = """
alexander: alex sasha; andrew: andy drew; anthony: tony; benjamin: ben; catherine: cathy kate;
charles: charlie chuck; christopher: chris; daniel: dan danny; david: dave; deborah: debbie deb;
donald: don donnie; edward: ed eddie ted; elizabeth: liz beth betty; francis: frank;
frederick: fred; gregory: greg; jacob: jake; james: jim jimmy; jeffrey: jeff; jennifer: jen jenny;
jessica: jess; john: jack johnny; jonathan: jon; joseph: joe joey; joshua: josh;
katherine: kathy katie kate; kenneth: ken; lawrence: larry; margaret: maggie peggy; matthew: matt;
michael: mike mick; nathan: nate; nicholas: nick; pamela: pam; patricia: pat patty; peter: pete;
philip: phil; raymond: ray; rebecca: becky; richard: rick dick rich; robert: rob bob bobby;
ronald: ron; samuel: sam; stephen: steve; steven: steve; stuart: stu; susan: sue; theodore: theo;
thomas: tom tommy; timothy: tim; victoria: vicky; vincent: vince; william: bill will billy;
zachary: zach
"""


def _full_forms() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for row in _SHORT_FORMS.split(";"):
        full, shorts = row.split(":")
        for short in shorts.split():
            found[short] = found.get(short, frozenset()) | {full.strip()}
    return found


_FULL = _full_forms()


@dataclass(frozen=True, slots=True)
class Match:
    """Why two names have one bearer; ``alone``: they do wherever they stand, else only in
    articles about one event.
    """

    reason: str
    alone: bool


@dataclass(frozen=True, slots=True)
class Parts:
    """A name taken apart: ``words`` folded, without articles, titles and honours; ``joined``
    the same in one piece; ``outlet`` as its table calls it; ``gender`` "m" or "f" where a title
    tells, ``suffix`` "jr" or "iii"; ``letters`` if the name is nothing but capitals, ``several``
    if it names more than one.
    """

    words: tuple[str, ...]
    outlet: str | None
    gender: str | None
    suffix: str
    letters: bool
    several: bool

    @property
    def joined(self) -> str:
        """The words in one piece: "Re/code" and "Recode" are joined the same."""
        return "".join(self.words)

    @property
    def common(self) -> bool:
        """Whether the name is made of words that many bodies share ("state police")."""
        return bool(self.words) and _COMMON.issuperset(self.words)


@lru_cache(maxsize=1 << 16)
def parts(name: str, *, person: bool) -> Parts:
    """A name taken apart, as a person's or as a body's or outlet's.

    >>> parts("harbour master Dr. Jonas Feld, 48", person=True).words
    ('jonas', 'feld')
    """
    plain = " ".join(name.replace("’", "'").split()).removesuffix("'s").strip(" \"“”'.,;:")
    outlet = None if person else outlets.find(plain)
    head = _APPOSITION.split(plain, maxsplit=1)[0] or plain
    pieces = _PIECE.findall(head.replace("'s ", " ").replace("'", ""))
    start = _begins(pieces, person=person)
    words = [w for p in pieces[start:] if (w := p.replace(".", "").casefold()) not in _LITTLE]
    suffix = ""
    while person and len(words) > 1 and (words[-1] in _HONOURS or words[-1] in _SUFFIXES):
        last = words.pop()
        suffix = last if last in _SUFFIXES else suffix
    return Parts(
        words=tuple(words),
        outlet=outlet.name if outlet else None,
        gender=next((g for p in pieces[:start] if (g := _GENDER.get(p.casefold()))), None),
        suffix=suffix,
        letters=len(words) == 1 < len(words[0]) and pieces[-1].isupper(),
        several=outlet is None and _SEVERAL.search(plain) is not None,
    )


def _begins(pieces: list[str], *, person: bool) -> int:
    """Where a name begins: behind the last small word, and a person's behind the last title,
    that has a capital after it ("Arden Press officer Dr. Ann Roe").
    """
    start = 0
    for n, piece in enumerate(pieces[:-1]):
        if not pieces[n + 1][0].isupper() or piece.casefold() in _INSIDE:
            continue
        if piece.islower() or (person and piece.rstrip(".").casefold() in _TITLES):
            start = n + 1
    return start


def same_name(one: str, other: str, *, person: bool | None = None) -> str | None:
    """Why two names may have one bearer, None if they have not: for finding by name.

    ``person``: whether they are names of persons, None if that is not known.

    >>> same_name("Feld", "harbour master Jonas Feld"), same_name("Maria Feld", "Jonas Feld")
    ('the family name', None)
    """
    found = None
    if person is not False:
        found = match(one, other, person=True)
    if not found and not person:
        found = match(one, other, person=False)
    return found.reason if found else None


def match(one: str, other: str, *, person: bool) -> Match | None:
    """Whether two names of persons, or of bodies and outlets, have one bearer; the same
    both ways.
    """
    a, b = parts(one, person=person), parts(other, person=person)
    if not a.words or not b.words or (a.outlet and b.outlet and a.outlet != b.outlet):
        return None
    if _differ(a.gender, b.gender) or _differ(a.suffix, b.suffix):
        return None
    if a.outlet and a.outlet == b.outlet:
        return Match("the same name" if a.words == b.words else "one outlet", True)
    if a.joined == b.joined:
        return Match("the same name", not lone(one, person=person))
    if person and (a.several or b.several):
        return None
    if len(a.words) > len(b.words):
        a, b = b, a
    return _persons(a, b) if person else _bodies(a, b)


def _differ(one: str | None, other: str | None) -> bool:
    return bool(one and other and one != other)


def lone(name: str, *, person: bool) -> bool:
    """Whether a name tells whom it means only within a story: a single name of a person, one
    with an initial for the first, or words that many bodies share.
    """
    taken = parts(name, person=person)
    if taken.outlet:
        return False
    return taken.common or (person and (len(taken.words) == 1 or len(taken.words[0]) == 1))


def _persons(short: Parts, full: Parts) -> Match | None:
    if len(short.words) > 1:
        return _full_names(short.words, full.words)
    if len(full.words) == 1:
        near = _near(short.words[0], full.words[0])
        return Match("spelled otherwise", False) if near else None
    if _alike(short.words[0], full.words[-1]):
        return Match("the family name", False)
    if full_first(short.words[0]) & full_first(full.words[0]):
        return Match("the first name", False)
    return None


def _full_names(short: tuple[str, ...], full: tuple[str, ...]) -> Match | None:
    if short == full[-len(short) :]:
        return Match("the end of the longer name", True)
    one, other = short[0], full[0]
    if not _alike(short[-1], full[-1]) or not _agree(short[1:-1], full[1:-1]):
        return None
    same = short[-1] == full[-1]
    if one == other:
        return Match("first and family name" if same else "spelled otherwise", same)
    if full_first(one) & full_first(other):
        return Match("a short first name and the family name", same)
    if _initial(one, other):
        return Match("an initial and the family name", False)
    return Match("spelled otherwise", False) if same and _near(one, other) else None


def full_first(word: str) -> frozenset[str]:
    """The first names that a word may stand for: itself and what it is short for."""
    return _FULL.get(word, frozenset()) | {word}


def _agree(middle: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    """Whether middle names may be one person's: one has none, or all agree as far as given."""
    if not middle or not longer:
        return True
    return len(middle) == len(longer) and all(map(_initial, middle, longer))


def _initial(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])


def _bodies(short: Parts, full: Parts) -> Match | None:
    x, y = telling(short), telling(full)
    if x == y:
        return Match("the same words", not short.common)
    if short.letters and (letters := initials(full)).startswith(short.words[0]):
        whole = letters == short.words[0]
        if whole or 2 < len(short.words[0]) == len(letters) - 1:  # "CDC": the last word is left out
            return Match("its letters", whole)
    if x < y and not full.several and (short.common or _opens(short.words, full.words)):
        return Match("a shorter form", False)
    return Match("spelled otherwise", False) if _spelled(short.words, full.words) else None


def telling(name: Parts) -> frozenset[str]:
    """The words that tell a body from others: in the singular, without "U.S." and "Inc."."""
    words = frozenset(map(_singular, name.words))
    return words - _FORMS or words


def initials(name: Parts) -> str:
    """The letters that a body's name is shortened to."""
    return "".join(word[0] for word in name.words)


def _opens(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether a longer name begins with the short one, and goes on as names of firms do if
    that is a single word: "Apple" is no short form of "Apple Records".
    """
    if short != full[: len(short)]:
        return False
    return len(short) > 1 or _FIRMS.issuperset(full[1:])


def _singular(word: str) -> str:
    word = {"dept": "department", "govt": "government", "usa": "us"}.get(word, word)
    return word[:-1] if len(word) > 4 and word.endswith("s") and word[-2] not in "su" else word


def _alike(one: str, other: str) -> bool:
    return one == other or (len(one) > 6 and _near(one, other))


def _spelled(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names differ in the spelling of one word."""
    unlike = [(a, b) for a, b in zip(one, other, strict=False) if a != b]
    return len(one) == len(other) and len(unlike) == 1 and _near(*unlike[0])


def _near(one: str, other: str) -> bool:
    """Whether two spellings of five letters or more differ by one letter, not the first."""
    if len(one) > len(other):
        one, other = other, one
    if len(other) - len(one) > 1 or len(one) < 5 or one[0] != other[0]:
        return False
    at = next((n for n, (c, d) in enumerate(zip(one, other, strict=False)) if c != d), len(one))
    return one[at:] == other[at + 1 :] or one[at + 1 :] == other[at + 1 :]
