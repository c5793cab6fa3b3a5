"""As much of a post as there needs to be known of it to talk below it: asked for at every turn."""

from typing import NamedTuple

from app.db import db
from app.db.facts import fact
from app.posts.lists import at_path
from app.posts.model import Post
from app.posts.parts import Heading


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
    return Talk(post.id, post.author_id, post.takes_comments, post.headings, post.is_closed, post.slow)
