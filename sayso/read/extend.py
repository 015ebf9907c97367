"""What the network cannot see in one window: quotations are whole, and may run on.

Drafts in, drafts out, over the whole article. A content that covers most of a quotation gets
all of it; a quotation that runs on over paragraphs gets all of them; what stands in quotation
marks and belongs to nobody continues the speaker before it, as newspapers write it.
Source: relay guide, section 1 ("whole multi-paragraph quotation = one attribution").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sayso.read.cited import with_cited
from sayso.read.decode import Draft
from sayso.read.quotations import Quote, paragraphs, quotes, run_on
from sayso.read.signed import signatures, with_signers
from sayso.types import Span

#: A content that covers this share of a quotation means all of it (relay/train, held out).
MOST = 0.5
#: Scare quotes are shorter: a quotation of fewer characters is never handed on.
SHORT = 12
_THAT = re.compile(r"(?:that )?")
_VERB_FIRST = re.compile(
    r"(?:may|might|could|would|will|should|can|was|were|is|are|has|have|had|did|does) (?!\w+ing\b)"
)
_CLAUSE_END = re.compile(r"[.,;:!?“”\"()\n]")
_TRAILING = re.compile(
    r"(?: (?:reportedly|allegedly|apparently|that|who|which|in|on|at|by|today|also|has|have|had|is"
    r"|was|were|can be heard))+$"
)
_WORD_BEFORE = re.compile(r"(?:\w|(?<=\w)[.@-])*\Z")
_WORD_BEHIND = re.compile(r"(?:\w|(?<=\w)[.@](?=\w))*")
_NAME_BEFORE = re.compile(r"(?<![.!?:\n“”\"] )(?<![\n“”\"])\b(?:[A-Z][\w'’-]+ )+\Z")
_NAME_BEHIND = re.compile(r"(?: (?:[A-Z][a-z][\w'-]*|[A-Z]\.(?= [A-Z])))+\b(?!['’]s)")
_NAME_END = re.compile(r"(?:^|\s)[A-Z][\w'-]*$")
_DATELINE = re.compile(
    r"\s*[A-Z][A-Z .'’/-]{2,40}(?:, [A-Z][\w. ]{1,30})?"  # PORT MAREN, Norrland
    r"(?:,? [A-Z][a-z]{2,8}\.? \d{1,2})?"  # May 10
    r"(?: ?\([^()\n]{2,40}\))? ?(?:[–—]|-{1,2}) "  # (Reuters) –
)
#: A name between a content's comma and its cue: "…, Coastline Today reported".
_NAMED_BETWEEN = re.compile(
    r",[\"”’']* (?P<name>(?:[Tt]he )?[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,4}) "
)
#: A whole line without an end of its own: a headline, a time of day in a live blog.
_HEADING = re.compile(r"(?:^|(?<=\n))(?:\d{1,2}[:.]\d\d[^\n]{0,8}|[^\n.!?:;\"“”‘’']{1,120})\n\s*")


def extended(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with whole quotations, in reading order."""
    found = quotes(text)
    groups = run_on(text, found)
    headed = [_in_heading(text, d) for d in with_cited(text, drafts)]
    named = [_sourced(text, _tidied(text, _trimmed(text, d))) for d in headed]
    whole = [_snapped(d, found) for d in named]
    for group in groups:
        whole = _joined(whole, group)
    whole, more = with_signers([_quoted_only(d, found) for d in whole], signatures(text, found))
    whole.extend(
        d for d in more if _holder(d.content[0], [e.content for e in whole], whole) is None
    )
    whole = _continued(text, whole, found)
    whole = [_own_part(text, d, whole) for d in whole]
    whole = [_with_subject(text, d, whole) for d in whole]
    return sorted(whole, key=_begin)


def _with_subject(text: str, draft: Draft, others: Sequence[Draft]) -> Draft:
    """Content that opens with its verb ("may have sunk"), with the subject that another content
    has before the same verb in the same clause.
    """
    if not draft.content or not _VERB_FIRST.match(text, draft.content[0].start):
        return draft
    first = draft.content[0]
    wider = [
        s.start
        for d in others
        for s in d.content
        if s.start < first.start < s.end and not _CLAUSE_END.search(text, s.start, first.start)
    ]
    if not wider:
        return draft
    return replace(draft, content=(Span(max(wider), first.end), *draft.content[1:]))


def _line(text: str, at: int) -> int:
    """Where the line begins that holds a place."""
    return text.rfind("\n", 0, at) + 1


def _in_heading(text: str, draft: Draft) -> Draft:
    """What a headline ascribes ("Minister to go, paper says") ends with it."""
    if not draft.cue or len(draft.content) < 2:
        return draft
    heading = _HEADING.match(text, _line(text, draft.cue[0].start))
    inside = [s for s in draft.content if heading and s.end <= heading.end()]
    return replace(draft, content=tuple(inside)) if inside else draft


def _trimmed(text: str, draft: Draft) -> Draft:
    """Content without the headline or dateline before it ("PORT MAREN (NPA) – A fire …"), without
    a leading "that", and, where it is not quoted, without the final full stop (relay guide, 4).
    """
    content = []
    for span in draft.content:
        dateline = _DATELINE.match(text, _line(text, span.start))
        start = max(span.start, dateline.end() if dateline else 0)
        start = _below_headings(text, Span(start, span.end), (*draft.source, *draft.cue))
        start = _THAT.match(text, start).end()  # type: ignore[union-attr]  # may be empty
        end = start + len(text[start : span.end].rstrip(" ."))
        end = end if text[start : start + 1].isalnum() else span.end  # quotations stay whole
        if start < end:
            content.append(Span(start, end))
    return replace(draft, content=tuple(content))


def _below_headings(text: str, span: Span, told: Sequence[Span]) -> int:
    """Where a span starts once the headings it begins in are left out; a line with words that
    tell who said it is none.
    """
    start = span.start
    line = _line(text, start)
    while (heading := _HEADING.match(text, line)) and start < heading.end() < span.end:
        if any(line <= s.start < heading.end() for s in told):
            break
        start = line = heading.end()
    return start


def _sourced(text: str, draft: Draft) -> Draft:
    """A draft without a source, with the name that stands between its content and its cue."""
    if draft.source or not draft.cue or not draft.content:
        return draft
    end, cue = max(s.end for s in draft.content), draft.cue[0].start
    start = end - 1 if text[end - 1 : end] == "," else end
    found = _NAMED_BETWEEN.fullmatch(text, start, cue) if start < cue else None
    return replace(draft, source=(Span(*found.span("name")),)) if found else draft


def _tidied(text: str, draft: Draft) -> Draft:
    """The source as a phrase: in one paragraph, whole words and whole names, nothing behind."""
    parts = [part for span in draft.source if (part := _phrase(text, span))]
    taken = any(s.start < c.end and c.start < s.end for s in parts for c in draft.cue)
    return draft if taken else replace(draft, source=united(parts))


def _phrase(text: str, span: Span) -> Span | None:
    start = text.rfind("\n", span.start, span.end) + 1 or span.start
    start += len(text[start : span.end]) - len(text[start : span.end].lstrip(" )]"))
    end = start + len(_TRAILING.sub("", text[start : span.end]))
    if not any(c.isalnum() for c in text[start:end]):
        return None
    start -= len(_WORD_BEFORE.search(text, max(0, start - 40), start)[0])  # type: ignore[index]
    end = _WORD_BEHIND.match(text, end).end()  # type: ignore[union-attr]  # both may be empty
    if front := text[start].isupper() and _NAME_BEFORE.search(text[max(0, start - 30) : start]):
        start -= len(front[0])
    if _NAME_END.search(text[start:end]) and (behind := _NAME_BEHIND.match(text, end)):
        end = behind.end()
    return Span(start, end)


def _begin(draft: Draft) -> tuple[int, int]:
    spans = (*draft.source, *draft.cue, *draft.content)
    return min(s.start for s in spans), max(s.end for s in spans)


def covered(span: Span, spans: Sequence[Span]) -> float:
    """The share of a span that other spans cover (they must not overlap each other)."""
    start, end = span
    inside = 0
    for first, last in spans:  # a plain loop: nothing here is called more often
        if first < end and start < last:
            inside += min(end, last) - max(start, first)
    return inside / max(1, end - start)


def united(spans: Sequence[Span]) -> tuple[Span, ...]:
    """The spans in order, those that touch or overlap made one."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)


def _snapped(draft: Draft, found: Sequence[Quote]) -> Draft:
    """Content up to the quotation marks, where it covers most of a quotation; not where the
    draft's own cue stands inside, which tells of a missed mark.
    """
    if not draft.content:
        return draft
    first, last = draft.content[0].start, draft.content[-1].end
    own = (*draft.cue, *draft.source)
    taken = [
        quote.span
        for quote in found
        if quote.span.start < last
        and first < quote.span.end
        and covered(quote.span, draft.content) >= MOST
        and not any(s.start < quote.span.end and quote.span.start < s.end for s in own)
    ]
    return replace(draft, content=united((*draft.content, *taken)))


def _quoted_only(draft: Draft, found: Sequence[Quote]) -> Draft:
    """Of a content in parts, one of them a whole quotation that opens it, the quotations."""
    if len(draft.content) < 2:
        return draft
    whole = {q.span for q in found}
    quoted = tuple(s for s in draft.content if s in whole)
    first = bool(quoted) and quoted[0] == draft.content[0]
    return replace(draft, content=quoted) if first else draft


def _own_part(text: str, draft: Draft, others: Sequence[Draft]) -> Draft:
    """Content without what another has, a paragraph or more before this one's cue, and without
    a part that breaks off between what another says and the cue that ascribes it.
    """
    if not draft.cue or len(draft.content) < 2:
        return draft
    line = _line(text, draft.cue[0].start)
    others = [d for d in others if d is not draft]
    taken = united([s for d in others for s in d.content])
    kept = tuple(
        part
        for part in draft.content
        if (part.end > line or covered(part, taken) < MOST)
        and not any(_astride(part, other) for other in others)
    )
    return replace(draft, content=kept or draft.content)


def _astride(part: Span, other: Draft) -> bool:
    """Whether a part has another's source and some of its content, but not its cue."""
    named = any(covered(s, [part]) >= MOST for s in other.source)
    told = covered(part, other.content) > 0 and not covered(part, other.cue)
    return named and told and bool(other.cue)


def _joined(drafts: list[Draft], group: tuple[Quote, ...]) -> list[Draft]:
    """Whoever has one paragraph of a quotation that runs on has them all."""
    if len(group) < 2:
        return drafts
    spans = [q.span for q in group]
    owner = _owner(drafts, spans)
    if owner is None:
        return drafts
    content = united((*drafts[owner].content, *spans))
    return [replace(d, content=content) if i == owner else d for i, d in enumerate(drafts)]


def _owner(drafts: Sequence[Draft], spans: Sequence[Span]) -> int | None:
    """The draft whose content holds most of a whole quotation, and whose cue stands outside."""
    best, most = None, 0.0
    for i, draft in enumerate(drafts):
        if any(covered(c, spans) > 0 for c in draft.cue):
            continue
        share = max(covered(s, draft.content) for s in spans)
        if share >= MOST and share > most:
            best, most = i, share
    return best


def _continued(text: str, drafts: list[Draft], found: Sequence[Quote]) -> list[Draft]:
    """Quotations that nobody has go to whoever was quoted right before: in the same
    paragraph, or in the paragraph before if this one is a quotation and no more.
    """
    lines = list(paragraphs(text))
    content = [list(d.content) for d in drafts]
    holders: list[int | None] = []
    for quote in found:
        holders.append(_holder(quote.span, content, drafts))
    at = 0
    for k, quote in enumerate(found):
        while lines[at].end <= quote.span.start:
            at += 1
        if holders[k] is not None or quote.span.end - quote.span.start < SHORT:
            continue
        before = _before(k, found, holders, lines, at)
        if before is not None and _alone(text, quote.span, lines[at], found):
            content[before].append(quote.span)
            holders[k] = before
    return [
        replace(d, content=united(parts)) if len(parts) > len(d.content) else d
        for d, parts in zip(drafts, content, strict=True)
    ]


def _holder(span: Span, content: Sequence[Sequence[Span]], drafts: Sequence[Draft]) -> int | None:
    """Who has a quotation: the outermost draft with half of it, or one with its cue inside and
    content outside (a missed mark); one that lies inside altogether is only nested.
    """
    held = [i for i, parts in enumerate(content) if covered(span, parts) >= MOST]
    if held:
        return max(held, key=lambda i: sum(s.end - s.start for s in content[i]))
    astride = (
        i
        for i, d in enumerate(drafts)
        if any(covered(c, [span]) > 0 for c in d.cue)
        and any(covered(s, [span]) < MOST for s in content[i])
    )
    return next(astride, None)


def _before(
    k: int, found: Sequence[Quote], holders: Sequence[int | None], lines: Sequence[Span], at: int
) -> int | None:
    if not k or holders[k - 1] is None:
        return None
    previous = found[k - 1].span
    near = lines[at].start <= previous.start or (at > 0 and lines[at - 1].start <= previous.start)
    return holders[k - 1] if near else None


def _alone(text: str, span: Span, line: Span, found: Sequence[Quote]) -> bool:
    """Whether the quotation makes up its paragraph, or follows a sentence that ended: a
    quotation in the middle of a sentence belongs to that sentence.
    """
    before = text[line.start : span.start].rstrip()
    after = text[span.end : line.end].strip(" .,;")
    if before and before[-1] not in ".?!:”\"'’":
        return False
    return not after or bool(before) or any(q.span.start >= span.end for q in _inside(found, line))


def _inside(found: Sequence[Quote], line: Span) -> Iterator[Quote]:
    """The quotations of a paragraph."""
    return (q for q in found if line.start <= q.span.start < line.end)
