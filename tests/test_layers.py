"""Imports point down, and the stages never import one another (docs/design.md)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "sayso"
NOUNS = {"types", "errors", "outlets", "verb"}
STAGES = {"load", "read", "link", "store", "show"}
#: Who may import whom, besides a layer's own modules.
ALLOWED = {
    **{noun: {"types", "errors"} for noun in NOUNS},
    **dict.fromkeys(STAGES, NOUNS),
    "archive": NOUNS | STAGES | {""},
    "cli": NOUNS | STAGES | {"archive", "serve", ""},
    "serve": NOUNS | STAGES | {"archive", ""},
    "__main__": {"cli"},
    "__init__": NOUNS | STAGES | {"archive"},
    "weights": set(),
}
#: What would make reading heavy, or is for training and measuring alone.
BARRED = {"torch", "spacy", "textacy", "training", "bench"}
#: The one room with a door to the outside, for each outside thing.
DOORS = {
    "httpx": "load/web.py",
    "pydantic": "serve/api.py",
    "onnxruntime": "read/model.py",
    "psycopg": "store/postgres.py",
    "sqlite3": "store/sqlite.py",
    "uvicorn": "serve/__init__.py",
}

MODULES = sorted(PACKAGE.rglob("*.py"))


def imports(path: Path) -> Iterator[str]:
    """Full names of all that a module imports, in functions and for type checkers too."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            for alias in node.names:
                yield f"{node.module}.{alias.name}"


def layer(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def named(name: str) -> str:
    """The layer that "sayso.read.model.Network" lies in; "" for the package itself."""
    part = name.split(".")[1]
    folder = PACKAGE / part
    return part if folder.is_dir() or folder.with_suffix(".py").exists() else ""


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_point_down(path: Path) -> None:
    own = layer(path)
    for name in imports(path):
        if name.startswith("sayso."):
            target = named(name)
            version = target == "" and name == "sayso.__version__"
            assert target == own or target in ALLOWED[own] or version, f"{path} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_nothing_heavy_is_imported(path: Path) -> None:
    assert not {name.split(".")[0] for name in imports(path)} & BARRED


@pytest.mark.parametrize("outside", DOORS)
def test_each_outside_thing_has_one_door(outside: str) -> None:
    users = {
        str(path.relative_to(PACKAGE))
        for path in MODULES
        if any(name.split(".")[0] == outside for name in imports(path))
    }
    assert users <= {DOORS[outside]}


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_modules_stay_small(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 400
