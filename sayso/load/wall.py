"""Pages without an article: what was found on a page comes in, a refusal goes out or nothing.

Knows the words of paywalls, cookie walls and browser checks and the shape of index pages;
knows nothing of HTML.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.errors import NoArticle

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What a page holds: its body's lines, all its words, and what it says it is.

    ``linked`` is the share of the body's characters inside links; ``teasers`` how many
    article boxes the page has; ``declared`` whether it calls itself an article; ``front``
    whether it is the front page of its site; ``free`` False if it says it must be paid for.
    """

    title: str
    lines: Sequence[str]
    page_text: str
    linked: float = 0.0
    teasers: int = 0
    declared: bool = False
    front: bool = False
    free: bool = True


_PAYWALL = re.compile(
    r"subscribe (?:now |today )?to (?:continue|keep|read|unlock)|to (?:continue|keep) reading[,:]?"
    r"|(?:article|content|story) is (?:for|only (?:available )?(?:to|for)|reserved for"
    r"|exclusive to|exclusively for|available (?:only )?to) (?:our )?(?:paying |premium )?"
    r"(?:subscribers|members)|(?:log|sign) in to (?:read|continue|keep)"
    r"|register (?:now |for free )?to (?:read|continue)|unlock (?:this|the full) (?:article|story)"
    r"|to read the (?:full|rest of (?:the|this)) (?:story|article)"
    r"|reached your (?:\w+ )?(?:limit|free)|subscribers? only|subscription (?:is )?required"
    r"|already a (?:subscriber|member)\?",
    re.I,
)
_COOKIE = re.compile(
    r"\b(?:cookies?|consent|gdpr|privacy (?:policy|settings)|tracking|legitimate interest)\b", re.I
)
_CHECK = re.compile(
    r"(?:enable|turn on|requires?) (?:javascript|cookies)|javascript is (?:disabled|required)|"
    r"verif\w+ (?:that )?you(?:['’]re| are) (?:a |not a )?(?:human|robot)|are you a robot|captcha|"
    r"checking your browser|access (?:to this page has been )?denied|unusual (?:traffic|activity)|"
    r"just a moment\W*$",
    re.I,
)
_LOST = re.compile(
    r"\b(?:page|article|story) (?:was |is |could )?(?:not (?:be )?found|no longer available)"
    r"|error 404|404 (?:error|not found)|\b404\b",
    re.I,
)
_SENTENCE = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")
# A stub is a teaser of a paragraph or two: the benchmark's two have 67 and 88 words.
_STUB_WORDS = 120
_WALL_WORDS = 250
_PROSE_LINE_WORDS = 6
_INDEX_LINES = 8
_INDEX_PROSE_SHARE = 0.35
_INDEX_LINKED = 0.6
_FRONT_LINKED = 0.25
_FRONT_TEASERS = 3


def refuse(page: Findings, where: str) -> None:
    """Raise NoArticle, with the reason, if a page holds no article."""
    words = _words(page.lines)
    text = "\n".join(page.lines)
    if words < _WALL_WORDS and _is_cookie_wall(page.lines):
        raise NoArticle(where, "a cookie wall, not an article")
    if words < _STUB_WORDS and _CHECK.search(f"{page.title}\n{text}"):
        raise NoArticle(where, "a browser check or a refusal of the site, not an article")
    if words < _STUB_WORDS and _LOST.search(page.title):
        raise NoArticle(where, "a page that says it was not found")
    if words < _STUB_WORDS and (not page.free or _PAYWALL.search(page.page_text)):
        raise NoArticle(where, f"a paywall: only {words} words of the article are on the page")
    if _is_index(page):
        raise NoArticle(where, "an index page: links and headlines, no running text")
    if not any(map(_is_prose, page.lines)):
        raise NoArticle(where, "a page without running text")


def _is_cookie_wall(lines: Sequence[str]) -> bool:
    about = [line for line in lines if _COOKIE.search(line)]
    return len(_COOKIE.findall("\n".join(about))) >= 2 and _words(about) * 2 >= _words(lines)


def _is_index(page: Findings) -> bool:
    if page.linked > _INDEX_LINKED and not page.declared:
        return True
    if page.front and not page.declared:
        return page.linked > _FRONT_LINKED or page.teasers >= _FRONT_TEASERS
    if len(page.lines) < _INDEX_LINES:
        return False
    prose = _words([line for line in page.lines if _is_prose(line)])
    return prose < _INDEX_PROSE_SHARE * _words(page.lines)


def _is_prose(line: str) -> bool:
    """A sentence, or a paragraph in a script that puts no spaces between words."""
    if _SENTENCE.search(line):
        return True
    return len(line.split()) > 3 * _PROSE_LINE_WORDS or len(line) > 120


def _words(lines: Sequence[str]) -> int:
    return sum(len(line.split()) for line in lines)
