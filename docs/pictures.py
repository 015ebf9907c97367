"""Take the pictures of the site for the documents: `python docs/pictures.py [--chromium PATH]`.

Needs playwright and a Chromium (Debian: `apt install chromium`; nothing is fetched). The site
runs over the bundled relay, in an archive made for the occasion.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

import sayso

ROOT = Path(__file__).parent.parent
CLAIM = "The freighter Corvina lost about 40 drums of pesticide off Cape Orrin"
PORT = 8977


def addresses(archive: sayso.Archive) -> dict[str, str]:
    """The pages that are shown, by the names of their pictures."""
    pair = max(archive.store.all_reuse(), key=lambda reuse: reuse.words)
    return {
        "start": "/",
        "article": f"/articles/{pair.a}",
        "claim": f"/trace?question={quote(CLAIM)}",
        "search": "/search?words=pesticide",
        "compare": f"/compare?one={pair.a}&other={pair.b}",
    }


@contextmanager
def served(path: Path) -> Iterator[str]:
    """The site over an archive, while it is needed."""
    command = [sys.executable, "-m", "sayso", "serve", str(path), "--port", str(PORT)]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as server:
        try:
            assert server.stderr
            server.stderr.readline()  # its address: it is about to listen
            yield f"http://127.0.0.1:{PORT}"
        finally:
            server.terminate()


def main() -> None:
    """Write the pictures to docs/pictures."""
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    given = parser.parse_args()
    folder = ROOT / "docs" / "pictures"
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "relay.db"
        with sayso.Archive(path) as archive:
            archive.add(sayso.load(p) for p in sorted((ROOT / "examples/relay").glob("*.html")))
            pages = addresses(archive)
        with served(path) as home, sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=given.chromium, args=["--no-sandbox"]
            )
            page = browser.new_page(viewport={"width": 1100, "height": 760})
            for _ in range(50):
                try:
                    urlopen(f"{home}/health")
                    break
                except OSError:
                    page.wait_for_timeout(200)
            for name, address in pages.items():
                page.goto(home + address)
                page.screenshot(path=folder / f"{name}.png")
                print(folder / f"{name}.png")
            browser.close()


if __name__ == "__main__":
    main()
