"""Compressing a page by its blocks, so that a change costs the block that it is in.

zstd: frames follow one another in one stream (RFC 8878, section 3.1), so each block is a frame.
gzip: one member, or browsers stop after the first; each block is deflated by itself and ends on a
byte (a full flush), and the member closes with the checksum of the whole (RFC 1952).
"""

import struct
import zlib
from collections.abc import Sequence
from functools import lru_cache
from threading import local

import zstandard

GZIP_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
PREFERRED = ("zstd", "gzip")
_each_thread = local()


def chosen(accepted: str) -> str:
    """The encoding for a client that accepts ACCEPTED (Accept-Encoding, RFC 9110); identity if none fits."""
    offered = {}
    for part in accepted.lower().split(","):
        name, _, weight = part.partition(";")
        offered[name.strip()] = weight.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return next((name for name in PREFERRED if offered.get(name)), "identity")


def encode(blocks: Sequence[bytes], encoding: str) -> bytes:
    """BLOCKS joined, as ENCODING."""
    if encoding == "zstd":
        return b"".join(_block(encoding, block) for block in blocks)
    if encoding == "gzip":
        whole = b"".join(blocks)
        deflated = b"".join(_block(encoding, block) for block in blocks)
        return (
            GZIP_HEAD
            + deflated
            + b"\x03\x00"
            + struct.pack("<II", zlib.crc32(whole), len(whole) & 0xFFFFFFFF)
        )
    return b"".join(blocks)


def forget() -> None:
    """Forget the blocks that were compressed before."""
    _block.cache_clear()


@lru_cache(maxsize=512)
def _block(encoding: str, block: bytes) -> bytes:
    """One block compressed; one that was compressed before is not again."""
    if encoding == "zstd":
        return _compressor().compress(block)
    deflater = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    return deflater.compress(block) + deflater.flush(zlib.Z_FULL_FLUSH)


def _compressor() -> zstandard.ZstdCompressor:
    """This thread's own: a compressor works for one at a time."""
    if not hasattr(_each_thread, "zstd"):
        _each_thread.zstd = zstandard.ZstdCompressor(level=3, write_checksum=False)
    compressor: zstandard.ZstdCompressor = _each_thread.zstd
    return compressor
