"""The command as it runs: a real server on a free port, called over the network."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

import pytest

import sayso


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("server") / "news.db"
    with sayso.Archive(path) as made:
        made.add(sayso.Article.from_text("The old bridge is closed, police said on Monday."))
    return path


@pytest.fixture
def server(stored: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    port = free_port()
    command = [sys.executable, "-m", "sayso", "serve", str(stored), "--port", str(port), "--log"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        yield process, f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()


def answered(url: str, *, wait: float = 60.0) -> bytes:
    """What a URL answers, as soon as the server is there."""
    end = time.monotonic() + wait
    while True:
        try:
            with urlopen(url) as answer:
                body: bytes = answer.read()
                return body
        except URLError as error:
            if not isinstance(error.reason, ConnectionRefusedError) or time.monotonic() > end:
                raise
            time.sleep(0.1)


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_it_starts_answers_and_stops_cleanly(
    server: tuple[subprocess.Popen[str], str], stored: Path, stop: signal.Signals
) -> None:
    process, url = server
    assert json.loads(answered(f"{url}/health")) == {"status": "ok"}
    assert b"On whose say-so?" in answered(f"{url}/")
    given = json.dumps({"text": "A ferry ran aground, the coastguard said."}).encode()
    asked = Request(f"{url}/api/v1/read", given, {"Content-Type": "application/json"})
    with urlopen(asked) as answer:
        assert json.load(answer)["attributions"][0]["speaker"] == "the coastguard"
    process.send_signal(stop)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 0
    assert url in errors
    assert "Traceback" not in errors
    assert '{"method": "POST", "path": "/api/v1/read", "status": 200' in errors
    assert "ferry" not in errors
    assert [path.name for path in stored.parent.iterdir()] == ["news.db"]
