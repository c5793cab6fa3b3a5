"""What comes out, and what came out, in a stretch of time."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, union_all

from app.db import db
from app.posts.model import Post
from app.posts.states import State

MOST = 1_000
"""Posts of a month that are shown."""


def between(start: datetime, end: datetime) -> Sequence[Post]:
    """The posts that come out or came out from START until before END, the first first."""
    due = select(Post.id).where(
        Post.state == State.SCHEDULED, Post.publish_at >= start, Post.publish_at < end
    )
    out = select(Post.id).where(
        Post.state == State.PUBLISHED, Post.published_at >= start, Post.published_at < end
    )
    both = union_all(due, out).limit(MOST)
    posts = db.session.scalars(select(Post).where(Post.id.in_(both))).all()
    return sorted(posts, key=lambda post: (post.comes_out_at, post.id))
