"""The tools as a program sees them that starts `sayso mcp` and speaks the protocol to it."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client

import sayso

RELAY = Path(__file__).parent.parent.parent / "examples" / "relay"
CLAIM = "The freighter Corvina lost about 40 drums of pesticide off Cape Orrin."
TEXT = "The harbour will close on Friday, mayor Petra Lindqvist said."


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("mcp") / "relay.db"
    with sayso.Archive(made) as archive:
        archive.add(sayso.load(page) for page in sorted(RELAY.glob("*.html")))
    return made


def asked(path: Path, *calls: tuple[str, dict[str, Any]]) -> tuple[list[str], list[Any]]:
    """The names of the tools, and each call's result."""

    async def talk() -> tuple[list[str], list[Any]]:
        command = StdioServerParameters(
            command=sys.executable, args=["-m", "sayso", "mcp", str(path)]
        )
        async with stdio_client(command) as pipes, ClientSession(*pipes) as session:
            await session.initialize()
            tools = (await session.list_tools()).tools
            assert all(tool.annotations and tool.annotations.read_only_hint for tool in tools)
            results = [await session.call_tool(name, given) for name, given in calls]
            return sorted(tool.name for tool in tools), results

    return asyncio.run(talk())


def said(result: Any) -> Any:
    assert not result.is_error, result.content
    return json.loads(result.content[0].text)


def test_four_read_only_tools_answer_what_the_library_answers(path: Path) -> None:
    before = path.read_bytes()
    names, results = asked(
        path,
        ("read_article", {"text": TEXT}),
        ("search", {"words": "pesticide", "limit": 3}),
        ("trace_claim", {"question": CLAIM}),
        ("list_sources", {"name": "coast guard"}),
    )
    assert names == ["list_sources", "read_article", "search", "trace_claim"]
    reading, hits, trace, sources = map(said, results)
    assert reading["attributions"][0]["speaker"] == "Petra Lindqvist"
    assert 0 < len(hits["items"]) <= 3
    with sayso.Archive(path, create=False) as archive:
        assert trace["independent"] == dict(
            zip(("low", "high"), archive.trace(CLAIM).independent, strict=True)
        )
    assert any("oast" in source["name"] for source in sources["items"])
    assert path.read_bytes() == before


def test_what_goes_wrong_is_told_in_one_line(path: Path) -> None:
    _, results = asked(
        path,
        ("read_article", {"url": "http://127.0.0.1:9/private"}),
        ("read_article", {}),
        ("trace_claim", {"question": "Nobody ever wrote of purple giraffes on Mars."}),
        ("search", {"kind": "prophet"}),
    )
    assert [result.is_error for result in results] == [True] * 4
    assert "private" in results[0].content[0].text
    assert "Traceback" not in "".join(result.content[0].text for result in results)
