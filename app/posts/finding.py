"""Finding posts by what they say."""

from contextlib import suppress
from urllib.parse import unquote, urlsplit

from sqlalchemy import Select, func, or_, select

from app import index
from app.db import db
from app.index.likeness import COMPARED
from app.posts.lists import at_path
from app.posts.model import Post
from app.posts.parts import Part
from app.posts.states import Kind, State
from app.web import Refusal

LEAST, LEAST_OF_PART = 0.24, 0.3
"""So like, from 0 to 1, is what is shown; letters that have nothing in common come to 0.15 or so. Parts are
few, and so their words tell less of them."""


def matching(words: str) -> Select[int]:
    """The ids of the posts with all of WORDS in title, letter or answer, or in one part of a round-up.

    For `Post.id.in_()`.
    """
    in_parts = select(Part.post_id).where(Part.id.in_(index.matching(Part.__table__, words)))
    return select(Post.id).where(
        or_(Post.id.in_(index.matching(Post.__table__, words)), Post.id.in_(in_parts))
    )


def similar_answers(letter: str, most: int = 5, compared: int = COMPARED) -> list[Post]:
    """The published posts that speak of what LETTER speaks of, the nearest first.

    So many of them, and of the parts of round-ups, are COMPARED with it word by word.
    """
    published = (Post.state == State.PUBLISHED) & (Post.kind != Kind.PAGE)
    by = ("title", "letter_source", "body_source")
    found = dict(
        index.similar(Post.__table__, letter, most, by=by, among=published, compared=compared, strict=True)
    )
    for number, likeness in _similar_parts(letter, most, compared):
        found[number] = max(likeness, found.get(number, 0))
    near = sorted((number for number in found if found[number] >= LEAST), key=lambda each: -found[each])
    rows = db.session.scalars(select(Post).where(Post.id.in_(near[:most])))
    return sorted(rows, key=lambda row: near.index(row.id))


def _similar_parts(letter: str, most: int, compared: int) -> list[tuple[int, float]]:
    """The posts with the published parts that are most like LETTER, and how much."""
    seen = Part.post_id.in_(select(Post.id).where(Post.state == State.PUBLISHED))
    by = ("heading", "letter_source", "body_source")
    found = dict(
        index.similar(Part.__table__, letter, most, by=by, among=seen, compared=compared, strict=True)
    )
    rows = db.session.execute(select(Part.id, Part.post_id).where(Part.id.in_(found)))
    return [(post_id, found[number]) for number, post_id in rows if found[number] >= LEAST_OF_PART]


def named(words: str) -> Post:
    """The published post with the address or the title WORDS. Raises Refusal unless there is one."""
    with suppress(ValueError):  # a title may look like half an address
        post = at_path(unquote(urlsplit(words).path).strip("/"))
        if post is not None:
            return post
    called = (Post.title == words) | (func.lower(Post.title) == words.lower())
    found = db.session.scalars(select(Post).where(Post.state == State.PUBLISHED, called).limit(2)).all()
    if not found:
        raise Refusal(f"There is no published post with the address or the title “{words}”.", 422)
    if len(found) > 1:
        raise Refusal(f"Several posts are called “{words}”. Give the address of the one you mean.", 422)
    return found[0]
