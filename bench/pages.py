"""What the post page costs, from its first query to its last byte."""

from collections.abc import Callable
from statistics import median
from time import process_time
from typing import NamedTuple

from flask import Flask

from app.db import writing
from app.site import Site

SIZES = (30, 300, 2_000, 10_000)
BASE = 300
ROUNDS = {30: 40, 300: 20, 2_000: 9, 10_000: 5}


class Page(NamedTuple):
    """The page of a thread of SIZE comments: its length in bytes and its price in seconds of CPU.

    `made` is the price with nothing kept of it, `grown` after one more comment, `kept` of an answer
    from memory.
    """

    size: int
    length: int
    made: float
    grown: float
    kept: float

    @property
    def each(self) -> float:
        """Seconds of CPU a comment, where nothing was kept."""
        return self.made / self.size


def measure(app: Flask, addresses: dict[int, str]) -> list[Page]:
    """The page of every one of SIZES, as an anonymous reader gets it."""
    return [_page(app, addresses[size], size) for size in SIZES]


def _page(app: Flask, address: str, size: int) -> Page:
    length = _whole(app, address, size)
    made = _median(app, address, size, before=_change_the_site)
    kept = _median(app, address, size, before=lambda app, address: None)
    grown = _median(app, address, size, before=_say_something)
    return Page(size, length, made, grown, kept)


def _median(app: Flask, address: str, size: int, before: Callable[[Flask, str], None]) -> float:
    costs = []
    for _ in range(ROUNDS[size]):
        before(app, address)
        began = process_time()
        app.test_client().get(address, headers={"Accept-Encoding": "zstd"})
        costs.append(process_time() - began)
    return median(costs)


def _change_the_site(app: Flask, address: str) -> None:
    """The time zone: every time on every page is another, and nothing that was made can stay."""
    with app.app_context(), writing():
        site = Site.current()
        site.keep_time_of("Asia/Tokyo" if site.time_zone == "UTC" else "UTC")


def _say_something(app: Flask, address: str) -> None:
    app.test_client().post(address, data={"text": "One more."})


def _whole(app: Flask, address: str, size: int) -> int:
    """The length of the page; a page without all its comments would be a cheap one."""
    page = app.test_client().get(address).get_data()
    assert page.count(b'<li id="comment-') == size, f"{address} does not show its {size} comments"
    return len(page)
