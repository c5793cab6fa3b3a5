"""What the post page costs, from its first query to its last byte, and how large it is."""

import re
from collections.abc import Callable, Mapping, Sequence
from statistics import median
from time import process_time
from typing import NamedTuple

import zstandard
from flask import Flask
from rich.table import Table
from sqlalchemy import select

from app.comments import Comment
from app.db import db, writing
from app.site import Site

SIZES = (30, 300, 2_000, 10_000, 50_000)
BASE = 300
ROUNDS = {30: 40, 300: 20, 2_000: 11, 10_000: 5, 50_000: 3}
AIMS = (
    "Aims for 2,000: made in less than 25 ms, grown in less than 10; at most 450 bytes of markup a comment;"
    " as sent at most 1.2 of the whole compressed at once. Linear."
)
ZSTD = {"Accept-Encoding": "zstd"}


class Page(NamedTuple):
    """The page of a thread of SIZE comments: its length in bytes, and its price in seconds of CPU.

    `made` is the price with nothing kept of it, `grown` after one more comment, `kept` of an answer
    from memory. `markup` is bytes a comment beyond its text; `sent` is its length as sent to that of
    the whole compressed at once.
    """

    size: int
    length: int
    markup: float
    sent: float
    made: float
    grown: float
    kept: float

    @property
    def each(self) -> float:
        """Seconds of CPU a comment, where nothing was kept."""
        return self.made / self.size


def measure(app: Flask, addresses: Mapping[int, str]) -> list[Page]:
    """The page of every one of SIZES, as an anonymous reader gets it."""
    return [_page(app, addresses[size], size) for size in SIZES]


def _page(app: Flask, address: str, size: int) -> Page:
    whole, packed = (app.test_client().get(address, headers=headers).data for headers in ({}, ZSTD))
    assert whole.count(b'<li id="comment-') == size, f"{address} does not show its {size} comments"
    made = _median(app, address, size, before=_change_the_site)
    kept = _median(app, address, size, before=lambda app, address: None)
    grown = _median(app, address, size, before=_say_something)
    sent = len(packed) / len(zstandard.ZstdCompressor(level=3).compress(whole))
    return Page(size, len(whole), _markup(app, whole, size), sent, made, grown, kept)


def _markup(app: Flask, page: bytes, size: int) -> float:
    """Bytes a comment beyond what it says, in the list of the PAGE."""
    thread = re.search(rb'<ol class="comments".*(?=<h3 id="say")', page, re.DOTALL)
    number = re.search(rb'<li id="comment-(\d+)"', page)
    assert thread
    assert number
    with app.app_context():
        post_id = db.session.get_one(Comment, int(number[1])).post_id
        said = db.session.scalars(select(Comment.html).where(Comment.post_id == post_id))
        return (len(thread[0]) - sum(len(each.encode()) for each in said)) / size


def _median(app: Flask, address: str, size: int, before: Callable[[Flask, str], None]) -> float:
    costs = []
    for _ in range(ROUNDS[size]):
        before(app, address)
        began = process_time()
        app.test_client().get(address, headers=ZSTD)
        costs.append(process_time() - began)
    return median(costs)


def _change_the_site(app: Flask, address: str) -> None:
    """The time zone: every time on every page is another, and nothing that was made can stay."""
    with app.app_context(), writing():
        site = Site.current()
        site.keep_time_of("Asia/Tokyo" if site.time_zone == "UTC" else "UTC")


def _say_something(app: Flask, address: str) -> None:
    app.test_client().post(address, data={"text": "One more."})


def table(measured: Mapping[str, Sequence[Page]]) -> Table:
    """What was MEASURED on each database; the last column is the price of one comment to that at BASE."""
    title = "The post page: ms of CPU from the first query to the last compressed byte (zstd)"
    shown = Table(title=title, caption=AIMS)
    for name in ("", "comments", "KB", "markup", "sent", "made", "grown", "kept", "µs each", f"of {BASE}"):
        shown.add_column(name, justify="right" if name else "left")
    for database, pages in measured.items():
        base = next(page.each for page in pages if page.size == BASE)
        for page in pages:
            shown.add_row(database, *_row(page, base))
        shown.add_section()
    return shown


def _row(page: Page, base: float) -> list[str]:
    return [
        f"{page.size:,}",
        f"{page.length / 1000:,.0f}",
        f"{page.markup:.0f}",
        f"{page.sent:.2f}",
        *(f"{seconds * 1000:,.1f}" for seconds in (page.made, page.grown)),
        f"{page.kept * 1000:,.2f}",
        f"{page.each * 1e6:,.1f}",
        f"{page.each / base:.2f}",
    ]
