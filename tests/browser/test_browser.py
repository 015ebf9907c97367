"""The site in a real browser: every page, narrow and wide, light and dark, by keyboard alone.

`make browser` brings what it needs: playwright, axe-core (npm) and Debian's Chromium.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote
from urllib.request import urlopen

import pytest

import sayso

sync_api = pytest.importorskip("playwright.sync_api", reason="make browser installs playwright")

CHROMIUM = os.environ.get("SAYSO_CHROMIUM") or shutil.which("chromium")
AXE = Path(os.environ.get("SAYSO_AXE", ".venv/axe-core/package/axe.min.js"))
pytestmark = pytest.mark.skipif(not CHROMIUM, reason="no chromium here: apt install chromium")

RELAY = Path(__file__).parent.parent.parent / "examples" / "relay"
CLAIM = "The freighter Corvina lost about 40 drums of pesticide off Cape Orrin"
TEXT = "The old pier will close on Friday, harbour master Ada Brandt said."
PORT = 8979
HOME = f"http://127.0.0.1:{PORT}"
SORTS = (
    *("start", "story", "article", "claim", "unfolded", "source", "outlet", "compare", "search"),
    "lost",
)
#: Where the screenshots of every page are left, to be looked at.
SHOTS = Path(os.environ.get("SAYSO_SHOTS", "build/screenshots"))


@pytest.fixture(scope="module")
def addresses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The address of a page of each sort, while the site is up."""
    path = tmp_path_factory.mktemp("browser") / "relay.db"
    with sayso.Archive(path) as archive:
        archive.add(sayso.load(page) for page in sorted(RELAY.glob("*.html")))
        pair = max(archive.store.all_reuse(), key=lambda reuse: reuse.words)
        story = archive.stories(limit=1).items[0]
        source = archive.sources(limit=1)[0]
        outlet = archive.store.publishers().items[0].name
    server = subprocess.Popen([sys.executable, "-m", "sayso", "serve", path, "--port", str(PORT)])
    try:
        for _ in range(100):
            try:
                urlopen(f"{HOME}/health")
                break
            except OSError:
                time.sleep(0.1)
        yield {
            "start": "/",
            "story": f"/stories/{story.id}",
            "article": f"/articles/{pair.a}",
            "claim": f"/trace?question={quote(CLAIM)}",
            "unfolded": f"/trace?question={quote(CLAIM)}&unfolded=1",
            "source": f"/sources/{source.id}",
            "outlet": f"/outlet?name={quote(outlet)}",
            "compare": f"/compare?one={pair.a}&other={pair.b}",
            "search": "/search?words=pesticide",
            "lost": "/articles/nobody",
        }
    finally:
        server.terminate()
        server.wait()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield made
        made.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 1024, 1600])
@pytest.mark.parametrize("sort", SORTS)
def test_every_page_is_whole_quiet_and_at_home(
    browser: Any, addresses: dict[str, str], sort: str, width: int, scheme: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    errors: list[str] = []
    abroad: list[str] = []
    page.on("console", lambda told: errors.append(told.text) if told.type == "error" else None)
    page.on("request", lambda r: abroad.append(r.url) if not r.url.startswith(HOME) else None)
    answer = page.goto(HOME + addresses[sort])
    assert answer.status == (404 if sort == "lost" else 200)
    assert not abroad
    assert [e for e in errors if "404" not in e] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "too wide"
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOTS / f"{sort}-{width}-{scheme}.png", full_page=True)
    context.close()


@pytest.mark.parametrize("sort", SORTS)
def test_every_page_can_be_printed(browser: Any, addresses: dict[str, str], sort: str) -> None:
    context = browser.new_context(viewport={"width": 794, "height": 1123})  # A4
    page = context.new_page()
    page.emulate_media(media="print")
    page.goto(HOME + addresses[sort])
    assert not page.locator(".find").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "too wide"
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOTS / f"{sort}-print.png", full_page=True)
    context.close()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_click_leads_from_the_graph_to_the_words_and_on_to_the_article(
    browser: Any, addresses: dict[str, str], script: bool
) -> None:
    context = browser.new_context(java_script_enabled=script)
    page = context.new_page()
    page.goto(HOME + addresses["claim"])
    line = page.locator(".provenance a.link").first
    told = line.get_attribute("aria-label")
    line.press("Enter")
    words = page.locator(":target")
    assert words.inner_text().split("“")[1][:30] in told
    words.get_by_role("link", name="article").first.click()
    card = page.locator(":target")
    assert card.locator("mark").count()
    card.get_by_role("heading").get_by_role("link").click()
    page.wait_for_url("**/articles/*")
    assert "Who says what" in page.inner_text("main")
    context.close()


def test_reprints_unfold_and_fold_again(browser: Any, addresses: dict[str, str]) -> None:
    page = browser.new_page()
    page.goto(HOME + addresses["claim"])
    folded = page.locator(".provenance a.node").count()
    page.get_by_role("link", name="Unfold the reprints").click()
    assert page.locator(".provenance a.node").count() > folded
    page.get_by_role("link", name="Fold the reprints").click()
    assert page.locator(".provenance a.node").count() == folded
    page.close()


def test_a_passage_that_others_have_too_leads_to_both_side_by_side(
    browser: Any, addresses: dict[str, str]
) -> None:
    page = browser.new_page()
    page.goto(HOME + addresses["article"])
    page.locator("a.ref.wording").first.click()
    if "/compare" not in page.url:
        page.locator("#wording ~ ol").get_by_role("link", name="side by side").first.click()
    page.wait_for_url("**/compare*")
    assert page.locator(".column mark").count()
    page.close()


def test_a_long_text_shows_that_it_is_being_read(browser: Any, addresses: dict[str, str]) -> None:
    page = browser.new_page()
    page.goto(HOME + addresses["start"])
    page.get_by_label("Paste an article").fill("\n\n".join([f"{TEXT} " * 8] * 250))
    page.get_by_role("button", name="Read it").click()
    assert page.get_by_role("progressbar").is_visible()
    page.get_by_role("heading", name="Who says what").wait_for(timeout=60_000)
    page.close()


@pytest.mark.skipif(not AXE.exists(), reason="no axe-core here: make browser brings it")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("sort", SORTS)
def test_axe_finds_nothing_to_object_to(
    browser: Any, addresses: dict[str, str], sort: str, scheme: str
) -> None:
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.goto(HOME + addresses[sort])
    page.add_script_tag(path=AXE)
    found = page.evaluate("axe.run()")["violations"]
    assert [(v["id"], v["nodes"][0]["html"]) for v in found] == []
    context.close()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_pasted_text_becomes_a_sheet(
    browser: Any, addresses: dict[str, str], script: bool
) -> None:
    context = browser.new_context(java_script_enabled=script)
    page = context.new_page()
    page.goto(HOME + addresses["start"])
    page.get_by_label("Paste an article").fill(TEXT)
    page.get_by_role("button", name="Read it").click()
    page.wait_for_load_state()
    assert "Ada Brandt" in page.inner_text("main")
    context.close()


def test_the_way_from_a_story_to_its_evidence_needs_no_mouse(
    browser: Any, addresses: dict[str, str]
) -> None:
    page = browser.new_page()
    page.goto(HOME + addresses["start"])
    for _ in range(60):
        page.keyboard.press("Tab")
        if "/claims/" in (page.evaluate("document.activeElement.getAttribute('href')") or ""):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/claims/**")
    assert "independent root" in page.inner_text("main")
    page.close()


def test_the_skip_link_leads_past_the_bar(browser: Any, addresses: dict[str, str]) -> None:
    page = browser.new_page()
    page.goto(HOME + addresses["search"])
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.close()


def test_what_is_kept_is_what_was_shown(browser: Any, addresses: dict[str, str]) -> None:
    page = browser.new_page()
    page.goto(HOME + addresses["start"])
    page.get_by_label("Paste an article").fill(f"{TEXT}\n\nNobody else spoke of it.")
    page.get_by_role("button", name="Read it").click()
    page.get_by_role("button", name="Keep it").click()
    page.wait_for_url("**/articles/*")
    assert "Ada Brandt" in page.inner_text("main")
    with urlopen(page.url.replace("/articles/", "/api/v1/articles/")) as answer:
        assert f"{TEXT}\\n" in answer.read().decode()
    page.close()
