"""The labels that the network gives, and their order: the contract between training and
reading. Change it only together with the weights.
"""

from __future__ import annotations

from enum import IntEnum

from sayso.types import Certainty, Kind, Polarity


class Tag(IntEnum):
    """What a token is to the cue finder: outside, or in a cue of hearsay or of attitude."""

    OUTSIDE = 0
    BEGIN_HEARSAY = 1
    INSIDE_HEARSAY = 2
    BEGIN_ATTITUDE = 3
    INSIDE_ATTITUDE = 4


class Role(IntEnum):
    """What a token is to one cue."""

    NONE = 0
    SOURCE = 1
    CUE = 2
    CONTENT = 3
    VIA = 4


KINDS = tuple(Kind)
CERTAINTIES = tuple(Certainty)
POLARITIES = tuple(Polarity)
