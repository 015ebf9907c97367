"""Checkpoint in, the files that `sayso` ships out: two ONNX graphs in int8, the tokenizer.

    python -m training.export --checkpoint out/run1/checkpoint.pt --to sayso/weights

`encoder.onnx`: ids, features (B, T) -> states (B, T, 384), tags (B, T, 5).
`roles.onnx`: states, ids, row, first, last (K,) -> roles (K, T, 5) and the values (K, ...).
Probabilities come out, not logits: what reads them needs no softmax.
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

from training.network import Config, Reader
from training.train import pretrained_folder


class EncoderGraph(nn.Module):
    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, ids: Tensor, features: Tensor) -> tuple[Tensor, Tensor]:
        states, tags, _ = self.reader.states(ids, features)
        return states, tags.softmax(-1)


class RolesGraph(nn.Module):
    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(
        self, states: Tensor, ids: Tensor, row: Tensor, first: Tensor, last: Tensor
    ) -> tuple[Tensor, ...]:
        mask = (ids != 0)[:, None, None, :]
        roles, values = self.reader.roles(states, mask, row, first, last)
        valid = values.valid.squeeze(-1).sigmoid()
        kind, certainty, polarity = (v.softmax(-1) for v in values[:3])
        return roles.softmax(-1), kind, certainty, polarity, valid


def load(checkpoint: Path) -> Reader:
    """The averaged weights of a checkpoint, ready to run."""
    reader = Reader()
    reader.load_state_dict(torch.load(checkpoint)["average"])
    return reader.eval()


def export(reader: Reader, folder: Path) -> None:
    """Write both graphs in int8; the intermediate float files do not stay."""
    folder.mkdir(parents=True, exist_ok=True)
    ids = torch.randint(1, 1000, (2, 12))
    row, first, last = torch.tensor([0, 1, 1]), torch.tensor([1, 2, 3]), torch.tensor([1, 3, 4])
    states = torch.zeros(2, 12, Config().width)
    window = {0: "windows", 1: "tokens"}
    cue = {0: "cues"}
    with tempfile.TemporaryDirectory() as scratch:
        encoder, roles = Path(scratch) / "encoder.onnx", Path(scratch) / "roles.onnx"
        torch.onnx.export(
            EncoderGraph(reader),
            (ids, ids % 24),
            encoder,
            dynamo=False,
            opset_version=17,
            input_names=["ids", "features"],
            output_names=["states", "tags"],
            dynamic_axes=dict.fromkeys(("ids", "features", "states", "tags"), window),
        )
        torch.onnx.export(
            RolesGraph(reader),
            (states, ids, row, first, last),
            roles,
            dynamo=False,
            opset_version=17,
            input_names=["states", "ids", "row", "first", "last"],
            output_names=["roles", "kind", "certainty", "polarity", "valid"],
            dynamic_axes={
                "states": window,
                "ids": window,
                "roles": {0: "cues", 1: "tokens"},
                **dict.fromkeys(
                    ("row", "first", "last", "kind", "certainty", "polarity", "valid"), cue
                ),
            },
        )
        for path in (encoder, roles):
            _shrink(path, folder / path.name)


def _shrink(source: Path, target: Path) -> None:
    """Fuse what can be fused (GELU, layer norms), then weights to int8 per channel."""
    options = FusionOptions("bert")
    options.enable_attention = False
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
    tokenizer = json.loads((pretrained_folder() / "tokenizer.json").read_text("utf-8"))
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
