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
    (0.0, 0.188), (0.588, 0.376), (0.735, 0.412), (0.816, 0.459), (0.88, 0.6), (0.926, 0.659),
    (0.956, 0.706), (0.974, 0.824), (0.982, 0.833), (0.987, 0.881), (0.991, 0.935), (0.995, 0.946),
    (0.997, 0.976), (1.0, 0.985),
)  # fmt: skip


def confidence(score: float) -> float:
    """The share of attributions with this score (0 to 1) that are right, 0 to 1."""
    score = min(1.0, max(0.0, score))
    at = min(bisect_right(KNOTS, (score, 2.0)), len(KNOTS) - 1)
    (low, least), (high, most) = KNOTS[at - 1], KNOTS[at]
    return least + (most - least) * (score - low) / (high - low)
