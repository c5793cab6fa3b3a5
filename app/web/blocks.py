"""Stretches of a page that stay as they are while the page around them changes.

A template is given a mark in the place of such a stretch. When the page is done its marks are
exchanged for the blocks, which remember how they look compressed: what has not changed is neither
made again nor compressed again.
"""

import re
import secrets
from collections.abc import Mapping, Sequence

import zstandard
from markupsafe import Markup

MARK = secrets.token_hex(16)
"""Nobody outside this process can write a mark into a text."""
_marks = re.compile(rf"<!--{MARK}:(\w+)-->")


class Block:
    """A stretch of a page as bytes, and what it became in each encoding: a part of some page's body."""

    __slots__ = ("_raw", "packed")

    def __init__(self, raw: bytes) -> None:
        self._raw: bytes | None = raw
        self.packed: dict[str, memoryview] = {}

    @property
    def raw(self) -> bytes:
        """Its bytes."""
        raw = self._raw
        return zstandard.decompress(self.packed["zstd"]) if raw is None else raw

    def keep(self, encoding: str, packed: memoryview) -> None:
        """Remember how it looks PACKED as ENCODING, and its bytes only as long as they cannot be unpacked."""
        self.packed[encoding] = packed
        if "zstd" in self.packed:
            self._raw = None

    @property
    def size(self) -> int:
        """How many bytes it takes up that are not a part of any body."""
        return len(self._raw or b"")


def mark(name: str) -> Markup:
    """What stands in a template for the blocks that are placed there by NAME."""
    return Markup(f"<!--{MARK}:{name}-->")  # noqa: S704


Frame = list[Block | str]
"""A page as the blocks that stand between its marks, and the names of these."""


def cut(html: str) -> Frame:
    """HTML as a frame."""
    return [
        piece if at % 2 else Block(piece.encode()) for at, piece in enumerate(_marks.split(html)) if piece
    ]


def filled(frame: Frame, placed: Mapping[str, Sequence[Block]]) -> list[Block]:
    """The blocks of FRAME, and those PLACED where it names them."""
    whole: list[Block] = []
    for part in frame:
        whole.extend(placed[part] if isinstance(part, str) else [part])
    return whole


def joined(blocks: Sequence[Block]) -> bytes:
    """BLOCKS as one page, not compressed."""
    return b"".join(block.raw for block in blocks)
