"""Serve: an open ``Archive`` comes in, web pages and an HTTP API over it go out.

It knows nothing of how articles are read or linked: it asks the archive, in threads, and shows
what `sayso.show` makes of the answers.
"""

from __future__ import annotations

import uvicorn

from sayso.archive import Archive
from sayso.serve.app import application
from sayso.serve.guard import Settings

__all__ = ["Settings", "application", "run"]

#: Seconds that requests under way may still take once the server is told to stop.
STOPPING_S = 5
#: Seconds that an idle connection stays open: longer than browsers and clients pause between two
#: requests, lest one is sent into a connection that is just being closed.
IDLE_S = 20
#: Requests that may be under way at once; more are told to come back.
AT_ONCE = 100


def run(archive: Archive, settings: Settings, *, port: int = 8000, root_path: str = "") -> None:
    """Serve an archive until the process is told to stop (SIGINT, SIGTERM).

    ``root_path`` is the path under which a proxy in front of it offers it.
    """
    config = uvicorn.Config(
        application(archive, settings),
        host=settings.host,
        port=port,
        root_path=root_path,
        access_log=False,
        log_level="warning",
        server_header=False,
        proxy_headers=False,
        ws="none",
        timeout_keep_alive=IDLE_S,
        limit_concurrency=AT_ONCE,
        timeout_graceful_shutdown=STOPPING_S,
    )
    uvicorn.Server(config).run()
