"""Checkpoint in, the files that `sayso` ships out: two ONNX graphs in int8, the tokenizer.

    python -m training.export --checkpoint out/run1/checkpoint.pt --to sayso/weights

`encoder.onnx`: ids, features (1, T) -> states (1, T, 384), tags (1, T, 5), factuality (1, T).
`roles.onnx`: states, first, last (K,) -> roles (K, T, 5) and the values (K, ...).
One window at a time: see `sayso.read.model`. Probabilities come out, not logits: what reads
them needs no softmax.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer
from onnxruntime.transformers.fusion_options import FusionOptions
from torch import Tensor, nn

from training.network import Config, Layer, Reader, resumed
from training.pretrained import TOKENIZER


class EncoderGraph(nn.Module):
    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, ids: Tensor, features: Tensor) -> tuple[Tensor, ...]:
        states = self.reader.encoder(ids, features, None)
        return states, self.reader.tag(states).softmax(-1), self.reader.factuality(states)[..., 0]


class RolesGraph(nn.Module):
    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, states: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, ...]:
        roles, values = self.reader.roles(states, None, torch.zeros_like(first), first, last)
        valid = values.valid.squeeze(-1).sigmoid()
        kind, certainty, polarity = (v.softmax(-1) for v in values[:3])
        return roles.softmax(-1), kind, certainty, polarity, valid


def load(checkpoint: Path) -> Reader:
    """The averaged weights of a checkpoint, ready to run."""
    return resumed(torch.load(checkpoint, map_location="cpu")["average"]).eval()


def scaled(reader: Reader) -> Reader:
    """The network with the attention's scale in its query weights: a multiplication less."""
    for layer in reader.modules():
        if isinstance(layer, Layer):
            scale = (layer.query.out_features // layer.heads) ** -0.5
            layer.query.weight.data *= scale
            layer.query.bias.data *= scale
    return reader


def export(reader: Reader, folder: Path) -> None:
    """Write both graphs in int8; the intermediate float files do not stay."""
    folder.mkdir(parents=True, exist_ok=True)
    reader = scaled(reader)
    ids = torch.randint(1, 1000, (1, 12))
    first, last = torch.tensor([1, 2, 3]), torch.tensor([1, 3, 4])
    states = torch.zeros(1, 12, Config().width)
    tokens, cues = {1: "tokens"}, {0: "cues"}
    given = {
        "encoder": (EncoderGraph(reader), {"ids": ids, "features": ids % 24}),
        "roles": (RolesGraph(reader), {"states": states, "first": first, "last": last}),
    }
    named = ("kind", "certainty", "polarity", "valid")
    axes = {
        **dict.fromkeys(("ids", "features", "states", "tags", "factuality"), tokens),
        **dict.fromkeys(("first", "last", *named), cues),
        "roles": {**cues, **tokens},
    }
    outputs = {"encoder": ("states", "tags", "factuality"), "roles": ("roles", *named)}
    for name, (graph, inputs) in given.items():
        with tempfile.TemporaryDirectory() as scratch:
            path = Path(scratch) / f"{name}.onnx"
            names = (*inputs, *outputs[name])
            torch.onnx.export(
                graph,
                tuple(inputs.values()),
                path,
                dynamo=False,
                opset_version=17,
                input_names=list(inputs),
                output_names=list(outputs[name]),
                dynamic_axes={n: axes[n] for n in names},
            )
            _shrink(path, folder / path.name)


def _shrink(source: Path, target: Path) -> None:
    """Fuse what can be fused (GELU, layer norms), then weights to int8 per channel."""
    options = FusionOptions("bert")
    options.enable_attention = False
    options.enable_skip_layer_norm = False  # slower on a CPU than what it fuses
    options.enable_bias_skip_layer_norm = False
    fused = source.with_suffix(".fused.onnx")
    optimizer.optimize_model(
        str(source), model_type="bert", num_heads=0, hidden_size=0, optimization_options=options
    ).save_model_to_file(str(fused))
    quantize_dynamic(
        fused,
        target,
        per_channel=True,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        extra_options={"MatMulConstBOnly": True, "DefaultTensorType": onnx.TensorProto.FLOAT},
    )


def export_all(checkpoint: Path, folder: Path) -> None:
    """Write the graphs of a checkpoint and the tokenizer beside them."""
    export(load(checkpoint), folder)
    tokenizer = json.loads(TOKENIZER.read_text("utf-8"))
    tokenizer.update(padding=None, truncation=None)
    text = json.dumps(tokenizer, ensure_ascii=False) + "\n"
    (folder / "tokenizer.json").write_text(text, "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--to", type=Path, default=Path("sayso/weights"))
    given = parser.parse_args()
    export_all(given.checkpoint, given.to)


if __name__ == "__main__":
    main()
