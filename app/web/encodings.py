"""Compressing a page by its blocks, so that a change costs the block that it is in.

zstd: frames follow one another in one stream (RFC 8878, section 3.1), so each block is a frame.
gzip: one member, or browsers stop after the first; each block is deflated by itself and ends on a
byte (a full flush), and the member closes with the checksum of the whole (RFC 1952).
"""

import struct
import zlib
from collections.abc import Sequence
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
    """BLOCKS joined, as ENCODING. A block that was compressed before is not compressed again.

    What each became is from here on a part of the whole, so that it is in memory once.
    """
    if encoding == "identity":
        return joined(blocks)
    pack, head, end = (_as_frame, b"", b"") if encoding == "zstd" else (_deflated, GZIP_HEAD, _end(blocks))
    parts = [block.packed.get(encoding) or pack(block.raw) for block in blocks]
    whole = b"".join((head, *parts, end))
    at, view = len(head), memoryview(whole)
    for block, part in zip(blocks, parts, strict=True):
        block.keep(encoding, view[at : at + len(part)])
        at += len(part)
    return whole


def _end(blocks: Sequence[Block]) -> bytes:
    """What ends a gzip member: the end of its data, the checksum and the length of all that is in it."""
    checksum = length = 0
    for block in blocks:
        raw = block.raw
        checksum, length = zlib.crc32(raw, checksum), length + len(raw)
    return GZIP_END + struct.pack("<II", checksum, length & 0xFFFFFFFF)


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
