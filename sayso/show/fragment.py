"""Text fragments: a page's URL and a passage of it in, a link that opens at the passage out."""

from __future__ import annotations

from urllib.parse import quote

#: A passage of more words is named by its first and its last ones.
WHOLE, EDGE = 10, 5


def at_passage(url: str, passage: str) -> str:
    """The URL with a text fragment, which a browser scrolls to and marks (WICG, URL Fragment
    Text Directives); where the page no longer has the words, it opens as without.

    The URL alone where the passage has no words.
    """
    words = passage.split()
    if not words:
        return url
    parts = [words] if len(words) <= WHOLE else [words[:EDGE], words[-EDGE:]]
    told = ",".join(_escaped(" ".join(part)) for part in parts)
    page, _, own = url.partition("#")
    return f"{page}#{own.partition(':~:')[0]}:~:text={told}"


def _escaped(words: str) -> str:
    """Percent-encoded, with the comma, the hyphen and the ampersand that are syntax here."""
    return quote(words, safe="", errors="replace").replace("-", "%2D")
