"""Stretches of a page that stay as they are while the page around them changes.

A template is given a mark in the place of such a stretch. When the page is done its marks are
exchanged for the blocks, which remember how they look compressed: what has not changed is neither
made again nor compressed again.
"""

import re
import secrets
from collections.abc import Mapping, Sequence

from markupsafe import Markup

MARK = secrets.token_hex(16)
"""Nobody outside this process can write a mark into a text."""
_marks = re.compile(rf"<!--{MARK}:(\w+)-->")


class Block:
    """A stretch of a page as bytes, and what it became in each encoding."""

    __slots__ = ("packed", "raw")

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self.packed: dict[str, bytes] = {}

    @property
    def size(self) -> int:
        """How many bytes it takes up."""
        return len(self.raw) + sum(map(len, list(self.packed.values())))


def mark(name: str) -> Markup:
    """What stands in a template for the blocks that are placed there by NAME."""
    return Markup(f"<!--{MARK}:{name}-->")  # noqa: S704


def cut(html: str, placed: Mapping[str, Sequence[Block]]) -> list[Block]:
    """The page HTML as its blocks: those that are PLACED, and what stands between them."""
    whole: list[Block] = []
    for at, piece in enumerate(_marks.split(html)):
        if at % 2:
            whole.extend(placed[piece])
        elif piece:
            whole.append(Block(piece.encode()))
    return whole


def joined(blocks: Sequence[Block]) -> bytes:
    """BLOCKS as one page, not compressed."""
    return b"".join(block.raw for block in blocks)
