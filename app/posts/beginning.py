"""Posts that begin without a question: articles, round-ups, and updates to an earlier post."""

from sqlalchemy import Select, select

from app import text
from app.db import db
from app.people import Person
from app.posts.model import Post
from app.posts.states import Kind, State
from app.web import Refusal

UPDATE, LONGEST = "Update: ", 200
MOST = 50
"""Drafts that are offered, and updates that are told of, the last first."""


def begin(kind: Kind, by: Person) -> Post:
    """An empty draft of this KIND."""
    post = Post(kind=kind, author_id=by.id)
    db.session.add(post)
    return post


def begin_update(earlier: Post, by: Person) -> Post:
    """The draft of an update to EARLIER: the one that is begun, or a new one."""
    if earlier.state is not State.PUBLISHED or earlier.kind is Kind.PAGE:
        raise Refusal("Only a published post can have an update.")
    unfinished = _updates(earlier).where(Post.state != State.PUBLISHED)
    post = db.session.scalar(unfinished.limit(1))
    if post is None:
        post = begin(Kind.UPDATE, by)
        post.follows, post.title = earlier, _title_of_update(earlier.title)
        post.categories = list(earlier.categories)
    return post


def _title_of_update(earlier: str) -> str:
    """What an update to a post called EARLIER is called at first; that to an update says so but once."""
    return text.opening(UPDATE + earlier.removeprefix(UPDATE), LONGEST)


def updates_to(earlier: Post) -> list[Post]:
    """The published updates to EARLIER, the first first."""
    published = _updates(earlier).where(Post.state == State.PUBLISHED)
    return list(db.session.scalars(published.order_by(Post.published_at, Post.id).limit(MOST)))


def draft_round_ups() -> list[Post]:
    """The round-ups that are not finished, the last that was written first."""
    drafts = select(Post).where(Post.kind == Kind.ROUND_UP, Post.state == State.DRAFT)
    return list(db.session.scalars(drafts.order_by(Post.revised_at.desc(), Post.id.desc()).limit(MOST)))


def _updates(earlier: Post) -> Select[Post]:
    return select(Post).where(Post.follows_id == earlier.id)
