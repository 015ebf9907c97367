"""News outlets: a name, a domain or a noun phrase comes in, the outlet it stands for goes out.

The table (``outlets.tsv``) is data: names, kinds, countries, domains and aliases of outlets,
agencies, fact-checkers and platforms. It is read on first use and kept. Forms that are ordinary
words too stand in its last column and count in running text only where the words around them
speak for the outlet: "the Mirror" with its article, "Time" in a telling context ("told Time",
"Time magazine"). This module knows nothing of articles, attributions or speakers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from sayso.types import Span

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """One row of the table.

    ``kind`` is agency, newspaper, broadcaster, magazine, website, tabloid, factchecker or
    platform. Posts on a platform (Twitter, YouTube) are documents: a platform is no medium.
    ``country`` is an ISO 3166 code.
    """

    name: str
    kind: str
    domains: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    country: str = ""


class _Form(NamedTuple):
    """One way to write an outlet; ``needs`` is "", "article" or "context"."""

    text: str
    outlet: Outlet
    needs: str


class _Table(NamedTuple):
    names: dict[str, Outlet]
    exact: dict[str, Outlet]
    domains: dict[str, Outlet]
    forms: dict[str, tuple[_Form, ...]]


_PLAIN = str.maketrans({"’": "'", "‘": "'", "\u00a0": " ", "\u202f": " ", "\n": " ", "‐": "-"})
_WORD = re.compile(r"\w+")
_MEDIUM_NOUN = (
    r"(?:news)?paper|daily|tabloid|broadsheet|magazine|(?:web)?site|blog|outlet|publication"
    r"|broadcaster|(?:news|press|wire) (?:agency|service|site|website|outlet|channel|portal)"
)
_STAFF = r"reporter|journalist|correspondent|columnist|editor"
_REPORTS = r"(?:first |also |later |has |had )?(?:reported|reports|wrote|writes|published|revealed)"
_CALENDAR = (
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July"
    r"|August|September|October|November|December"
)
_TELLING = re.compile(
    r"\b(?:[Tt]old|[Tt]ells|[Aa]ccording to|[Cc]iting|[Ii]nterview with)(?: [Tt]he)? [\"“]?$"
    rf"|\b(?:{_MEDIUM_NOUN}),? [\"“]?$"
)
_WITH_ARTICLE = re.compile(r"\b(?:[Tt]he|[A-Z][\w.]*'s|U\.?K\.?|British) [\"“]?$")
_TOLD = re.compile(
    rf"[\"”]? (?:{_MEDIUM_NOUN}|{_STAFF}|{_REPORTS})\b|'s (?:report|story|article)\b|\.com\b"
)
_NAME_GOES_ON = re.compile(rf"(?:'s?)? (?!(?:{_CALENDAR})\b)(?:& |of )?[A-Z]")
_AFTER_HEAD = re.compile(
    r",| \(| (?:of|in|from|by|at|on|with|for|about|to|this|last|earlier|which|who|that|whose"
    r"|called|citing|quoting|published|reported|based|cited|quoted|obtained|posted"
    r"|claiming|saying|suggesting) "
)
_PEOPLE = re.compile(
    r"\b(?:(?:reporter|journalist|correspondent|columnist|editor|writer|host|anchor|presenter"
    r"|blogger|photographer|producer|owner|founder|executive|analyst|critic|reader|viewer|user"
    r"|spokes(?:man|woman|person)|contributor|pundit|commentator|figure|personalit(?:y|ies)"
    r"|investigator|expert|lawyer|director|chief|officer|reviewer|poll|survey|team)s?)\b"
    r"|\bofficials?$",
    re.I,
)
_NO_MEDIUM = re.compile(
    r"\b(?:social|police|petrol|gas|space|power|train|radio|weather|fire|construction|crash"
    r"|government|company|dating|job|hacking|terror(?:ist)?) (?:media|stations?|sites?|websites?"
    r"|networks?|channels?|reports?)$"
    r"|(?:'s|\bofficial)(?: \w+){0,2} (?:web)?sites?$"
    r"|\b(?:research|white|court) papers?$|\b(?:his|her|my|our|your) ",
    re.I,
)
_MEDIA_HEAD = re.compile(
    r"(?:^|[ -])(?:media|newspapers?|papers?|tabloids?|broadsheets?|dail(?:y|ies)|magazines?"
    r"|periodicals?|publications?|(?:web)?sites?|blogs?|portals?|outlets?|broadcasters?|networks?"
    r"|(?:news|press|wire) (?:agency|agencies|services?|sources|organi[sz]ations?|channels?)"
    r"|wires?|(?:TV|television|radio|news) (?:stations?|channels?|programmes?|programs?|shows?)"
    r"|channels?|television|TV|radio|newsrooms?|press)$",
    re.I,
)
_NAMED_LIKE_ONE = re.compile(
    r"[A-Z][\w.'-]* (?:Times|Post|Herald|Gazette|Tribune|Chronicle|News|Daily|Observer|Telegraph"
    r"|Journal|Mail|Examiner|Sentinel|Inquirer|Courier|Register|Dispatch|Bulletin|Weekly|Magazine"
    r"|Review|Reporter|Advertiser|Echo|Argus|Standard|Mirror|Express|Globe|Enquirer|Today|Radio"
    r"|TV|FM|Online|Insider|Media|Television|Tech|Citizen|Press)$"
    r"|\b(?:The|the) Daily \w+$|\b(?:Radio|Channel) [A-Z][\w-]+$"
    r"|[A-Z]\w+ (?:Broadcasting (?:Service|Corporation|Company|Network)|(?:News|Press) Agency)$"
    r"|\b(?:[KW][A-Z]{2,3}-(?:TV|FM|AM|DT)|[KW][A-Z]{3} \d+|(?:Channel|CBS|NBC|ABC|FOX|Fox) ?\d+)$"
    r"|^(?:the )?[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|info|news|co\.uk|tv|fm|ie|fr|de|it|es|ru)$"
)
_REPORT_HEAD = re.compile(
    r"\b(?:reports?|reporting|articles?|stor(?:y|ies)|headlines?|items?|profiles?|pieces?|postings?"
    r"|releases?|broadcasts?|comments|information|rumou?rs?|folks)$",
    re.I,
)
_BARE_REPORTS = re.compile(
    r"(?:(?>(?:the|a|an|some|many|several|multiple|various|numerous|other|further|more|these|those"
    r"|most|all|two|three|four|recent|new|latest|early|earlier|initial|first|previous|past|original"
    r"|same|unconfirmed|conflicting|local|foreign|national|international|Western|regional|news"
    r"|media|press|TV|television|newspaper|tabloid|magazine|wire|agency|online|internet|published"
    r"|bogus|fake|false|today's|yesterday's|this|that|US|U\.S\.|UK|[A-Z]\w+(?:an|ish|ese|i))\s))*"
    r"(?:reports|(?:news|media|press) (?:report|accounts?|coverage)|(?:report|article|stor(?:y|ies)"
    r"|headlines?))$",
    re.I,
)
_MADE_BY = re.compile(r" (?:by|from|of|published) ")
_NAME_BEFORE = re.compile(r"\b[A-Z][\w.-]* $")


def find(name: str) -> Outlet | None:
    """The outlet of that name or alias, or None.

    A leading "the", a possessive ending, quotation marks and a trailing "newspaper", "news
    agency" and the like do not matter; case matters only for ordinary words ("Time"). A name
    that several outlets bear goes to the one that stands first in the table.

    >>> find("the Daily Mail newspaper").name
    'Daily Mail'
    """
    table = _table()
    bare = _bare(name)
    short = bare.removesuffix("'s").rstrip("'")
    for form in (bare, short, re.sub(rf" (?:{_MEDIUM_NOUN})$", "", short, flags=re.I)):
        if outlet := table.names.get(form.casefold()) or table.exact.get(form):
            return outlet
    return None


def by_domain(domain_or_url: str) -> Outlet | None:
    """The outlet that runs a host, a subdomain of it or a URL on it, or None."""
    host = re.sub(r"^[a-z][\w+.-]*://", "", domain_or_url.strip().lower())
    host = re.split(r"[/?#]", host, maxsplit=1)[0].rpartition("@")[2].partition(":")[0].strip(".")
    domains = _table().domains
    labels = host.split(".")
    for start in range(len(labels) - 1):
        if outlet := domains.get(".".join(labels[start:])):
            return outlet
    return None


def mentions(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[Span, Outlet]]:
    """Every outlet named in ``text[start:end]``, in order, the longest name first.

    Case counts, capitals throughout are allowed. Spans cover the name without a leading
    "the". Ordinary words need support: "the Mirror", "told Time", "Variety reported", "People
    magazine", but not "the Mirror Group" or "Time flies". Time is linear in the text.
    """
    forms = _table().forms
    plain = text.translate(_PLAIN)
    stop = len(text) if end is None else min(end, len(text))
    done = start
    for word in _WORD.finditer(plain, start, stop):
        if word.start() < done:
            continue
        for form in forms.get(word.group(), ()):
            close = word.start() + len(form.text)
            if close <= stop and _stands(form, plain, word.start(), close):
                yield Span(word.start(), close), form.outlet
                done = close
                break


def _stands(form: _Form, plain: str, start: int, end: int) -> bool:
    if not plain.startswith(form.text, start) or _joined(plain, start, end):
        return False
    if not form.needs:
        return True
    before, after = plain[max(0, start - 32) : start], plain[end : end + 32]
    if _NAME_GOES_ON.match(after):
        return False
    if _TELLING.search(before):
        return True
    if form.needs == "article" and _WITH_ARTICLE.search(before):
        return True
    if _NAME_BEFORE.search(before):
        return False
    if form.outlet.kind == "agency" and before.endswith("(") and after.startswith(")"):
        return True
    return bool(_TOLD.match(after)) or (len(form.text) > 3 and form.text.isupper())


def _joined(plain: str, start: int, end: int) -> bool:
    """Whether the form is only part of a longer word ("Reutersville", "@CNN", "anti-Post")."""
    left, right = plain[start - 1 : start], plain[end : end + 1]
    if left.isalnum() or (left and left in "_-@#."):
        return True
    return right.isalnum() or right == "_" or (right == "-" and plain[end + 1 : end + 2].isalnum())


def _bare(name: str) -> str:
    plain = " ".join(name.translate(_PLAIN).split()).strip("\"“”'.,;:()")
    return re.sub(r"^(?:the|an?) ", "", plain, flags=re.I).strip("\"“”' ")


@cache
def _table() -> _Table:
    names: dict[str, Outlet] = {}
    exact: dict[str, Outlet] = {}
    domains: dict[str, Outlet] = {}
    forms: dict[str, dict[str, _Form]] = {}
    for outlet, needs in _rows():
        for domain in outlet.domains:
            domains.setdefault(domain, outlet)
        for form in _forms(outlet, needs):
            if form.needs == "article" or (form.needs and form.text == outlet.name):
                exact.setdefault(form.text, outlet)
            elif not form.needs:
                names.setdefault(form.text.casefold(), outlet)
            if first := _WORD.match(form.text):
                forms.setdefault(first.group(), {}).setdefault(form.text, form)
    longest = {word: tuple(sorted(f.values(), key=_shortness)) for word, f in forms.items()}
    return _Table(names, exact, domains, longest)


def _shortness(form: _Form) -> int:
    return -len(form.text)


def _forms(outlet: Outlet, needs: dict[str, str]) -> Iterator[_Form]:
    """Every way to write an outlet, without its article; also in capitals throughout."""
    for name in (outlet.name, *outlet.aliases):
        text = re.sub(r"^[Tt]he ", "", name.translate(_PLAIN))
        need = needs.get(text, "")
        yield _Form(text, outlet, need)
        if len(text) > 3 and not text.isupper():
            yield _Form(text.upper(), outlet, need)


def _rows() -> Iterator[tuple[Outlet, dict[str, str]]]:
    """The table's rows: each outlet, and those of its forms that need support, with the need.

    Columns: name, kind, country, domains (by spaces), aliases (by "|"), and forms that are
    ordinary words too (by "|"), written with "the" where the article is support enough.
    """
    table = files("sayso").joinpath("outlets.tsv").read_text(encoding="utf-8")
    for line in table.splitlines()[1:]:
        name, kind, country, domains, aliases, ordinary = line.split("\t")
        words = [word for word in ordinary.split("|") if word]
        needs = {
            w.removeprefix("the "): "article" if w.startswith("the ") else "context" for w in words
        }
        others = [alias for alias in (*aliases.split("|"), *needs) if alias]
        yield (
            Outlet(
                name=name,
                kind=kind,
                domains=tuple(domains.split()),
                aliases=tuple(alias for alias in others if alias != name.removeprefix("The ")),
                country=country,
            ),
            needs,
        )


def medium(noun_phrase: str) -> bool:
    """Whether a noun phrase stands for a news medium, in the table or not.

    Looks at the head of the phrase: an outlet ("London's Telegraph"), a name built like one
    ("the Bunford Gazette", "KXYZ-TV", "Channel 4"), a noun for media ("a Korean newspaper",
    "state television") or for what they put out ("news reports", "the Bloomberg story").
    People who work for media ("a Reuters reporter") and platforms are none.

    >>> medium("local media"), medium("a Reuters reporter"), medium("the ministry")
    (True, False, False)
    """
    phrase = " ".join(noun_phrase.translate(_PLAIN).split())
    if outlet := find(phrase):
        return outlet.kind != "platform"
    head, rest = _split_head(phrase)
    if _PEOPLE.search(head) or _NO_MEDIUM.search(head):
        return False
    return (
        bool(_MEDIA_HEAD.search(head) or _NAMED_LIKE_ONE.search(head))
        or bool(_BARE_REPORTS.match(head) and not _MADE_BY.match(rest))
        or _ends_in_outlet(head)
        or (bool(_REPORT_HEAD.search(head)) and _holds_outlet(phrase, rest))
    )


def _split_head(phrase: str) -> tuple[str, str]:
    """The phrase up to its first preposition, relative or comma, and the rest."""
    cut = _AFTER_HEAD.search(phrase)
    return (phrase[: cut.start()], phrase[cut.start() :]) if cut else (phrase, "")


def _ends_in_outlet(head: str) -> bool:
    """Whether the last words name an outlet, whatever describes it before ("US website TMZ")."""
    bare = _bare(head)
    words = bare.split(" ")
    found = (find(" ".join(words[start:])) for start in range(max(0, len(words) - 6), len(words)))
    return any(outlet and outlet.kind != "platform" for outlet in found)


def _holds_outlet(phrase: str, rest: str) -> bool:
    """Whether a report is an outlet's: named before the noun, or first thing after it."""
    if any(outlet.kind != "platform" for _, outlet in mentions(phrase)):
        return True
    inner = re.sub(r"^[, ]*(?:from|in|on|by|at|of) ", "", rest)
    return inner != rest and inner != "" and medium(inner)
