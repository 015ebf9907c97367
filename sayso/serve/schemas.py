"""The schemas of what the API answers: the forms of ``--json`` in, their place in OpenAPI out."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

from sayso.serve.answers import JSON, PROBLEM

#: The documents beside ``sayso.show`` that say what ``--json`` prints.
DOCUMENTS = ("reading", "trace", "archive")


@cache
def components() -> dict[str, Any]:
    """All of them by name, as OpenAPI has them: "trace" a whole trace, "trace.claim" its claim."""
    found: dict[str, Any] = {}
    for name in DOCUMENTS:
        path = files("sayso.show") / "schemas" / f"{name}.json"
        document = _placed(json.loads(path.read_text("utf-8")), name)
        parts = document.pop("$defs")
        found |= {f"{name}.{part}": schema for part, schema in parts.items()}
        if "type" in document:
            kept = (k for k in document if not k.startswith("$"))
            found[name] = {key: document[key] for key in kept}
    return found


def _placed(node: Any, name: str) -> Any:
    """A part of a document with its references to where OpenAPI has what they mean."""
    if isinstance(node, list):
        return [_placed(one, name) for one in node]
    if not isinstance(node, dict):
        return node
    made = {key: _placed(one, name) for key, one in node.items()}
    if isinstance(reference := made.get("$ref"), str):
        document, _, part = reference.partition("#/$defs/")
        made = _schema(f"{document.removesuffix('.json') or name}.{part}")
    return made


def _schema(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


def one(name: str) -> dict[int | str, dict[str, Any]]:
    """What an endpoint answers that gives one thing of this name."""
    return {200: {"description": "As asked", "content": {JSON: {"schema": _schema(name)}}}}


def many(name: str) -> dict[int | str, dict[str, Any]]:
    """What an endpoint answers that gives a page of them: JSON, or an item a line, or a table."""
    page = {
        "type": "object",
        "required": ["items", "cursor"],
        "properties": {
            "items": {"type": "array", "items": _schema(name)},
            "cursor": {"type": ["string", "null"], "description": "For the next page."},
        },
    }
    text = {"schema": {"type": "string"}}
    content = {JSON: {"schema": page}, "application/x-ndjson": text, "text/csv": text}
    return {200: {"description": "As asked", "content": content}}


def wrong(description: str) -> dict[str, Any]:
    """What an endpoint answers when something is wrong."""
    schema = _schema("archive.problem")
    return {"description": description, "content": {PROBLEM: {"schema": schema}}}
