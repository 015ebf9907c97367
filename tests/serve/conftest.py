"""One archive of the relay's articles for all tests, and a caller that speaks to the site."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import sayso
from sayso.serve import Settings, application

RELAY = Path(__file__).parent.parent.parent / "examples" / "relay"
HOME = "http://127.0.0.1:8000"


@pytest.fixture(scope="session")
def archive() -> Iterator[sayso.Archive]:
    with sayso.Archive() as made:
        made.add(sayso.load(page) for page in sorted(RELAY.glob("*.html")))
        yield made


@pytest.fixture(scope="session")
def site(archive: sayso.Archive) -> Iterator[TestClient]:
    with caller(archive) as client:
        yield client


def caller(archive: sayso.Archive, settings: Settings | None = None, **told: str) -> TestClient:
    """A client of a site over an archive; it sees the answers to what goes wrong, too."""
    app = application(archive, settings)
    return TestClient(
        app,
        base_url=told.pop("base", HOME),
        raise_server_exceptions=False,
        follow_redirects=False,
        **told,
    )
