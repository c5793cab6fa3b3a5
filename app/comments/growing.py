"""A thread as a page shows it, which stays in memory with the page and grows by what arrives.

Threads mostly change in one way: a comment comes in at the end of a branch. Then only that comment
is read and made into HTML, and only the stretch that it stands in is compressed again, however long
the thread is. After any other change the thread is made anew.
"""

import re
from collections.abc import Iterator
from itertools import chain, pairwise
from threading import Lock
from typing import NamedTuple
from weakref import WeakValueDictionary

from flask import current_app

from app.comments.markup import Items
from app.comments.model import Comment, topics_of
from app.comments.states import State
from app.comments.thread import Entry, entries_of, thread_of
from app.db.versions import SITE, numbers
from app.posts import Talk
from app.web.blocks import Block, Frame

STRETCH = 64
"""Comments that are made and compressed together; twice as many are cut in two."""
ENTRY_SIZE = 350
"""Bytes of memory that an entry with its name takes up in CPython 3.11."""
_item_begins = re.compile(rb'<li id="comment-\d+"')


class Seen(NamedTuple):
    """The numbers of what a thread shows: of the site, of changes to its comments, of arrivals."""

    site: int
    changes: int
    arrivals: int


SPOILT = Seen(-1, -1, -1)
"""What nobody sees: a thread that says so is not used again."""


class Stretch:
    """Some comments that follow one another, ENTRIES, and all of them as a block, which reads HTML."""

    __slots__ = ("_fresh", "block", "entries", "lowest")

    def __init__(self, entries: list[Entry], html: bytes) -> None:
        self.entries = entries
        self.lowest = min((entry.level for entry in entries), default=0)
        self.block = Block(html)
        self._fresh: dict[Entry, bytes] = {}

    def insert(self, at: int, entry: Entry, item: bytes) -> None:
        """Put ENTRY, which reads ITEM, before the one that stands AT; `settled` makes the block of it."""
        self.entries.insert(at, entry)
        self.lowest = min(self.lowest, entry.level)
        self._fresh[entry] = item

    def settled(self) -> "list[Stretch]":
        """The same with all that was inserted in its block, in as many stretches as that takes."""
        if not self._fresh:
            return [self]
        old = self._items()
        items = [self._fresh.get(entry) or next(old) for entry in self.entries]
        most = STRETCH if len(items) >= 2 * STRETCH else len(items)
        starts = range(0, len(items), most)
        return [Stretch(self.entries[at : at + most], b"".join(items[at : at + most])) for at in starts]

    def _items(self) -> Iterator[bytes]:
        """The items of the block. No comment can have such a tag in its text."""
        html = self.block.raw
        begin = [item.start() for item in _item_begins.finditer(html)]
        return (html[start:end] for start, end in pairwise([*begin, len(html)]))


class Shown(NamedTuple):
    """A thread at one moment: how many comments it shows, and all of it in reading order."""

    comments: int
    blocks: list[Block]


class Thread:
    """The thread of a TALK as HTML, with times as in ZONE, as it was when SEEN was read.

    `frame` is there for what stands around it and changes with it alone.
    """

    def __init__(self, talk: Talk, zone: str, seen: Seen) -> None:
        self.seen = seen
        self._items = Items(zone, talk.headings, takes_replies=not talk.is_closed)
        self.frame: Frame | None = None
        ordered = thread_of(talk)
        self._count = sum(entry.shown for entry in ordered)
        self._entries = {entry.id: entry for entry in ordered}
        self._newest = max((entry.created_at for entry in ordered), default=None)
        self._last = max(self._entries, default=0)
        self._stretches = [
            self._stretch(ordered[at : at + STRETCH]) for at in range(0, len(ordered) or 1, STRETCH)
        ]
        self._turn = Lock()

    def _stretch(self, entries: list[Entry]) -> Stretch:
        return Stretch(entries, b"".join(map(self._made, entries)))

    def _made(self, entry: Entry) -> bytes:
        """The HTML of ENTRY, whose text and time are not needed after that."""
        made = self._items.item(entry)
        entry.html, entry.anchors, entry.created_at = b"", b"", None
        return made

    @property
    def size(self) -> int:
        """About how many bytes it takes up beside its blocks."""
        return ENTRY_SIZE * len(self._entries)

    def grown(self, talk: Talk, seen: Seen) -> Shown | None:
        """What it is when SEEN is read; None where that takes more than adding what arrived."""
        with self._turn:
            if seen[:2] != self.seen[:2] or seen.arrivals < self.seen.arrivals:
                return None
            if seen.arrivals > self.seen.arrivals:
                self.seen = SPOILT
                for entry in entries_of(talk, Comment.id > self._last, Comment.state == State.PUBLISHED):
                    if not self._has_place_for(entry):
                        return None
                    self._add(entry)
                self._settle()
                self.seen = seen
            return Shown(self._count, [stretch.block for stretch in self._stretches])

    def _has_place_for(self, entry: Entry) -> bool:
        """Whether ENTRY is the last of a branch that is here: no older than any, and no orphan."""
        is_last = self._newest is None or entry.created_at >= self._newest
        return is_last and (entry.parent_id is None or entry.parent_id in self._entries)

    def _add(self, entry: Entry) -> None:
        entry.to = self._entries[entry.parent_id] if entry.parent_id else None
        entry.level = entry.to.level + 1 if entry.to else 1
        self._newest, self._last = entry.created_at, entry.id
        self._place(entry, self._made(entry))
        self._entries[entry.id] = entry
        self._count += 1

    def _place(self, entry: Entry, item: bytes) -> None:
        """Put ENTRY behind all replies to what it replies to."""
        number, at = self._end_of_branch(entry.to) if entry.to else self._end()
        self._stretches[number].insert(at, entry, item)

    def _settle(self) -> None:
        self._stretches = list(chain.from_iterable(stretch.settled() for stretch in self._stretches))

    def _end(self) -> tuple[int, int]:
        return len(self._stretches) - 1, len(self._stretches[-1].entries)

    def _end_of_branch(self, top: Entry) -> tuple[int, int]:
        """Where the branch below TOP ends: the number of a stretch, and the place in it."""
        last = len(self._stretches) - 1
        number = next(n for n in range(last, -1, -1) if top in self._stretches[n].entries)
        first = self._stretches[number].entries.index(top) + 1
        while True:
            entries = self._stretches[number].entries
            for at in range(first, len(entries)):
                if entries[at].level <= top.level:
                    return number, at
            following = number + 1
            while following < len(self._stretches) and self._stretches[following].lowest > top.level:
                following += 1
            if following == len(self._stretches) or self._stretches[following].entries[0].level <= top.level:
                return following - 1, len(self._stretches[following - 1].entries)
            number, first = following, 0


def thread_shown(talk: Talk, zone: str) -> tuple[Thread, Shown]:
    """The thread of TALK, with times as in ZONE: the one that a kept page has, grown, or a new one."""
    seen = Seen(*numbers(SITE, *topics_of(talk.id)).values())
    kept: WeakValueDictionary[int, Thread] = current_app.extensions.setdefault(
        "threads", WeakValueDictionary()
    )
    thread = kept.get(talk.id)
    shown = thread.grown(talk, seen) if thread else None
    if thread is None or shown is None:
        thread = kept[talk.id] = Thread(talk, zone, seen)
        shown = thread.grown(talk, seen)
    assert shown is not None
    return thread, shown
