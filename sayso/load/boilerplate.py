"""Lines that are not the article: the body's lines come in, those of the article go out.

Knows the words of newsletter boxes, teasers, sharing buttons, picture credits and small
print; knows nothing of HTML. What names an outlet as the origin of the text ("This article
was originally published by …", "By The Associated Press") is evidence and stays.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from sayso.load import credit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_PLACES = (
    r"(?:Twitter|X|Facebook|Instagram|YouTube|LinkedIn|TikTok|Telegram|WhatsApp|Threads|Bluesky"
    r"|Google News|Apple News|Flipboard)"
)
_PICTURE_DESKS = (
    r"(?:Getty(?: Images)?|AP(?: Photo)?|AFP|Reuters|REUTERS|EPA|PA(?: Wire| Media)?|Shutterstock"
    r"|Alamy|TASS|Xinhua|Bloomberg|iStock|Pixabay|Unsplash|Wikimedia(?: Commons)?)"
)
# Openings. The lines behind them come from the lines that the 181 pages of the extraction
# benchmark have and its gold bodies lack, and from the commonest short lines of data/corpus.
_OPENINGS = (
    r"(?:read|see|learn|discover|find out|view) more\b",
    r"(?:more|also|must)[ -]read\b",
    r"read (?:also|next|this|on|it here)?:",
    r"(?:also on \S+\.\w+|also)\b:?\s*$",
    r"related(?: (?:articles?|stor(?:y|ies)|posts?|news|content|topics?|reading|video"
    r"|coverage))?\s*:",
    r"\[\s*related\b",
    r"(?:more|see also|watch(?: now| more)?|listen(?: now)?|photos?|video|gallery|go deeper"
    r"|don['’]t miss|explore|also see|up next|trending|recommended)\s*:",
    r"for (?:more|all|the latest|breaking|full|additional)\b.{0,80}"
    r"\b(?:visit|click|go to|follow|subscribe|download|sign up|check out|head to)\b",
    r"visit .{1,60}(?:homepage|for more)",
    r"(?:sign|signing) up (?:for|to|now|here|today)\b",
    r"subscribe (?:to|now|here|today|on|for)\b",
    r"get (?:the|our|your|all).{0,80}\b(?:inbox|newsletters?|briefing|app)\b",
    r"(?:join|download|try|install) (?:our|the) .{0,40}"
    r"\b(?:newsletter|channel|app|community|group)\b",
    r"(?:enter|submit) your e-?mail\b",
    r"(?:thanks|thank you) for (?:signing up|subscribing|reading)\b",
    rf"(?:follow|like|find|join) .{{1,60}} on (?:our )?{_PLACES}\b",
    r"like this (?:story|article)\?",
    r"share (?:this|on|via|your)\b",
    r"click (?:here|to|on|through)\b",
    r"(?:have|got|do you have) (?:a|any) (?:news )?(?:tip|story|question|comment|feedback)s?\b",
    r"(?:contact|e-?mail|reach|write to) (?:the |our |us\b|[\w .]{0,40}\bat\b).{0,40}[\w.]+@[\w.]+",
    r"reach the reporters?\b",
    r"[\w .'’-]{3,40} (?:may|can) be reached (?:at|on|by|via)\b",
    r"(?:story|article|post) continue[sd] (?:below|after)\b",
    r"continue reading\b",
    r"(?:leave|post|add|write) a comment\b",
    r"(?:tell us|let us know) what you(?:['’]re think|(?: are)? think)",
    r"(?:what do you think\?|join the conversation|have your say)",
    r"\(?(?:photo(?:graph)?|image|picture|pic|video|cover|featured image|illustration|graphic|file"
    r" photo)(?: ?credits?| by| courtesy(?: of)?| via)?\s*[:/|]",
    r"\((?:photo|image|picture|video|illustration|ap photo)(?: credit)?\b[^)]*\)$",
    r"(?:photo(?:graph)?|image|picture)s? (?:by|courtesy(?: of)?|credit)\b",
    r"\(?credit\s*:",
    r"(?:enlarge this image|toggle caption|hide caption|slideshow \(|click to enlarge)",
    r"FILE\s*(?:[-–—:]|PHOTO)",
    r"(?:copyright|©|ⓒ|\(c\)) ?(?:\W|\d|[A-Z])",
    r"all rights reserved\b",
    r"this material may not be published\b",
    r"our standards\s*:",
    r"(?:filed under|tags?|topics?|categor(?:y|ies)|posted in|keywords?|labels?)\s*:",
    r"(?:this|our) (?:web)?site uses cookies\b",
    r"we (?:and our partners )?use cookies\b",
    r"by (?:continuing|using|clicking|signing).{0,60}\b(?:cookies|privacy policy|terms)\b",
    r"(?:first |last )?(?:published|updated|posted|modified)(?: on| at)?\s*:?\s"
    r".{0,25}\d{1,2}[:/. ,].{0,25}$",
    r"(?:estimated )?(?:reading|read) time\b",
    r"\d+ min(?:ute)?s?(?: read|$)",
    r"\(?(?:additional )?(?:reporting|writing|editing|compiled) (?:for [\w ]{2,30} )?by\b",
    r"if you enjoyed this (?:article|story)\b",
    r"this copy is for your personal\b",
    r"order (?:re)?prints\b",
    r"this article has been sent to\b",
    r"more AP \w+\s*:",
    r"follow .{1,20} full coverage\b",
    r"note: we are .{0,20}moderating\b",
    r"listen to .{1,40} live at\b",
    r"an error (?:has )?occurred\b",
    r"this article is more than \d+ \w+ old",
    r"(?:the )?(?:views|opinions) expressed\b",
    r"support .{1,40} (?:by|with) (?:becoming|making|a donation|your)\b",
    r"(?:don['’]t see the|can['’]t see the) (?:graphic|video|embed)",
)
_OPENING = re.compile("|".join(f"(?:{opening})" for opening in _OPENINGS), re.I)
_WHOLE = re.compile(
    r"(?:advert(?:isement|ising)?s?|sponsored(?: content)?|promoted|print|e-?mail|tweet|share|save"
    r"|pocket|whatsapp|facebook|twitter|close|loading\W*|comments?|reply|newsletters?|menu|search"
    r"|home|read more|see more|load more|show more|next|previous|play|watch|live|follow|subscribe"
    r"|sign (?:in|up)|log ?in|register|recommended|trending|tags|topics|image|video|caption"
    r"|share this(?: article| story)?|skip to (?:main )?content|back to top|top|\W+"
    r"|\S+@\S+\.\w+|(?:https?://|www\.|(?:pic\.)?twitter\.com/)\S+)\W*",
    re.I,
)
_ANYWHERE = re.compile(
    r"\b(?:delivered|sent) (?:straight |directly |right )?(?:to|into) your (?:inbox|letterbox)\b"
    r"|\bsubscribe to (?:our|the) (?:\w+ ){0,3}newsletter"
    r"|\(AP Photo/[^)]*\)\W*$|\bhide caption\b|\btoggle caption\b"
    r"|\bsign up for .{1,40}newsletters?\b",
    re.I,
)
_PICTURE = re.compile(
    rf"\(?[\w .,'’&-]{{2,60}}\s?/\s?(?:[\w ]+/)?{_PICTURE_DESKS}"
    r"(?: via Getty(?: Images)?)?\W*"
)
_BYLINE = re.compile(
    r"(?:[Bb]y|BY|[Tt]ext by|[Ww]ritten by)\s+[A-Z][\w.'’-]*"
    r"(?:,? (?:and |for |of |in |& )?[A-Z][\w.'’-]*){1,9}"
)
_TEASERS = re.compile(
    r"(?:you (?:may|might)(?: also)? (?:like|enjoy|be interested in)\W*|don['’]t miss\W*"
    r"|(?:related|more|recommended|other|latest|top|most (?:read|popular|viewed)|popular)"
    r"(?: (?:articles?|stor(?:y|ies)|posts?|news|headlines|reading|for you|coverage|topics))?\W*"
    r"|more (?:from|on|about) .{2,40}|editor['’]?s['’]? picks?\W*|story timeline|in this article\W*"
    r"|(?:what to )?read next\W*|keep reading\W*|see also\W*)",
    re.I,
)
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
_OPENS_QUOTED = ("“", '"', "‘", "«", "„", "``", "''")
# Longer than any newsletter box of data/corpus, shorter than most paragraphs that happen to
# open with such words.
_LONGEST = 320
_TEASERS_AT_MOST = 12
_BYLINE_LINES = 4


def without_boilerplate(lines: Iterable[str]) -> Iterator[str]:
    """The lines that belong to the article, in order.

    A heading such as "You may also like" takes the headlines below it along, up to the next
    sentence. Lines that open with a quotation mark always stay.
    """
    rest = iter(enumerate(lines))
    pending: list[tuple[int, str]] = []
    while (numbered := pending.pop() if pending else next(rest, None)) is not None:
        position, line = numbered
        if _TEASERS.fullmatch(line):
            pending.extend(_after_teasers(rest))
        elif not is_boilerplate(line) and not _is_byline(position, line):
            yield line


def is_boilerplate(line: str) -> bool:
    """Whether a line is furniture of the page, judged by its words alone."""
    if line.startswith(_OPENS_QUOTED) or len(line) > _LONGEST:
        return False
    if _WHOLE.fullmatch(line) or _PICTURE.fullmatch(line):
        return True
    if not (_OPENING.match(line) or _ANYWHERE.search(line)):
        return False
    return not credit.in_line(line) or line.lower().startswith(("copyright", "©"))


def _is_byline(position: int, line: str) -> bool:
    if position >= _BYLINE_LINES or not _BYLINE.fullmatch(line):
        return False
    return credit.in_line(line) is None


def _after_teasers(rest: Iterator[tuple[int, str]]) -> list[tuple[int, str]]:
    """Skip headlines; hand back the first line that is none."""
    for numbered in islice(rest, _TEASERS_AT_MOST):
        if _SENTENCE_END.search(numbered[1]) or numbered[1].startswith(_OPENS_QUOTED):
            return [numbered]
    return []
