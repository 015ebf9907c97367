"""Confidence: a network's score in, how often a reading with such a score is right out.

The network is surer of itself than it should be, as networks are (Guo et al. 2017, On
Calibration of Modern Neural Networks). A line of a few straight pieces puts that right; it
rises, so what is surer than another stays so.
"""

from __future__ import annotations

from bisect import bisect_right

#: What the network says, and how often that was right in the first half of PolNeAR dev; the
#: other half is what `bench/calibration.py` measures on.
KNOTS = (
    (0.0, 0.0), (0.60, 0.30), (0.734, 0.34), (0.809, 0.42), (0.869, 0.555), (0.921, 0.685),
    (0.952, 0.76), (0.972, 0.83), (0.982, 0.91), (0.989, 0.93), (0.993, 0.95), (1.0, 0.97),
)  # fmt: skip


def confidence(score: float) -> float:
    """The share of attributions with this score (0 to 1) that are right, 0 to 1."""
    score = min(1.0, max(0.0, score))
    at = min(bisect_right(KNOTS, (score, 2.0)), len(KNOTS) - 1)
    (low, least), (high, most) = KNOTS[at - 1], KNOTS[at]
    return least + (most - least) * (score - low) / (high - low)
