"""Finding posts by what they say."""

from sqlalchemy import Select, select

from app import index
from app.db import db
from app.posts.model import Post
from app.posts.states import Kind, State

LEAST = 0.3
"""So like, from 0 to 1, is what is shown; letters that have nothing in common come to 0.15 or so."""


def matching(words: str) -> Select[tuple[int]]:
    """The ids of the posts with all of WORDS in title, letter or answer, for `Post.id.in_()`."""
    return index.matching(Post.__table__, words)


def similar_answers(letter: str, most: int = 5) -> list[Post]:
    """The published posts that speak of what LETTER speaks of, the nearest first."""
    published = (Post.state == State.PUBLISHED) & (Post.kind != Kind.PAGE)
    by = ("title", "letter_source", "body_source")
    found = dict(index.similar(Post.__table__, letter, most, by=by, among=published))
    found = {number: likeness for number, likeness in found.items() if likeness >= LEAST}
    rows = db.session.scalars(select(Post).where(Post.id.in_(found)))
    return sorted(rows, key=lambda row: list(found).index(row.id))
