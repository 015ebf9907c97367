"""A narrower student: the inner units of each layer that matter least are taken out.

    python -m training.slim --checkpoint out/student/checkpoint.pt --inner 768 --to out/slim.pt

Two thirds of the encoder's work is its inner layers. A unit matters as much as it adds to the
layer's output on news: its mean activation times the length of its outgoing weights (after Li
et al. 2017, pruning of filters by norm). What is lost is learnt again by a run from there.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from sayso.read.windows import windows
from training import pretrained
from training.batches import padded
from training.network import Layer, Reader, resumed
from training.teach import texts


def weighed(reader: Reader, texts: Iterable[str]) -> dict[Layer, Tensor]:
    """How much each inner unit (inner,) of each encoder layer adds on these texts."""
    layers = [layer for layer in reader.encoder.layers if isinstance(layer, Layer)]
    sums = {layer: torch.zeros(layer.up.out_features) for layer in layers}
    hooks = [layer.up.register_forward_hook(_summing(sums[layer])) for layer in layers]
    tokenizer = pretrained.tokenizer()
    with torch.no_grad():
        for text in texts:
            for window in windows(text, tokenizer):
                reader.states(*(padded([x], len(window)) for x in (window.ids, window.features)))
    for hook in hooks:
        hook.remove()
    return {layer: sums[layer] * layer.down.weight.norm(dim=0) for layer in layers}


def _summing(into: Tensor):  # type: ignore[no-untyped-def]
    def hook(_module: nn.Module, _inputs: tuple[Tensor, ...], out: Tensor) -> None:
        into.add_(functional.gelu(out).abs().sum((0, 1)))

    return hook


def slimmed(reader: Reader, weights: dict[Layer, Tensor], inner: int) -> dict[str, Tensor]:
    """The network's state with the ``inner`` weightiest units of each layer."""
    state = dict(reader.state_dict())
    for number, layer in enumerate(reader.encoder.layers):
        kept = weights[layer].topk(inner).indices.sort().values  # type: ignore[index]
        name = f"encoder.layers.{number}"
        state[f"{name}.up.weight"] = state[f"{name}.up.weight"][kept]
        state[f"{name}.up.bias"] = state[f"{name}.up.bias"][kept]
        state[f"{name}.down.weight"] = state[f"{name}.down.weight"][:, kept].contiguous()
    return state


def slim(checkpoint: Path, shared: Path, inner: int, to: Path) -> Path:
    """Write a narrower checkpoint than the one given."""
    reader = resumed(torch.load(checkpoint, map_location="cpu")["average"]).eval()
    weights = weighed(reader, islice(texts(shared, 0), 200))
    torch.save({"average": slimmed(reader, weights, inner)}, to)
    return to


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--inner", type=int, default=768)
    parser.add_argument("--to", type=Path, required=True)
    given = parser.parse_args()
    slim(given.checkpoint, given.shared, given.inner, given.to)


if __name__ == "__main__":
    main()
