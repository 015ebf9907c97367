"""The API gives what the library gives, in the form that ``--json`` prints."""

from __future__ import annotations

import json as plain
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from starlette.testclient import TestClient

import sayso
from sayso.show import json, lists
from sayso.show.trace import json as trace_json

CLAIM = "The freighter Corvina lost about 40 drums of pesticide off Cape Orrin."
EXAMPLES = Path(__file__).parent.parent.parent / "examples"
SCHEMAS = Path(sayso.__file__).parent / "show" / "schemas"


def schema(name: str) -> Any:
    return plain.loads((SCHEMAS / f"{name}.json").read_text("utf-8"))


def items(site: TestClient, path: str, **asked: str) -> list[Any]:
    answer = site.get(f"/api/v1/{path}", params=asked)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/json"
    found: list[Any] = answer.json()["items"]
    return found


def test_a_reading_comes_as_the_library_has_it(site: TestClient, archive: sayso.Archive) -> None:
    entry = items(site, "articles")[0]
    answer = site.get(f"/api/v1/articles/{entry['id']}").json()
    assert answer == json.to_dict(archive.reading(entry["id"]))
    jsonschema.validate(answer, schema("reading"))
    assert items(site, f"articles/{entry['id']}/attributions") == answer["attributions"]


def test_a_trace_comes_as_the_library_has_it(site: TestClient, archive: sayso.Archive) -> None:
    answer = site.get("/api/v1/traces", params={"question": CLAIM}).json()
    trace = archive.trace(CLAIM)
    assert answer == trace_json.to_dict(
        trace, {a.id: archive.article(a.id) for a in trace.articles}
    )
    jsonschema.validate(answer, schema("trace"))


def test_what_every_endpoint_answers_is_described_and_is_so(site: TestClient) -> None:
    document = site.get("/api/v1/openapi.json").json()
    claim = items(site, "search", words="pesticide")[0]["statement"]["id"]
    ids = {
        "article": items(site, "articles")[0]["id"],
        "claim": claim,
        "story": items(site, "stories")[0]["id"],
        "source": items(site, "sources")[0]["id"],
    }
    asked = {"/api/v1/traces": {"question": CLAIM}}
    described = [path for path, ways in document["paths"].items() if "get" in ways]
    assert len(described) >= 12
    for path in described:
        answer = site.get(path.format(**ids), params=asked.get(path))
        told = document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]
        whole = {**told["schema"], "components": document["components"]}
        jsonschema.Draft202012Validator(whole).validate(answer.json())
        assert "$ref" in plain.dumps(told["schema"])


def test_a_claim_and_its_trace_are_found_by_any_of_its_statements(site: TestClient) -> None:
    hit = items(site, "search", words="pesticide")[0]["statement"]
    claim = site.get(f"/api/v1/claims/{hit['id']}").json()
    assert hit["id"] in [statement["id"] for statement in claim["statements"]]
    trace = site.get(f"/api/v1/claims/{hit['id']}/trace").json()
    assert trace["claim"]["id"] == claim["id"]


def test_stories_and_sources_are_found_by_their_ids(site: TestClient) -> None:
    story = items(site, "stories")[0]
    assert site.get(f"/api/v1/stories/{story['id']}").json() == story
    source = next(s for s in items(site, "sources") if s["name"] == "Inga Marrow")
    assert site.get(f"/api/v1/sources/{source['id']}").json() == source


def test_search_takes_the_filters_of_the_command(site: TestClient, archive: sayso.Archive) -> None:
    query = sayso.Query(words="pesticide", polarity=sayso.Polarity.DENIES)
    expected = [lists.found_dict(h.statement, h.entry) for h in archive.search(query).items]
    assert items(site, "search", words="pesticide", polarity="denies") == expected


@pytest.mark.parametrize("path", ["articles", "search"])
def test_pages_by_cursor_are_the_whole_list_in_order(site: TestClient, path: str) -> None:
    asked: dict[str, str] = {"limit": "7"}
    found: list[Any] = []
    while True:
        answer = site.get(f"/api/v1/{path}", params=asked).json()
        found += answer["items"]
        if answer["cursor"] is None:
            break
        asked["cursor"] = answer["cursor"]
    whole = items(site, path, limit="100")
    assert found[:100] == whole


def test_lists_come_as_lines_to_who_accepts_them(site: TestClient) -> None:
    told = {"Accept": "application/x-ndjson"}
    lines: list[Any] = []
    path: str | None = "/api/v1/articles?limit=7"
    while path:
        answer = site.get(path, headers=told)
        assert answer.headers["content-type"] == "application/x-ndjson"
        lines += map(plain.loads, answer.text.splitlines())
        path = answer.links["next"]["url"] if "next" in answer.links else None
    assert lines == items(site, "articles", limit="100")


def test_an_answer_that_has_not_changed_is_not_sent_again(site: TestClient) -> None:
    tag = site.get("/api/v1/info").headers["etag"]
    assert site.get("/api/v1/info", headers={"If-None-Match": f'"x", {tag}'}).status_code == 304
    assert site.get("/api/v1/info", headers={"If-None-Match": '"x"'}).status_code == 200


def test_a_text_is_read_with_what_is_told_of_it(site: TestClient) -> None:
    given = {
        "text": "The old bridge is closed, police said on Monday.",
        "publisher": "Calder Courier",
        "published": "2031-06",
        "url": "https://courier.example/bridge",
    }
    reading = json.from_dict(site.post("/api/v1/read", json=given).json())
    assert reading.attributions[0].speaker == "police"
    assert reading.article.publisher == "Calder Courier"
    assert reading.article.granularity is sayso.Granularity.MONTH


def test_a_page_is_read(site: TestClient) -> None:
    page = (EXAMPLES / "harbour-fire.html").read_text("utf-8")
    answer = site.post("/api/v1/read", json={"html": page}).json()
    assert answer == json.to_dict(sayso.read(sayso.load_html(page)))


@pytest.mark.parametrize(
    ("path", "status", "why"),
    [
        ("articles/none", 404, "no such article"),
        ("claims/none", 404, "no claim of that id"),
        ("stories/none", 404, "no story of that id"),
        ("sources/none", 404, "no source of that id"),
        ("traces?question=Nobody eats cheese in Vessin", 404, "nothing in the archive carries"),
        ("search?kind=martian", 422, "query.kind"),
        ("search?limit=1000", 422, "query.limit"),
        ("search?since=soon", 422, "2031-03-19"),
        ("search?cursor=-1", 422, "query.cursor"),
        ("nowhere", 404, "Not Found"),
    ],
)
def test_errors_are_problems_that_say_why(
    site: TestClient, path: str, status: int, why: str
) -> None:
    answer = site.get(f"/api/v1/{path}")
    assert answer.status_code == answer.json()["status"] == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert why in answer.json()["detail"]


def test_the_description_names_every_path(site: TestClient) -> None:
    paths = site.get("/api/v1/openapi.json").json()["paths"]
    assert {"/api/v1/read", "/api/v1/search", "/api/v1/traces"} <= set(paths)
    assert not any(path for path in paths if not path.startswith("/api/v1/"))
