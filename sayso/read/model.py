"""The only place that runs the neural network: windows in, drafts of attributions out.

onnxruntime, numpy and nothing else; one thread unless told otherwise: whoever reads much
runs several processes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray
from tokenizers import Tokenizer

from sayso.errors import WeightsError
from sayso.read.decode import Cue, Draft, Floats, Outputs, cues, drafts
from sayso.read.windows import Window

WEIGHTS = Path(__file__).parent.parent / "weights"
FILES = ("encoder.onnx", "roles.onnx", "tokenizer.json")
#: A fusion of onnxruntime's that takes longer on a CPU than what it fuses.
_SLOWER = ["SkipLayerNormFusion"]
#: Cues in one pass of the decoder: more fall out of the processor's cache.
CUES = 16


class Network:
    """The reader's network, loaded from a folder of weights."""

    def __init__(self, folder: Path = WEIGHTS, threads: int = 1) -> None:
        """Raises WeightsError if a file is missing or damaged."""
        self.version = fingerprint(folder)
        options = ort.SessionOptions()
        # Without VNNI the products of small integers overflow, and the reading is another one.
        options.add_session_config_entry("session.x64quantprecision", "1")
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self._encoder, self._roles = (
                ort.InferenceSession(str(folder / name), options, disabled_optimizers=_SLOWER)
                for name in FILES[:2]
            )
            self.tokenizer = Tokenizer.from_file(str(folder / FILES[2]))
        except Exception as error:  # each library has its own; the folder is what matters
            raise WeightsError(f"the reader's weights in {folder} are damaged: {error}") from error

    def drafts(self, window: Window) -> list[Draft]:
        """The drafts of one window, in order of their cues.

        One window a pass: int8 ranges are taken over all of a pass, so that in a larger one
        what is read in an article would hang on its neighbours; and on a CPU a larger one is
        no faster (training/LOG.md).
        """
        states, tags = self._encoder.run(["states", "tags"], _fed(window))
        found: list[Draft] = []
        marked = list(cues(tags[0]))
        for start in range(0, len(marked), CUES):
            found.extend(self._decode(window, marked[start : start + CUES], states))
        return found

    def factuality(self, window: Window) -> Floats:
        """How surely what each token tells happened, by the words around it: (T,), from -3,
        certainly not, to 3, certainly. Source: the scale of Lee et al. 2015.
        """
        told: Floats = self._encoder.run(["factuality"], _fed(window))[0][0]
        return told.clip(-3, 3)

    def _decode(self, window: Window, marked: list[Cue], states: Floats) -> Iterator[Draft]:
        feed = {
            "states": states,
            "first": np.array([cue.first for cue in marked], np.int64),
            "last": np.array([cue.last for cue in marked], np.int64),
        }
        return drafts(window, marked, Outputs(*self._roles.run(None, feed)))


def _fed(window: Window) -> dict[str, NDArray[np.int64]]:
    return {
        "ids": window.ids[None].astype(np.int64),
        "features": window.features[None].astype(np.int64),
    }


@cache
def network() -> Network:
    """The network that ships with sayso, loaded at its first use."""
    return Network()


def fingerprint(folder: Path) -> str:
    """A short digest of the weights: readings carry it, so that old ones can be told.

    Raises WeightsError if a file is missing.
    """
    digest = hashlib.sha256()
    for name in FILES:
        try:
            digest.update((folder / name).read_bytes())
        except OSError as error:
            raise WeightsError(f"the reader's weights are missing: {folder / name}") from error
    return digest.hexdigest()[:8]
