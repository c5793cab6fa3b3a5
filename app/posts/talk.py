"""As much of a post as there needs to be known of it to talk below it: asked for at every turn."""

from typing import NamedTuple

from sqlalchemy import select

from app.db import db
from app.db.facts import fact
from app.posts.links import post_question
from app.posts.lists import at_path
from app.posts.model import Post
from app.posts.parts import Heading
from app.posts.states import Kind


class Talk(NamedTuple):
    """Where comments go: the numbers of the post and of its author, whether it takes any, whether they are
    closed by now, and how many minutes one place waits between two.

    Below a round-up a comment may be filed under one of its `headings`.
    """

    id: int
    author_id: int
    takes_comments: bool
    headings: tuple[Heading, ...] = ()
    is_closed: bool = False
    slow: int = 0
    asked_by: tuple[int, ...] = ()
    """The numbers of the questions that it answers."""
    signoffs: tuple[str, ...] = ()
    """The names that the letters in it are signed with."""


@fact
def talk_at(path: str) -> Talk | None:
    """That of the published post or page at PATH."""
    return _talk(at_path(path))


@fact
def talk_below(post_id: int) -> Talk | None:
    """That of the post with the number POST_ID."""
    return _talk(db.session.get(Post, post_id))


def _talk(post: Post | None) -> Talk | None:
    if post is None:
        return None
    return talk_of(post)


def talk_of(post: Post | Talk) -> Talk:
    """That of POST, as it is now."""
    if isinstance(post, Talk):
        return post
    return Talk(
        post.id,
        post.author_id,
        post.takes_comments,
        post.headings,
        post.is_closed,
        post.slow,
        _asked_by(post),
        signoffs_of(post),
    )


def _asked_by(post: Post) -> tuple[int, ...]:
    answered = select(post_question.c.question_id).where(post_question.c.post_id == post.id)
    return tuple(db.session.scalars(answered.order_by(post_question.c.question_id)))


def signoffs_of(post: Post | Talk) -> tuple[str, ...]:
    """The names that the letters in POST are signed with."""
    if isinstance(post, Talk):
        return post.signoffs
    parts = post.parts if post.kind is Kind.ROUND_UP else ()
    return tuple({each: None for each in (post.signature, *(part.signature for part in parts)) if each})
