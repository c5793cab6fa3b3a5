"""How much is said, where, and how often what was held should not have been."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import case, func, select

from app.comments.deeds import CommentMove
from app.comments.model import Comment
from app.comments.states import State
from app.db import db
from app.db.spans import Span, counted
from app.posts import Post
from app.posts import State as PostState

KEPT_BACK = (State.HELD, State.SPAM)


class Said(NamedTuple):
    """Comments of a stretch of time: all, those held on arrival, and those of them let through since."""

    all: int
    held: int
    let_through: int


def said(spans: Sequence[Span]) -> list[Said]:
    """What readers said in each of SPANS."""
    decided = select(CommentMove.was).where(CommentMove.comment_id == Comment.id)
    first = decided.order_by(CommentMove.id).limit(1).correlate(Comment).scalar_subquery()
    was_held = func.coalesce(first, Comment.state).in_(KEPT_BACK)
    query = select(
        func.count(),
        func.sum(case((was_held, 1), else_=0)),
        func.sum(case((was_held & (Comment.state == State.PUBLISHED), 1), else_=0)),
    ).select_from(Comment)
    readers = query.where(Comment.person_id.is_(None))
    return [Said(*figures) for figures in counted(readers, Comment.created_at, spans)]


def most_discussed(since: datetime, most: int = 8) -> Sequence[tuple[Post, int]]:
    """The published posts below which most was said SINCE then, and how much."""
    below = (
        select(Comment.post_id, func.count().label("said"))
        .where(Comment.created_at >= since, Comment.state == State.PUBLISHED)
        .group_by(Comment.post_id)
        .subquery()
    )
    query = (
        select(Post, below.c.said)
        .join(below, below.c.post_id == Post.id)
        .where(Post.state == PostState.PUBLISHED)
        .order_by(below.c.said.desc(), Post.id.desc())
        .limit(most)
    )
    return [(post, count) for post, count in db.session.execute(query)]
