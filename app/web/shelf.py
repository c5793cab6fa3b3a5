"""Finished pages and the shelf that they lie on."""

import re
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import NamedTuple, Protocol

from app.db.versions import Stamp
from app.web import encodings
from app.web.blocks import Block

MOST_BYTES = 12 * 1024 * 1024
PAGE_SIZE = 4_000
"""Bytes of memory that a page takes up beside its content."""
Headers = list[tuple[str, str]]


class Body(NamedTuple):
    """A page as it is sent: its bytes, its entity tag, and all of its headers."""

    content: bytes
    etag: str
    headers: Headers


class Source(Protocol):
    """What the blocks of a page are made from, if that stays in memory with the page."""

    @property
    def size(self) -> int:
        """How many bytes it takes up."""


@dataclass
class Page:
    """A kept page: its blocks, the numbers of the topics that it shows, and what lives as long as it does.

    `begun` is when its making began, in seconds of the monotonic clock; `looked` is what the probe said
    when the stamp was last seen to hold. `mark` is another number for every state of it, below 2**31.
    """

    blocks: Sequence[Block]
    stamp: Stamp
    source: Source | None = None
    headers: Headers = field(default_factory=list)
    mark: int = 0
    begun: float = 0.0
    looked: int | None = None
    bodies: dict[str, Body] = field(default_factory=dict)

    def known_as(self, etags: str, ours: str) -> str | None:
        """The one of ETAGS, from If-None-Match, by which a client has this page, however it was packed.

        Any page is known by “*” (RFC 9110, section 13.1.2), and is then called OURS.
        """
        found = re.search(rf'"{self.mark:x}-[0-9a-f]+"', etags if etags != "*" else ours)
        return found[0] if found else None

    def body(self, encoding: str) -> Body:
        """The page as ENCODING, made when it is first asked for."""
        if encoding not in self.bodies:
            content = encodings.encode(self.blocks, encoding)
            etag = f'"{self.mark:x}-{len(content):x}"'
            headers = [*self.headers, ("ETag", etag), ("Content-Length", str(len(content)))]
            if encoding != "identity":
                headers.append(("Content-Encoding", encoding))
            self.bodies[encoding] = Body(content, etag, headers)
        return self.bodies[encoding]

    @property
    def size(self) -> int:
        """How many bytes it takes up."""
        bodies = list(self.bodies.values())
        beside = PAGE_SIZE + (self.source.size if self.source else 0)
        return beside + sum(block.size for block in self.blocks) + sum(len(body.content) for body in bodies)


class Shelf:
    """Pages by their path. When they take up too much, the least recently used leave first."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._pages: OrderedDict[str, tuple[Page, int]] = OrderedDict()
        self._size = 0
        self._turn = Lock()

    def __len__(self) -> int:
        return len(self._pages)

    def get(self, path: str) -> Page | None:
        """The page at PATH, if it is here."""
        with self._turn:
            if path not in self._pages:
                return None
            self._pages.move_to_end(path)
            return self._pages[path][0]

    def put(self, path: str, page: Page) -> list[str]:
        """Keep PAGE, as large as it is now, and make room for it; the paths of those that had to leave."""
        size, left = page.size, []
        with self._turn:
            self._size += size - self._pages.pop(path, (page, 0))[1]
            self._pages[path] = page, size
            while self._size > self._most_bytes and len(self._pages) > 1:
                gone, (_, freed) = self._pages.popitem(last=False)
                self._size -= freed
                left.append(gone)
        return left
