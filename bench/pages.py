"""What the post page costs, from its first query to its last byte."""

from statistics import median
from time import process_time
from typing import NamedTuple

from flask import Flask

SIZES = (30, 300, 2_000, 10_000)
BASE = 300
ROUNDS = {30: 40, 300: 20, 2_000: 9, 10_000: 5}


class Page(NamedTuple):
    """The page of a thread of SIZE comments: its length in bytes and its price in seconds of CPU."""

    size: int
    length: int
    cpu: float

    @property
    def each(self) -> float:
        """Seconds of CPU a comment."""
        return self.cpu / self.size


def measure(app: Flask, addresses: dict[int, str]) -> list[Page]:
    """The page of every one of SIZES, as an anonymous reader gets it."""
    return [_page(app, addresses[size], size) for size in SIZES]


def _page(app: Flask, address: str, size: int) -> Page:
    length = _get(app, address, size)
    return Page(size, length, median(_cost(app, address, size) for _ in range(ROUNDS[size])))


def _cost(app: Flask, address: str, size: int) -> float:
    began = process_time()
    reader = app.test_client()
    reader.get(address).get_data()
    return process_time() - began


def _get(app: Flask, address: str, size: int) -> int:
    """The length of the page; a page without all its comments would be a cheap one."""
    page = app.test_client().get(address).get_data()
    assert page.count(b'<li id="comment-') == size, f"{address} does not show its {size} comments"
    return len(page)
