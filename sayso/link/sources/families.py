"""Publisher families: an outlet's name comes in, whose it is goes out.

Outlets of one owner share newsrooms and copy, so two of them are no independent witnesses;
what agencies and syndicates send out stands in many. The table (``families.tsv``) is data: an
outlet as `sayso.outlets` calls it, its family (the owner's name), what joins it to the family
(owner: the family runs it; agency, syndicate: the family sells its copy to others), the last
year for which that is known to have held, and a page that says so. Knows nothing of articles.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from sayso import outlets


@dataclass(frozen=True, slots=True)
class Member:
    """One row of the table: ``kind`` is owner, agency or syndicate; ``source`` a URL."""

    outlet: str
    family: str
    kind: str
    year: int
    source: str


def member(name: str) -> Member | None:
    """The row of an outlet, by any of its names or its domain; None if its owner is not known.

    >>> member("wsj.com").family
    'Murdoch family'
    """
    return _table().get(_outlet(name))


def family(name: str) -> str | None:
    """The family of an outlet, by any of its names or its domain; None if it is not known."""
    found = member(name)
    return found.family if found else None


def same_family(one: str, other: str) -> bool:
    """Whether two names stand for one outlet or for two of one family.

    False too where an owner is not known: then nothing ties them.

    >>> same_family("Daily Mirror", "the Liverpool Echo"), same_family("Sky News", "Fox News")
    (True, False)
    """
    a, b = _outlet(one), _outlet(other)
    return a == b or (family(one) is not None and family(one) == family(other))


@lru_cache(maxsize=65536)
def _outlet(name: str) -> str:
    """What the table of outlets calls it; its own name, folded, if it is not there."""
    plain = " ".join(name.split())
    if plain in _table():
        return plain
    found = outlets.find(plain) or (outlets.by_domain(plain) if "." in plain else None)
    return found.name if found else plain.casefold().removeprefix("the ")


@cache
def _table() -> dict[str, Member]:
    text = files("sayso.link.sources").joinpath("families.tsv").read_text(encoding="utf-8")
    found = {}
    for line in text.splitlines()[1:]:
        outlet, owner, kind, year, source = line.split("\t")
        found[outlet] = Member(outlet, owner, kind, int(year), source)
    return found
