"""The writer of a comment, as far as somebody without an account can be known again."""

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import selectinload

from app.comments.blocks import Sign, keys_of
from app.comments.model import Comment
from app.comments.nameless import is_nameless
from app.comments.states import State
from app.db import db
from app.db.pages import Page, page_of

PAGE, COUNTED = 30, 1_000


def known_by(comment: Comment) -> Sign | None:
    """By what the writer of COMMENT is known again: the e-mail, else the name, else where they are."""
    if comment.question_id:
        return None
    if comment.email:
        return Sign.EMAIL
    if not is_nameless(comment.name):
        return Sign.NAME
    return Sign.PLACE if comment.place else None


def comments_of(comment: Comment, number: int) -> Page[Comment]:
    """Page NUMBER, from 1, of what the writer of COMMENT said, the latest first."""
    query = select(Comment).where(_theirs(comment)).order_by(Comment.id.desc())
    return page_of(query.options(selectinload(Comment.post)), number, PAGE)


def counts_of(comment: Comment) -> dict[State, int]:
    """How many comments of that writer, among the latest of them, are in each state."""
    latest = (
        select(Comment.state).where(_theirs(comment)).order_by(Comment.id.desc()).limit(COUNTED).subquery()
    )
    counted = select(latest.c.state, func.count()).group_by(latest.c.state)
    return dict(db.session.execute(counted).all())


def value_of(comment: Comment, sign: Sign) -> str:
    """What the writer of COMMENT could be blocked by; "" where there is none. “Anonymous” is nobody."""
    if sign is Sign.EMAIL:
        return comment.email
    if sign is Sign.PLACE:
        return comment.place
    return comment.name if keys_of(Sign.NAME, comment.name) else ""


def called(comment: Comment, sign: Sign) -> str:
    """What the desk calls the writer of COMMENT, blocked by SIGN."""
    if sign is Sign.PLACE:
        return f"{comment.name}, comment {comment.id}"
    return value_of(comment, sign)


def _theirs(comment: Comment) -> ColumnElement[bool]:
    sign = known_by(comment)
    if sign is Sign.EMAIL:
        return Comment.email == comment.email
    if sign is Sign.NAME:
        return and_(Comment.name == comment.name, Comment.email == "", Comment.question_id.is_(None))
    return Comment.place == comment.place if sign else Comment.id == comment.id
