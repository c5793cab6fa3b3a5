"""Compressing a page by its blocks, so that a change costs the block that it is in.

zstd: frames follow one another in one stream (RFC 8878, section 3.1), so each block is a frame.
gzip: one member, or browsers stop after the first; each block is deflated by itself and ends on a
byte (a full flush), and the member closes with the checksum of the whole (RFC 1952).
"""

import struct
import zlib
from collections.abc import Callable, Sequence
from threading import local

import zstandard

from app.web.blocks import Block, joined

GZIP_END = b"\x03\x00"
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


def encode(blocks: Sequence[Block], encoding: str) -> bytes:
    """BLOCKS joined, as ENCODING. A block that was compressed before is not compressed again."""
    if encoding == "zstd":
        return b"".join(_packed(block, encoding, _as_frame) for block in blocks)
    if encoding == "gzip":
        return b"".join(
            (GZIP_HEAD, *(_packed(b, encoding, _deflated) for b in blocks), GZIP_END, _tail(blocks))
        )
    return joined(blocks)


def _tail(blocks: Sequence[Block]) -> bytes:
    """What ends a gzip member: the checksum and the length of all that is in it."""
    checksum = length = 0
    for block in blocks:
        checksum = zlib.crc32(block.raw, checksum)
        length += len(block.raw)
    return struct.pack("<II", checksum, length & 0xFFFFFFFF)


def _packed(block: Block, encoding: str, pack: Callable[[bytes], bytes]) -> bytes:
    if encoding not in block.packed:
        block.packed[encoding] = pack(block.raw)
    return block.packed[encoding]


def _as_frame(raw: bytes) -> bytes:
    return _compressor().compress(raw)


def _deflated(raw: bytes) -> bytes:
    deflater = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    return deflater.compress(raw) + deflater.flush(zlib.Z_FULL_FLUSH)


def _compressor() -> zstandard.ZstdCompressor:
    """This thread's own: a compressor works for one at a time."""
    if not hasattr(_each_thread, "zstd"):
        _each_thread.zstd = zstandard.ZstdCompressor(level=3, write_checksum=False)
    compressor: zstandard.ZstdCompressor = _each_thread.zstd
    return compressor
