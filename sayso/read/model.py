"""The only place that runs the neural network: windows in, drafts of attributions out.

onnxruntime, numpy and nothing else; one thread unless told otherwise, because two processes
with a thread each beat one process with two (docs/performance.md).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TypeVar

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray
from tokenizers import Tokenizer

from sayso.errors import WeightsError
from sayso.read.decode import Cue, Draft, Floats, Outputs, cues, drafts
from sayso.read.windows import PAD, Window

T = TypeVar("T")

WEIGHTS = Path(__file__).parent.parent / "weights"
FILES = ("encoder.onnx", "roles.onnx", "tokenizer.json")
#: Windows in one pass of the encoder, and cues in one pass of the decoder: larger batches
#: fall out of the processor's cache and are no faster (bench/speed.py).
WINDOWS, CUES = 8, 16


class Network:
    """The reader's network, loaded from a folder of weights."""

    def __init__(self, folder: Path = WEIGHTS, threads: int = 1) -> None:
        """Raises WeightsError if a file is missing or damaged."""
        self.version = fingerprint(folder)
        options = ort.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self._encoder = ort.InferenceSession(str(folder / FILES[0]), options)
            self._roles = ort.InferenceSession(str(folder / FILES[1]), options)
            self.tokenizer = Tokenizer.from_file(str(folder / FILES[2]))
        except Exception as error:  # each library has its own; the folder is what matters
            raise WeightsError(f"the reader's weights in {folder} are damaged: {error}") from error

    def drafts(self, windows: Sequence[Window]) -> list[list[Draft]]:
        """The drafts of each window, aligned with the windows.

        Windows of like length share a pass; the order of the answer is that of the input.
        """
        found: list[list[Draft]] = [[] for _ in windows]
        order = sorted(range(len(windows)), key=lambda i: len(windows[i]))
        for batch in _chunks(order, WINDOWS):
            for i, answer in zip(batch, self._pass([windows[i] for i in batch]), strict=True):
                found[i] = answer
        return found

    def _pass(self, windows: Sequence[Window]) -> list[list[Draft]]:
        ids = _padded([w.ids for w in windows])
        features = _padded([w.features for w in windows])
        states, tags = self._encoder.run(None, {"ids": ids, "features": features})
        marked = [(row, cue) for row, w in enumerate(windows) for cue in cues(tags[row, : len(w)])]
        found: list[list[Draft]] = [[] for _ in windows]
        for some in _chunks(marked, CUES):
            for row, draft in self._decode(windows, states, ids, some):
                found[row].append(draft)
        return found

    def _decode(
        self,
        windows: Sequence[Window],
        states: Floats,
        ids: NDArray[np.int64],
        marked: Sequence[tuple[int, Cue]],
    ) -> Iterator[tuple[int, Draft]]:
        feed = {
            "states": states,
            "ids": ids,
            "row": np.array([row for row, _ in marked], np.int64),
            "first": np.array([cue.first for _, cue in marked], np.int64),
            "last": np.array([cue.last for _, cue in marked], np.int64),
        }
        outputs = self._roles.run(None, feed)
        for k, (row, cue) in enumerate(marked):
            one = Outputs(*(part[k : k + 1] for part in outputs))
            for draft in drafts(windows[row], [cue], one):
                yield row, draft


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


def _padded(rows: Iterable[NDArray[np.int32]]) -> NDArray[np.int64]:
    rows = list(rows)
    out = np.full((len(rows), max(map(len, rows))), PAD, np.int64)
    for i, row in enumerate(rows):
        out[i, : len(row)] = row
    return out


def _chunks(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
