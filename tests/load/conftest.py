"""A real web server on the loopback address, and a page of our own to load from it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

Answer = Callable[[BaseHTTPRequestHandler], None]

PAGE = """<!DOCTYPE html>
<html lang="en"><head>
<meta charset="utf-8">
<title>Ferry aground off Farrow Point | The Farrow Courier</title>
<meta property="og:site_name" content="The Farrow Courier">
<meta property="og:type" content="article">
<meta name="author" content="Ada Penhallow">
<meta property="article:published_time" content="2024-03-05T14:30:00+02:00">
<link rel="canonical" href="https://www.farrowcourier.example/news/ferry">
</head><body>
<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article>
<h1>Ferry aground off Farrow Point</h1>
<p>FARROW (Reuters) - A ferry with 212 people aboard ran aground off Farrow Point on Monday
night, the coastguard said, and <a href="https://www.harbourpost.example/ferry">the Harbour
Post</a> reported that nobody was hurt.</p>
<p>“We heard a long scrape, and then the lights went out,” said Mira Oduya, a passenger, who
told <a href="/radio">Radio Farrow</a> that the crew had stayed calm throughout the night.</p>
<p>Read more: How the harbour was dredged</p>
<p>The operator, Northern Line, declined to comment on the cause. An inquiry is expected to
begin next week, according to two officials with knowledge of the matter.</p>
<p>Sign up for our newsletter</p>
</article>
<footer><p>© 2024 The Farrow Courier. All rights reserved.</p></footer>
</body></html>"""


class Site:
    """A web server whose paths are answered by plain functions; it notes what it was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.headers: list[dict[str, str]] = []
        self.paths: list[str] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.paths.append(self.path)
                site.headers.append({k.lower(): v for k, v in self.headers.items()})
                try:
                    site.answers[self.path.partition("?")[0]](self)
                except (BrokenPipeError, ConnectionResetError):
                    self.close_connection = True

            def log_message(self, *_: object) -> None:
                """Stay silent."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        self.root = f"http://127.0.0.1:{self.port}"

    def serve(self, path: str, body: bytes | str = b"", status: int = 200, **headers: str) -> str:
        """Answer a path with a body and headers (underscores for hyphens); the path's URL."""
        data = body.encode() if isinstance(body, str) else body

        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            for name, value in {"Content_Type": "text/html", **headers}.items():
                handler.send_header(name.replace("_", "-"), value)
            handler.send_header("Content-Length", str(len(data)))
            handler.end_headers()
            handler.wfile.write(data)

        self.answers[path] = answer
        return self.root + path


@pytest.fixture
def site() -> Iterator[Site]:
    server = Site()
    thread = threading.Thread(target=server.server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield server
    server.server.shutdown()
    server.server.server_close()
    thread.join()


@pytest.fixture
def page() -> str:
    return PAGE
