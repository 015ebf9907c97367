"""A reading as JSON and back: a ``Reading`` comes in, a dict or a string goes out.

The form is ``schemas/reading.json``, with the names of the core types. It knows nothing
about files or about which attributions a sheet shows: all of them go out, attitudes too.
"""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sayso.types import (
    Article,
    Attribution,
    Certainty,
    Granularity,
    Kind,
    Link,
    Polarity,
    Quotation,
    Reading,
    Span,
    Upstream,
    When,
)

# Rises with every change that a program reading the JSON has to know of.
FORMAT = 1

# What JSON may hold but terminals, line-by-line readers or UTF-8 stumble over.
_AWKWARD = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
# A number pair that json.dumps has spread over lines; inside strings line ends are escaped.
_SPREAD = re.compile(r"\[\s+(\d+),\s+(\d+)\s+\]")


def to_dict(reading: Reading) -> dict[str, Any]:
    """The reading as plain dicts, lists, strings and numbers.

    Spans are ``[start, end]`` in code points, enums their values, datetimes ISO 8601. ``words``
    repeats the text under the spans for readers that do not want to slice it themselves.
    """
    return {
        "sayso_format": FORMAT,
        "version": reading.version,
        "article": _article(reading.article),
        "attributions": [_attribution(reading, a) for a in reading.attributions],
        "upstream": [_upstream(reading, u) for u in reading.upstream],
    }


def dumps(reading: Reading, *, indent: int | None = None) -> str:
    """The reading as a JSON string: one line, or indented with each span kept on its line."""
    return text(to_dict(reading), indent=indent)


def text(data: Mapping[str, Any], *, indent: int | None = None) -> str:
    """Data of ours as a JSON string: one line, or indented with each span kept on its line.

    Text stays legible: only control characters, line separators and lone surrogates are
    escaped, so that the string can be printed, encoded as UTF-8 and read line by line. Two
    surrogates that JSON readers would join into one sign, and so shift every offset behind
    them, become two replacement signs.
    """
    made = json.dumps(data, ensure_ascii=False, allow_nan=False, indent=indent)
    if indent is not None:
        made = _SPREAD.sub(r"[\1, \2]", made)
    made = _PAIR.sub("\N{REPLACEMENT CHARACTER}" * 2, made)
    return _AWKWARD.sub(lambda match: f"\\u{ord(match[0]):04x}", made)


def from_dict(data: Mapping[str, Any]) -> Reading:
    """The reading that ``to_dict`` made the data of.

    Raises ValueError if the data are of another format or not of this form.
    """
    if data.get("sayso_format") != FORMAT:
        raise ValueError(f"sayso_format is {data.get('sayso_format')!r}, not {FORMAT}")
    try:
        return Reading(
            article=_read_article(data["article"]),
            attributions=tuple(_read_attribution(a) for a in data["attributions"]),
            upstream=tuple(_read_upstream(u) for u in data["upstream"]),
            version=data["version"],
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ValueError(f"not a reading: {type(error).__name__}: {error}") from error


def _article(article: Article) -> dict[str, Any]:
    return {
        "id": article.id,
        "url": article.url,
        "publisher": article.publisher,
        "title": article.title,
        "published": _iso(article.published),
        "granularity": article.granularity.value if article.granularity else None,
        "authors": list(article.authors),
        "language": article.language,
        "credit": article.credit,
        "links": [{"span": list(link.span), "url": link.url} for link in article.links],
        "text": article.text,
    }


def _attribution(reading: Reading, attribution: Attribution) -> dict[str, Any]:
    return {
        "id": attribution.id,
        "speaker": attribution.speaker,
        "kind": attribution.kind.value,
        "hearsay": attribution.hearsay,
        "quotation": attribution.quotation.value,
        "certainty": attribution.certainty.value,
        "polarity": attribution.polarity.value,
        "via": attribution.via,
        "within": attribution.within,
        "when": _when(attribution.when) if attribution.when else None,
        "score": attribution.score,
        "source": _pairs(attribution.source),
        "cue": _pairs(attribution.cue),
        "content": _pairs(attribution.content),
        "words": {
            "source": reading.quote(attribution.source),
            "cue": reading.quote(attribution.cue),
            "content": reading.quote(attribution.content),
        },
    }


def _when(when: When) -> dict[str, Any]:
    return {
        "span": list(when.span),
        "value": when.value,
        "granularity": when.granularity.value if when.granularity else None,
        "start": _iso(when.start),
        "end": _iso(when.end),
    }


def _upstream(reading: Reading, upstream: Upstream) -> dict[str, Any]:
    return {
        "name": upstream.name,
        "evidence": list(upstream.evidence),
        "url": upstream.url,
        "words": {"evidence": reading.quote((upstream.evidence,))},
    }


def _read_article(data: Mapping[str, Any]) -> Article:
    return Article(
        id=data["id"],
        text=data["text"],
        url=data["url"],
        publisher=data["publisher"],
        title=data["title"],
        published=_moment(data["published"]),
        granularity=_granularity(data["granularity"]),
        authors=tuple(data["authors"]),
        language=data["language"],
        links=tuple(Link(Span(*link["span"]), link["url"]) for link in data["links"]),
        credit=data["credit"],
    )


def _read_attribution(data: Mapping[str, Any]) -> Attribution:
    return Attribution(
        id=data["id"],
        source=_spans(data["source"]),
        cue=_spans(data["cue"]),
        content=_spans(data["content"]),
        speaker=data["speaker"],
        kind=Kind(data["kind"]),
        hearsay=data["hearsay"],
        quotation=Quotation(data["quotation"]),
        certainty=Certainty(data["certainty"]),
        polarity=Polarity(data["polarity"]),
        via=data["via"],
        within=data["within"],
        when=_read_when(data["when"]) if data["when"] is not None else None,
        score=data["score"],
    )


def _read_when(data: Mapping[str, Any]) -> When:
    return When(
        span=Span(*data["span"]),
        value=data["value"],
        granularity=_granularity(data["granularity"]),
        start=_moment(data["start"]),
        end=_moment(data["end"]),
    )


def _read_upstream(data: Mapping[str, Any]) -> Upstream:
    return Upstream(data["name"], Span(*data["evidence"]), data["url"])


def _pairs(spans: Sequence[Span]) -> list[list[int]]:
    return [list(span) for span in spans]


def _spans(pairs: Sequence[Sequence[int]]) -> tuple[Span, ...]:
    return tuple(Span(*pair) for pair in pairs)


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _moment(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value) if value is not None else None


def _granularity(value: str | None) -> Granularity | None:
    return Granularity(value) if value is not None else None
