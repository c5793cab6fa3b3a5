"""The path of a post: /2026/11/its-title; of a page: /its-title. Given once, it stays."""

from collections.abc import Iterable
from datetime import datetime

from slugify import slugify

from app import clock

LONGEST = 80
OURS = {
    "about",
    "ask",
    "asked",
    "category",
    "comments",
    "desk",
    "erased",
    "images",
    "page",
    "sign-in",
    "sign-out",
    "static",
}


def dated(title: str, published_at: datetime, zone: str) -> str:
    """A path for a post called TITLE: the month by the clocks of ZONE, then the title."""
    return f"{clock.local(published_at, zone):%Y/%m}/{slug(title)}"


def slug(title: str, wordless: str = "untitled") -> str:
    """TITLE as the last part of an address; WORDLESS where it has no letter and no digit."""
    return slugify(title, max_length=LONGEST, word_boundary=True) or wordless


def free(wanted: str, taken: Iterable[str]) -> str:
    """WANTED, or the first of wanted-2, wanted-3 and so on that is neither TAKEN nor ours."""
    unfree = {*taken, *OURS}
    number, path = 1, wanted
    while path in unfree:
        number += 1
        path = f"{wanted}-{number}"
    return path
