"""Finished pages and the shelf that they lie on."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from threading import Lock
from typing import NamedTuple

from app.db.versions import Stamp
from app.web import encodings
from app.web.blocks import Block

MOST_BYTES = 32 * 1024 * 1024
Headers = list[tuple[str, str]]


class Body(NamedTuple):
    """A page as it is sent: its bytes, and all of its headers."""

    content: bytes
    headers: Headers


@dataclass
class Page:
    """A kept page. `looked` is what the probe said when the stamp was last seen to hold."""

    blocks: Sequence[Block]
    topics: Sequence[str]
    stamp: Stamp
    headers: Headers = field(default_factory=list)
    looked: int | None = None
    bodies: dict[str, Body] = field(default_factory=dict)

    @cached_property
    def etag(self) -> str:
        """One for all encodings, and so a weak one (RFC 9110, section 8.8.1)."""
        digest = blake2b(digest_size=12)
        for block in self.blocks:
            digest.update(block.raw)
        return f'W/"{digest.hexdigest()}"'

    def body(self, encoding: str) -> Body:
        """The page as ENCODING, made when it is first asked for."""
        if encoding not in self.bodies:
            content = encodings.encode(self.blocks, encoding)
            headers = [*self.headers, ("ETag", self.etag), ("Content-Length", str(len(content)))]
            if encoding != "identity":
                headers.append(("Content-Encoding", encoding))
            self.bodies[encoding] = Body(content, headers)
        return self.bodies[encoding]

    @property
    def size(self) -> int:
        """How many bytes it takes up."""
        bodies = list(self.bodies.values())
        return sum(block.size for block in self.blocks) + sum(len(body.content) for body in bodies)


class Shelf:
    """Pages by their path. When they take up too much, the least recently used leave first."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._pages: OrderedDict[str, Page] = OrderedDict()
        self._turn = Lock()

    def __len__(self) -> int:
        return len(self._pages)

    def get(self, path: str) -> Page | None:
        """The page at PATH, if it is here."""
        with self._turn:
            page = self._pages.get(path)
            if page is not None:
                self._pages.move_to_end(path)
            return page

    def put(self, path: str, page: Page) -> None:
        """Keep PAGE, and make room for it."""
        with self._turn:
            self._pages.pop(path, None)
            self._pages[path] = page
            size = sum(each.size for each in self._pages.values())
            while size > self._most_bytes and len(self._pages) > 1:
                size -= self._pages.popitem(last=False)[1].size
