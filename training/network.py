"""The network in torch: one encoder pass per window, then source and content per cue.

    ids, features (B, T) -> encoder (6 x 384, MiniLM) -> states (B, T, 384)
    states -> tags (B, T, 5): where cues begin and go on, hearsay or attitude
    states -> factuality (B, T, 1): how surely what a word tells happened, from -3 to 3
    states, one row per cue -> one small transformer layer (K, T, D)
        -> roles (K, T, 5), and values: kind, certainty, polarity, validity

The per-cue layer sees, at every token, the projected state, the same state gated by the
cue's query, and the clipped distance to the cue. Knows nothing of text.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from sayso.read.labels import CERTAINTIES, KINDS, POLARITIES, Role, Tag
from sayso.read.windows import FEATURES


@dataclass(frozen=True, slots=True)
class Config:
    """Sizes; the encoder's are those of the pretrained weights it starts from."""

    vocabulary: int = 30522
    positions: int = 512
    width: int = 384
    layers: int = 6
    heads: int = 12
    inner: int = 1536
    cue_width: int = 128
    cue_heads: int = 4
    reach: int = 64  # distances to the cue beyond this many tokens look alike
    epsilon: float = 1e-12  # of the encoder's layer norms
    buckets: int = 0  # of relative distances that bias the attention (MPNet); 0: no such bias


#: What ships, and the teacher that it learns from (`training.teach`).
STUDENT = Config()
TEACHER = Config(width=768, layers=12, inner=3072, cue_width=192, epsilon=1e-5, buckets=32)


class Values(NamedTuple):
    """What is said of a whole attribution: logits (K, number of values) each."""

    kind: Tensor
    certainty: Tensor
    polarity: Tensor
    valid: Tensor  # (K, 1)


class Layer(nn.Module):
    """A post-norm transformer layer, as in BERT."""

    def __init__(
        self, width: int, heads: int, inner: int, dropout: float, epsilon: float = 1e-12
    ) -> None:
        super().__init__()
        self.heads = heads
        self.drop = Drop(dropout)
        self.query, self.key, self.value = (nn.Linear(width, width) for _ in range(3))
        self.mix = nn.Linear(width, width)
        self.norm_attention = nn.LayerNorm(width, eps=epsilon)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm_output = nn.LayerNorm(width, eps=epsilon)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        batch, length, width = x.shape
        shape = (batch, length, self.heads, width // self.heads)
        q, k, v = (p(x).view(shape).transpose(1, 2) for p in (self.query, self.key, self.value))
        seen = _attention(q, k, v, mask)
        seen = self.mix(seen.transpose(1, 2).reshape(batch, length, width))
        x = self.norm_attention(x + self.drop(seen))
        return self.norm_output(x + self.drop(self.down(functional.gelu(self.up(x)))))


def _attention(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None) -> Tensor:
    """Scaled dot-product attention. Without a mask it is spelt out, for export: torch's own
    turns into twice the operations there, the scale lies in the query's weights, and one
    window at a time has nothing to mask (`training.export`).
    """
    if mask is None:
        return (q @ k.transpose(-1, -2)).softmax(-1) @ v
    mask = mask if mask.dtype == torch.bool else mask.to(q.dtype)
    return functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)


class Drop(nn.Module):
    """Dropout with one mask for all tokens of a window (Gal and Ghahramani 2016): as good
    here, and without the random numbers that cost a tenth of the time on a CPU."""

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or not self.rate:
            return x
        kept = torch.rand(x.shape[0], 1, x.shape[2], device=x.device) >= self.rate
        return x * (kept / (1 - self.rate))


class Encoder(nn.Module):
    """BERT's encoder with one more embedding: the features of `sayso.read.windows`."""

    def __init__(self, config: Config, dropout: float) -> None:
        super().__init__()
        self.drop = Drop(dropout)
        self.words = nn.Embedding(config.vocabulary, config.width)
        self.places = nn.Embedding(config.positions, config.width)
        self.features = nn.Embedding(FEATURES, config.width)
        nn.init.zeros_(self.features.weight)
        self.norm = nn.LayerNorm(config.width, eps=config.epsilon)
        self.layers = nn.ModuleList(
            Layer(config.width, config.heads, config.inner, dropout, config.epsilon)
            for _ in range(config.layers)
        )
        self.relative = Relative(config.buckets, config.heads) if config.buckets else None

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor | None) -> Tensor:
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.words(ids) + self.places(places)
        if self.relative is not None and mask is not None:
            mask = self.relative(ids.shape[1]).masked_fill(~mask, -1e4)
        x = self.drop(self.norm(x + self.features(features)))
        for layer in self.layers:
            x = layer(x, mask)
        return x


class Relative(nn.Module):
    """MPNet's bias of the attention by the distance between two tokens, the same in all
    layers (Song et al. 2020, after T5); kept as pretrained."""

    def __init__(self, buckets: int, heads: int) -> None:
        super().__init__()
        self.bias = nn.Embedding(buckets, heads)
        self.bias.weight.requires_grad_(requires_grad=False)

    def forward(self, length: int) -> Tensor:
        """A bias (1, heads, T, T) for the attention's scores."""
        places = torch.arange(length, device=self.bias.weight.device)
        bias = self.bias(self._buckets(places[None, :] - places[:, None]))
        return bias.permute(2, 0, 1)[None]

    def _buckets(self, distance: Tensor, furthest: int = 128) -> Tensor:
        """Half of the buckets for each direction; in each, half for single distances, the
        rest ever wider up to ``furthest``."""
        half = self.bias.num_embeddings // 2
        exact = half // 2
        size = distance.abs()
        far = torch.log(size.clamp(min=1) / exact) / math.log(furthest / exact) * (half - exact)
        bucket = torch.where(size < exact, size, (exact + far.long()).clamp(max=half - 1))
        return bucket + (distance > 0) * half


class Roles(nn.Module):
    """The per-cue decoder: states and cues in, roles and values out."""

    def __init__(self, config: Config, dropout: float) -> None:
        super().__init__()
        width, self.reach = config.cue_width, config.reach
        self.project = nn.Linear(config.width, width)
        self.query = nn.Linear(2 * config.width, width)
        self.distance = nn.Embedding(2 * config.reach + 3, width)
        self.norm = nn.LayerNorm(width)
        self.layer = Layer(width, config.cue_heads, 2 * width, dropout)
        self.role = nn.Linear(width, len(Role))
        self.gather = nn.Linear(4 * width, width)
        sizes = (len(KINDS), len(CERTAINTIES), len(POLARITIES), 1)
        self.values = nn.ModuleList(nn.Linear(width, size) for size in sizes)

    def forward(
        self, states: Tensor, mask: Tensor | None, row: Tensor, first: Tensor, last: Tensor
    ) -> tuple[Tensor, Values]:
        """``row``, ``first``, ``last`` (K,): each cue's window and its tokens, inclusive; with
        no ``mask`` there is one window, without padding.
        """
        cue = self.query(torch.cat((states[row, first], states[row, last]), -1))
        tokens = self.project(states)
        tokens = tokens[row] if mask is not None else tokens
        x = self.norm(
            tokens * (1 + cue[:, None]) + self.distance(self._distances(tokens, first, last))
        )
        x = self.layer(x, mask[row] if mask is not None else None)
        roles = self.role(x)
        weights = roles.softmax(-1)
        if mask is not None:
            weights = weights * mask[row][:, 0, 0, :, None]
        pools = [_mean(x, weights[..., r]) for r in (Role.SOURCE, Role.CUE, Role.CONTENT)]
        whole = functional.gelu(self.gather(torch.cat((cue, *pools), -1)))
        return roles, Values(*(head(whole) for head in self.values))

    def _distances(self, tokens: Tensor, first: Tensor, last: Tensor) -> Tensor:
        places = torch.arange(tokens.shape[1], device=tokens.device)[None]
        before = (places - first[:, None]).clamp(-self.reach - 1, 0)
        after = (places - last[:, None]).clamp(0, self.reach + 1)
        return before + after + self.reach + 1


def _mean(x: Tensor, weights: Tensor) -> Tensor:
    total = weights.sum(1, keepdim=True) + 0.1
    return (x * weights[..., None]).sum(1) / total


class Factuality(nn.Module):
    """How surely what each token tells happened: states (..., W) in, numbers (..., 1) out."""

    def __init__(self, width: int, inner: int = 128, dropout: float = 0.2) -> None:
        super().__init__()
        self.drop = nn.Dropout(dropout)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, 1)

    def forward(self, states: Tensor) -> Tensor:
        told: Tensor = self.down(self.drop(functional.gelu(self.up(self.drop(states)))))
        return told


class Reader(nn.Module):
    """The whole network: `states` once per window, `roles` once per cue."""

    def __init__(self, config: Config | None = None, dropout: float = 0.1) -> None:
        super().__init__()
        config = config or STUDENT
        self.encoder = Encoder(config, dropout)
        self.tag = nn.Linear(config.width, len(Tag))
        self.factuality = Factuality(config.width)
        self.roles = Roles(config, dropout)

    @property
    def heads(self) -> tuple[nn.Module, ...]:
        """All but the encoder."""
        return self.tag, self.factuality, self.roles

    def states(self, ids: Tensor, features: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """States (B, T, W), tags (B, T, 5) and the attention mask (B, 1, 1, T)."""
        mask = (ids != 0)[:, None, None, :]
        states = self.encoder(ids, features, mask)
        return states, self.tag(states), mask


def resumed(weights: dict[str, Tensor], config: Config = STUDENT) -> Reader:
    """The network of weights that a run ended with, with as many layers and these as wide inside
    as they are there; older ones have no factuality, or a linear one, which is left out.

    Raises RuntimeError if another weight is missing.
    """
    inner = [len(v) for k, v in weights.items() if k[:8] == "encoder." and k[-9:] == "up.weight"]
    reader = Reader(replace(config, layers=len(inner), inner=inner[0]))
    own = {k: v for k, v in reader.state_dict().items() if k.startswith("factuality.")}
    known = {k: v for k, v in weights.items() if k in own or not k.startswith("factuality.")}
    reader.load_state_dict(own | known)
    return reader


#: Where BERT's and MPNet's names (the pretrained files') stand in this module.
_NAMES = {
    "embeddings.word_embeddings": "words",
    "embeddings.position_embeddings": "places",
    "embeddings.LayerNorm": "norm",
    "attention.self.query": "query",
    "attention.self.key": "key",
    "attention.self.value": "value",
    "attention.output.dense": "mix",
    "attention.output.LayerNorm": "norm_attention",
    "attention.attn.q": "query",
    "attention.attn.k": "key",
    "attention.attn.v": "value",
    "attention.attn.o": "mix",
    "attention.LayerNorm": "norm_attention",
    "intermediate.dense": "up",
    "output.dense": "down",
    "output.LayerNorm": "norm_output",
    "encoder.relative_attention_bias": "relative.bias",
}


def start_from(encoder: Encoder, weights: dict[str, Tensor]) -> None:
    """Load a pretrained BERT-like or MPNet state dict into the encoder; the features stay
    zero. MPNet's words are put into BERT's order, so that both take the same ids.

    Raises KeyError if a weight that the encoder needs is not there.
    """
    weights = {name.removeprefix("bert."): value.float() for name, value in weights.items()}
    own = encoder.state_dict()
    words, places = "embeddings.word_embeddings.weight", "embeddings.position_embeddings.weight"
    if "encoder.relative_attention_bias.weight" in weights:
        weights[words] = _as_bert(weights[words])
        weights[places] = weights[places][2:]  # MPNet counts from 2
    else:  # one sentence: its kind is a constant
        weights[words] = weights[words] + weights["embeddings.token_type_embeddings.weight"][0]
    for name, value in weights.items():
        place = name.replace("encoder.layer.", "layers.")
        for theirs in sorted(_NAMES, key=len, reverse=True):
            place = place.replace(theirs, _NAMES[theirs])
        if place in own:
            own[place] = value[: own[place].shape[0]]
    encoder.load_state_dict(own)


def _as_bert(words: Tensor) -> Tensor:
    """MPNet's word vectors in BERT's order: four special words come first there."""
    begin, padding, end, unknown = words[:4]
    out = words[4:].clone()
    out[0], out[100], out[101], out[102] = padding, unknown, begin, end
    return out
