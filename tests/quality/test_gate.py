"""The quality gate: what was reached on the corpora must not be lost unseen.

Floors stand just under the figures in docs/quality.md; raise them when the figures rise. The
digest says that they were measured on this very data.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any

import pytest

SHARED = Path(os.environ.get("SAYSO_SHARED", Path(__file__).parents[3] / "shared"))
pytestmark = pytest.mark.skipif(
    not (SHARED / "score").is_dir(), reason=f"the corpora are not at {SHARED}"
)

DIGEST = "8a030655f027f94f"
POLNEAR = {
    "all/full": 75.0,
    "direct/full": 91.0,
    "indirect/full": 71.0,
    "all/tok": 90.2,
    "all/cue": 83.5,
}
RELAY = {
    "full": 78.3,
    "kind": 92.0,
    "speaker": 86.4,
    "upstream": 74.5,
    "certainty_macro": 85.4,
    "polarity": 57.4,
    "via": 50.0,
    "within": 72.1,
}
CASE = 17


def test_the_data_are_those_that_the_floors_were_measured_on() -> None:
    digest = hashlib.sha256()
    files = [SHARED / "data/attribution/polnear.dev.jsonl.gz"]
    for path in (*files, *sorted((SHARED / "relay/dev").glob("*.json"))):
        digest.update(path.read_bytes())
    assert digest.hexdigest()[:16] == DIGEST


@pytest.fixture(scope="module")
def quality() -> Any:
    return pytest.importorskip("bench.quality")


def test_polnear_dev_stays_above_its_floors(quality: Any) -> None:
    out = quality.polnear()
    low = {k: out[k][2] for k, floor in POLNEAR.items() if out[k][2] < floor}
    assert not low


def test_relay_dev_stays_above_its_floors(quality: Any) -> None:
    out = quality.relay()
    low = {k: out[k] for k, floor in RELAY.items() if out[k] < floor}
    assert not low


def test_the_founding_case_stays_above_its_floor(quality: Any) -> None:
    found, _ = quality.case()
    assert found >= CASE
