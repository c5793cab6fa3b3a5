"""The second reading: each post with its comments, in short transactions."""

from app import text
from app.db import db, writing
from app.posts import Post
from app.transfer import record
from app.transfer.batches import batches
from app.transfer.report import Report
from app.transfer.wordpress.authors import Authors
from app.transfer.wordpress.checking import Export
from app.transfer.wordpress.judging import remarks_worth_taking, why_not_post
from app.transfer.wordpress.nesting import parents_first
from app.transfer.wordpress.posts import write_post
from app.transfer.wordpress.rows import Author, Item
from app.transfer.wordpress.thread import Thread


def take(export: Export, zone: str, report: Report) -> None:
    """Bring in what is not here yet of EXPORT; dates without a zone are by the clocks of ZONE."""
    authors = Authors.of(export, report)
    for item in export.items("Importing"):
        _take_item(item, authors, zone)


def _take_item(item: Item, authors: Authors, zone: str) -> None:
    reason = why_not_post(item, zone)
    post_id = None if reason else _take_post(item, authors, zone)
    if post_id is None:
        gone = "it was imported before and is not here any more"
        authors.report.refuse(item.type, item.number or item.title, reason or gone)
        return
    thread = Thread(post_id, authors, zone)
    for batch in batches(parents_first(remarks_worth_taking(item, zone, authors.report))):
        thread.take(batch)


def _take_post(item: Item, authors: Authors, zone: str) -> int | None:
    """The id of the post that ITEM is or becomes; None where that was deleted since."""
    known = record.known(authors.source, "post", [item.number]).get(item.number)
    if known:
        there = db.session.get(Post, known) is not None
        authors.report.known[item.type] += there
        return known if there else None
    author_id = authors.settle(Author(item.login))
    body = text.for_author(item.body, text.Format.HTML)
    with writing():
        post_id = write_post(item, author_id, body, authors.source, zone)
    authors.report.taken[item.type] += 1
    return post_id
