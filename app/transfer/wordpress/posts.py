"""A post or a page of an export, written here."""

from app import clock, text
from app.db import db, insert
from app.posts import OldAddress, Post
from app.posts import State as Stage
from app.site import Category
from app.transfer import record
from app.transfer.wordpress.addresses import new_path, old_paths
from app.transfer.wordpress.judging import KINDS, stage_of
from app.transfer.wordpress.moments import moment
from app.transfer.wordpress.rows import Item
from app.transfer.wordpress.tags import plain


def write_post(item: Item, author_id: int, body: text.Rendered, source: str, zone: str) -> int:
    """Add ITEM with its BODY and its old addresses, remember it, and return its id."""
    post = _post(item, author_id, body, zone)
    db.session.add(post)
    db.session.flush()
    record.remember(source, "post", item.number, post.id)
    _redirect(old_paths(item) - {post.path or ""}, post)
    return post.id


def _post(item: Item, author_id: int, body: text.Rendered, zone: str) -> Post:
    at = moment(item.date_gmt, item.date, zone) or clock.now()
    stage = stage_of(item)
    title = item.title or text.opening(plain(item.body), 70) or "Untitled"
    return Post(
        kind=KINDS[item.type],
        state=stage,
        title=title,
        path=None if stage is Stage.DRAFT else new_path(item, title, at, zone),
        author_id=author_id,
        body_source=body.source,
        body_html=body.html,
        body_format=body.format,
        begun_at=at,
        published_at=at if stage is Stage.PUBLISHED else None,
        publish_at=at if stage is Stage.SCHEDULED else None,
        revised_at=at,
        categories=Category.all_named(item.categories),
    )


def _redirect(paths: set[str], post: Post) -> None:
    """Let PATHS lead to POST, save those that lead to another one already."""
    rows = [{"path": path, "post_id": post.id} for path in sorted(paths)]
    db.session.execute(insert(OldAddress).values(rows).on_conflict_do_nothing())
