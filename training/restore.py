"""Shipped weights in, a checkpoint out: training can go on where only the release is at hand.

    python -m training.restore --weights sayso/weights --to out/shipped/checkpoint.pt

The inverse of `training.export`: int8 times its scale, the attention's scale taken out of the
query weights again. What rounding took stays lost: some tenths of a point, soon relearnt.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import GraphProto, numpy_helper

from training.network import Layer, Reader, resumed

_NODE = re.compile(
    r"/(encoder|roles|tag|factuality)(?:/(.+))?/(?:MatMul|Gemm|Gather)(?:_MatMul)?(?:_quant)?$"
)


def restored(folder: Path) -> Reader:
    """The network of a folder of weights.

    Raises RuntimeError if a weight that the network needs is in neither graph.
    """
    state: dict[str, torch.Tensor] = {}
    for name in ("encoder", "roles"):
        for place, value in _weights(onnx.load(folder / f"{name}.onnx").graph):
            state[place] = torch.from_numpy(value)
    reader = resumed(state)
    for layer in reader.modules():
        if isinstance(layer, Layer):
            scale = (layer.query.out_features // layer.heads) ** 0.5
            layer.query.weight.data *= scale
            layer.query.bias.data *= scale
    return reader


def _weights(graph: GraphProto) -> Iterator[tuple[str, NDArray[np.float32]]]:
    """Every weight of a graph under its name in the network: floats as they are, integers by
    the node that takes them."""
    given = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    for name, value in given.items():
        if name.startswith("reader.") and value.dtype == np.float32 and "_scale" not in name:
            yield name.removeprefix("reader."), value.copy()
    for node in graph.node:
        names = [n for n in node.input if n.endswith("_quantized") and n in given]
        place = _NODE.match(node.name)
        if not names or not place:
            continue
        part = names[0].removesuffix("_quantized")
        zero = given[f"{part}_zero_point"].astype(np.float32)
        whole = (given[names[0]].astype(np.float32) - zero) * given[f"{part}_scale"]
        linear = node.op_type == "MatMulInteger"
        name = ".".join(filter(None, place.groups())).replace("/", ".")
        yield f"{name}.weight", np.ascontiguousarray(whole.T if linear else whole)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, default=Path("sayso/weights"))
    parser.add_argument("--to", type=Path, required=True)
    given = parser.parse_args()
    given.to.parent.mkdir(parents=True, exist_ok=True)
    torch.save({"average": restored(given.weights).state_dict()}, given.to)


if __name__ == "__main__":
    main()
