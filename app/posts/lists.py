"""Which posts there are, a page at a time."""

from sqlalchemy import case, select
from sqlalchemy.orm import selectinload

from app import clock
from app.db import db, writing
from app.db.pages import Page, page_of
from app.posts.links import OldAddress, post_category
from app.posts.model import Post
from app.posts.parts import Part
from app.posts.states import Kind, State
from app.site import Category
from app.web import Refusal

PAGE = 10
AT_THE_DESK = 50


def published(number: int = 1, category: Category | None = None) -> Page[Post]:
    """Page NUMBER, counted from 1, of what is published, newest first."""
    query = (
        select(Post)
        .where(Post.state == State.PUBLISHED, Post.kind != Kind.PAGE)
        .order_by(Post.published_at.desc(), Post.id.desc())
    )
    if category is not None:
        link = post_category.c.post_id == Post.id
        query = query.join(post_category, link).where(post_category.c.category_id == category.id)
    headings = selectinload(Post.parts).load_only(Part.heading, Part.place)
    return page_of(query.options(selectinload(Post.categories), headings), number, PAGE)


def at_the_desk(number: int = 1) -> Page[Post]:
    """Page NUMBER of all posts, what is unfinished first, then the newest."""
    finished = case((Post.state == State.PUBLISHED, 1), else_=0)
    query = select(Post).order_by(finished, Post.revised_at.desc(), Post.id.desc())
    return page_of(query, number, AT_THE_DESK)


def at_path(path: str) -> Post | None:
    """The published post or page at PATH."""
    return db.session.scalar(select(Post).where(Post.path == path, Post.state == State.PUBLISHED))


def moved_from(path: str) -> Post | None:
    """The published post that had the address PATH on another site."""
    query = select(Post).join(OldAddress, OldAddress.post_id == Post.id)
    return db.session.scalar(query.where(OldAddress.path == path, Post.state == State.PUBLISHED))


def publish_due() -> int:
    """Publish what is due by now, each exactly once; returns how many.

    Each has a transaction of its own: one that cannot be published is a draft again, and holds up no other.
    """
    due = (Post.state == State.SCHEDULED, Post.publish_at <= clock.now())
    numbers = db.session.scalars(select(Post.id).where(*due).order_by(Post.publish_at)).all()
    return sum(_publish_if_due(number) for number in numbers)


def _publish_if_due(number: int) -> bool:
    try:
        with writing() as session:
            post = session.get_one(Post, number, with_for_update={"of": Post})
            if post.state is not State.SCHEDULED or post.publish_at is None or post.publish_at > clock.now():
                return False
            post.published_at = post.published_at or post.publish_at
            post.publish(by=None)
            return True
    except Refusal:
        with writing() as session:
            session.get_one(Post, number).withdraw(by=None)
        return False
