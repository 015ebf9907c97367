"""Who gets in, and with what."""

from __future__ import annotations

import pytest

import sayso
from sayso.serve import Settings
from tests.serve.conftest import caller

TOKEN = "a-secret-of-this-test"
OPEN = Settings(host="0.0.0.0", token=TOKEN, names=("news.example",))


def test_beyond_this_machine_it_needs_a_token() -> None:
    with pytest.raises(ValueError, match="token"):
        Settings(host="0.0.0.0")


@pytest.mark.parametrize("path", ["/", "/api/v1/info", "/none", "/static/site.css", "/health"])
def test_every_answer_has_the_protecting_headers(archive: sayso.Archive, path: str) -> None:
    with caller(archive) as client:
        headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8000", 200),
        ("localhost", 200),
        ("[::1]:8000", 200),
        ("evil.example", 421),
        ("127.0.0.1.evil.example", 421),
        ("192.168.1.7", 421),
        ("[::1", 421),
        ("", 421),
    ],
)
def test_it_answers_to_its_own_names_only(archive: sayso.Archive, host: str, status: int) -> None:
    with caller(archive) as client:
        assert client.get("/health", headers={"Host": host}).status_code == status


@pytest.mark.parametrize(
    ("headers", "passes"),
    [
        ({}, True),
        ({"Origin": "http://127.0.0.1:8000"}, True),
        ({"Origin": "http://127.0.0.1:8000", "Sec-Fetch-Site": "same-origin"}, True),
        ({"Origin": "null", "Sec-Fetch-Site": "same-origin"}, True),
        ({"Origin": "null"}, False),
        ({"Origin": "http://127.0.0.1:9000"}, False),
        ({"Origin": "https://evil.example"}, False),
        ({"Origin": "http://[bad"}, False),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Sec-Fetch-Site": "same-site"}, False),
    ],
)
def test_forms_of_other_sites_are_refused(
    archive: sayso.Archive, headers: dict[str, str], passes: bool
) -> None:
    with caller(archive) as client:
        answer = client.post("/read", data={"given": ""}, headers=headers)
    assert answer.status_code == (422 if passes else 403)


def test_without_the_token_only_the_health_is_told(archive: sayso.Archive) -> None:
    with caller(archive, OPEN, base="http://news.example") as client:
        assert client.get("/health").status_code == 200
        assert client.get("/").status_code == 401
        refused = client.get("/api/v1/info")
        assert (refused.status_code, refused.json()["status"]) == (401, 401)
        assert client.get("/", headers={"Authorization": "Bearer wrong"}).status_code == 401
        assert client.get("/?token=wrong").status_code == 401
        assert client.get("/static/../api/v1/info").status_code == 401
        assert client.get("//health").status_code == 401


def test_the_token_lets_programs_in_by_header_and_people_by_the_printed_address(
    archive: sayso.Archive,
) -> None:
    with caller(archive, OPEN, base="http://10.1.2.3:8000") as client:
        told = {"Authorization": f"Bearer {TOKEN}"}
        assert client.get("/api/v1/info", headers=told).status_code == 200
        welcome = client.get(f"/search?words=ferry&token={TOKEN}")
        assert welcome.status_code == 303
        assert welcome.headers["location"] == "/search?words=ferry"
        cookie = welcome.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=strict" in cookie
        assert client.get(welcome.headers["location"]).status_code == 200


def test_a_name_that_was_not_given_is_refused_even_with_the_token(
    archive: sayso.Archive,
) -> None:
    with caller(archive, OPEN, base="http://rebound.example") as client:
        told = {"Authorization": f"Bearer {TOKEN}"}
        assert client.get("/api/v1/info", headers=told).status_code == 421


@pytest.mark.parametrize("declared", [True, False])
def test_a_body_that_is_too_large_is_refused(archive: sayso.Archive, declared: bool) -> None:
    body = b'{"text": "' + b"a" * 5000 + b'"}'
    told = {"Content-Type": "application/json"}
    with caller(archive, Settings(max_body=1000)) as client:
        content = body if declared else iter([body[:500], body[500:]])
        answer = client.post("/api/v1/read", content=content, headers=told)
    assert answer.status_code == 413
    assert "1,000 bytes" in answer.json()["detail"]


def test_behind_a_proxy_all_links_stay_under_its_path(archive: sayso.Archive) -> None:
    with caller(archive, None, root_path="/news") as client:
        page = client.get("/news/stories").text
    assert 'href="/news/static/site.css"' in page
    assert 'href="/news/sources"' in page
    assert 'href="/stories' not in page
