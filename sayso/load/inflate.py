"""Compressed bytes: chunks and the names of their codings come in, plain chunks go out.

Every layer is bounded, and so is what is under it: a bomb never unfolds. Knows gzip and
deflate; knows nothing of where the bytes come from.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from sayso.errors import FetchError, TooLarge

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

STEP = 64 * 1024
_LAYERS_AT_MOST = 2


def decoded(chunks: Iterable[bytes], codings: str, where: str, max_bytes: int) -> Iterator[bytes]:
    """A body's plain bytes; ``codings`` is its Content-Encoding header ("gzip, deflate").

    Raises TooLarge past ``max_bytes``, before or after any layer, and FetchError for damage
    and for codings that are unknown or too many.
    """
    layers = [coding.strip() for coding in codings.lower().split(",")]
    layers = [layer for layer in layers if layer not in ("", "identity")]
    if len(layers) > _LAYERS_AT_MOST:
        raise FetchError(where, "compressed too many times over")
    plain = _bounded(chunks, where, max_bytes)
    for layer in reversed(layers):
        if layer not in ("gzip", "x-gzip", "deflate"):
            raise FetchError(where, f"an unknown compression ({layer[:20]})")
        plain = _bounded(_inflated(plain, layer, where), where, max_bytes)
    return plain


def too_large(where: str, max_bytes: int) -> TooLarge:
    """The error for more bytes than are allowed."""
    return TooLarge(where, f"larger than {max_bytes:,} bytes")


def _bounded(chunks: Iterable[bytes], where: str, max_bytes: int) -> Iterator[bytes]:
    total = 0
    for chunk in chunks:
        total += len(chunk)
        if total > max_bytes:
            raise too_large(where, max_bytes)
        yield chunk


def _inflated(chunks: Iterable[bytes], layer: str, where: str) -> Iterator[bytes]:
    """Decompress step by step: one chunk of a bomb never unfolds beyond ``STEP`` at a time."""
    decoder, fresh = zlib.decompressobj(zlib.MAX_WBITS | 32), True
    for chunk in chunks:
        if fresh and layer == "deflate" and not _has_zlib_header(chunk):
            decoder = zlib.decompressobj(-zlib.MAX_WBITS)
        fresh, rest = False, chunk
        while rest:
            try:
                yield decoder.decompress(rest, STEP)
            except zlib.error as error:
                raise FetchError(where, "the compressed answer is damaged") from error
            rest = decoder.unconsumed_tail
            if decoder.eof:
                rest = decoder.unused_data.lstrip(b"\0")
                decoder = zlib.decompressobj(zlib.MAX_WBITS | 32)


def _has_zlib_header(chunk: bytes) -> bool:
    """RFC 1950: the first two bytes, read as one number, divide by 31."""
    return len(chunk) >= 2 and chunk[0] & 0x0F == 8 and (chunk[0] << 8 | chunk[1]) % 31 == 0
