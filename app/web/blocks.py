"""Stretches of a page that stay as they are while the page around them changes.

A template is given a mark in the place of such a stretch. When the page is done its marks are
exchanged for the blocks, which remember how they look compressed: what has not changed is neither
made again nor compressed again.
"""

import re
import secrets
from collections.abc import Sequence

from flask import g
from markupsafe import Markup

MARK = secrets.token_hex(16)
"""Nobody outside this process can write a mark into a text."""
_marks = re.compile(rf"<!--{MARK}:(\d+)-->")


class Block:
    """A stretch of a page as bytes, and what it became in each encoding."""

    __slots__ = ("__weakref__", "packed", "raw")

    def __init__(self, html: str) -> None:
        self.raw = html.encode()
        self.packed: dict[str, bytes] = {}

    @property
    def size(self) -> int:
        """How many bytes it takes up."""
        return len(self.raw) + sum(map(len, list(self.packed.values())))


def place(blocks: Sequence[Block]) -> Markup:
    """A mark for a template, in the place of BLOCKS."""
    placed: list[Sequence[Block]] = g.setdefault("blocks", [])
    placed.append(blocks)
    return Markup(f"<!--{MARK}:{len(placed) - 1}-->")  # noqa: S704


def cut(html: str) -> list[Block]:
    """The page HTML as its blocks: those that were placed, and what stands between them."""
    whole: list[Block] = []
    for at, piece in enumerate(_marks.split(html)):
        if at % 2:
            whole.extend(g.blocks[int(piece)])
        elif piece:
            whole.append(Block(piece))
    return whole


def joined(blocks: Sequence[Block]) -> bytes:
    """BLOCKS as one page, not compressed."""
    return b"".join(block.raw for block in blocks)
