"""A thread as it is read: one query, then one walk that no depth can break."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from markupsafe import escape
from sqlalchemy import ColumnElement, case, exists, func, or_, select, type_coerce
from sqlalchemy.orm import aliased
from sqlalchemy.types import NullType

from app.comments.badges import Badge
from app.comments.model import Comment, topics_of
from app.comments.states import State
from app.db import db, utf8
from app.db.versions import showing
from app.posts import Post, Talk
from app.posts import State as PostState
from app.posts.links import post_question

ANCHORS = 2_000
"""So many old links to what was moved away from a page still lead to a signpost there."""


@dataclass(slots=True, eq=False)
class Entry:
    """A comment in its place. `level` counts from 1; a tombstone has no name and no text. A signpost has the
    number of the comment that `moved`, the title of the post that it is below now, the way there, and
    `anchors` for the links to what moved with it.

    `created_at` is in UTC as the database gives it, for it is looked at but once: text on SQLite.
    """

    id: int
    parent_id: int | None
    name: str
    html: bytes
    created_at: Any
    shown: bool
    badge: int
    part_id: int | None = None
    moved: int | None = None
    level: int = 1
    to: "Entry | None" = None
    anchors: bytes = b""


def thread_of(post: Post | Talk, *wanted: ColumnElement[bool], mine: Collection[int] = ()) -> list[Entry]:
    """The comments of POST in reading order: each before its replies, siblings oldest first.

    All of them, or those WANTED. What is MINE, by number, is shown whatever its state.
    """
    reply = aliased(Comment)
    is_replied_to = exists().where(reply.parent_id == Comment.id)
    stands = or_(Comment.state.in_([State.PUBLISHED, State.MOVED]), Comment.id.in_(mine))
    entries = entries_of(post, case((stands, True), else_=is_replied_to), *wanted)
    for entry in entries if mine else ():
        entry.shown = entry.shown or entry.id in mine
    _point([entry for entry in entries if entry.moved], post.id)
    entries.sort(key=lambda entry: (entry.created_at, entry.id))
    return _without_dead_ends(in_reading_order(entries))


def entries_of(post: Post | Talk, *wanted: ColumnElement[bool]) -> list[Entry]:
    """The WANTED comments of POST, in the order of their numbers, none of them in its place yet."""
    showing(*topics_of(post.id))
    query = (
        select(
            Comment.id,
            Comment.parent_id,
            Comment.name,
            utf8(Comment.html),
            type_coerce(Comment.created_at, NullType),
            Comment.state == State.PUBLISHED,
            case(
                (Comment.person_id == post.author_id, Badge.AUTHOR.value),
                (or_(Comment.was_askers, Comment.question_id.in_(_askers(post))), Badge.ASKER.value),
                else_=Badge.NONE.value,
            ),
            Comment.part_id,
            Comment.moved_to_id,
        )
        .where(Comment.post_id == post.id, *wanted)
        .order_by(Comment.id)
    )
    return [Entry(*row) for row in db.session.connection().execute(query).all()]


def _askers(post: Post | Talk) -> Any:
    """The numbers of the questions that POST answers, or a query for them."""
    if isinstance(post, Talk):
        return post.asked_by
    return select(post_question.c.question_id).where(post_question.c.post_id == post.id)


def _point(signposts: Sequence[Entry], here: int) -> None:
    """Let each of SIGNPOSTS below the post HERE lead to where its conversation is now.

    Those that lead to what nobody can see, or to what is here, or where another does, show nothing.
    """
    if not signposts:
        return
    places = _places([entry.moved for entry in signposts if entry.moved], here)
    below = _moved_with(places)
    for entry in signposts:
        place = places.pop(entry.moved, None) if entry.moved else None
        if entry.moved is None or place is None:
            entry.moved = None
            continue
        entry.name, path = place
        entry.html = escape(f"/{quote(path or '')}#comment-{entry.moved}").encode()
        entry.anchors = b"".join(b'<span id="comment-%d"></span>' % number for number in below[entry.moved])


def _places(numbers: Collection[int], here: int) -> dict[int, tuple[str, str | None]]:
    """The title and the path of the post where each comment of NUMBERS is seen, if that is not HERE."""
    query = (
        select(Comment.id, Post.title, Post.path)
        .join(Post, Post.id == Comment.post_id)
        .where(Comment.id.in_(numbers), Comment.post_id != here)
        .where(Comment.state == State.PUBLISHED, Post.state == PostState.PUBLISHED)
    )
    return {number: (title, path) for number, title, path in db.session.execute(query)}


def _moved_with(tops: Collection[int]) -> dict[int, list[int]]:
    """The numbers of what is below each of the comments TOPS, at most `ANCHORS` of all; each but once."""
    first = select(Comment.id.label("top"), Comment.id).where(Comment.id.in_(tops))
    found = first.cte("found", recursive=True)
    found = found.union_all(select(found.c.top, Comment.id).join(found, Comment.parent_id == found.c.id))
    below: dict[int, list[int]] = defaultdict(list)
    seen = set(tops)
    for top, number in db.session.execute(select(found.c.top, found.c.id).limit(ANCHORS)):
        if number not in seen:
            seen.add(number)
            below[top].append(number)
    return below


def entry_of(comment: Comment) -> Entry:
    """COMMENT alone, for the page of its writer; its level is found by climbing to the top."""
    above = comment.parent
    entry = Entry(
        comment.id,
        comment.parent_id,
        comment.name,
        comment.html.encode(),
        comment.created_at,
        shown=True,
        badge=comment.badge.value,
        part_id=comment.part_id,
        level=_level(comment),
    )
    if above is not None:
        entry.to = Entry(
            above.id,
            above.parent_id,
            above.name,
            b"",
            above.created_at,
            above.state is State.PUBLISHED,
            Badge.NONE.value,
        )
    return entry


def in_reading_order(entries: Sequence[Entry]) -> list[Entry]:
    """ENTRIES, given oldest first, as a depth-first walk; sets `level` and `to`."""
    by_id = {entry.id: entry for entry in entries}
    replies: dict[int | None, list[Entry]] = defaultdict(list)
    for entry in entries:
        entry.to = by_id.get(entry.parent_id) if entry.parent_id else None
        replies[entry.to.id if entry.to else None].append(entry)
    ordered: list[Entry] = []
    waiting = replies[None][::-1]
    while waiting:
        entry = waiting.pop()
        entry.level = entry.to.level + 1 if entry.to else 1
        ordered.append(entry)
        waiting.extend(reversed(replies.get(entry.id, ())))
    return ordered


def before(comment: Comment) -> Comment | None:
    """What stands above COMMENT in its thread: what it replies to, or else what began before it."""
    if comment.parent is not None:
        return comment.parent
    starts = select(Comment).where(Comment.post_id == comment.post_id, Comment.parent_id.is_(None))
    earlier = starts.where(Comment.id < comment.id, Comment.state == State.PUBLISHED)
    return db.session.scalar(earlier.order_by(Comment.id.desc()).limit(1))


def counts(posts: Iterable[Post]) -> dict[int, int]:
    """How many published comments each of POSTS has, by its id."""
    numbers = [post.id for post in posts]
    for number in numbers:
        showing(*topics_of(number))
    query = (
        select(Comment.post_id, func.count())
        .where(Comment.post_id.in_(numbers), Comment.state == State.PUBLISHED)
        .group_by(Comment.post_id)
    )
    return dict(db.session.execute(query).all())


def _without_dead_ends(ordered: list[Entry]) -> list[Entry]:
    """ORDERED without the hidden comments that lead to no shown one, and to no signpost."""
    if all(entry.shown for entry in ordered):
        return ordered
    needed: set[int | None] = set()
    kept = []
    for entry in reversed(ordered):
        if entry.shown or entry.moved or entry.id in needed:
            needed.add(entry.parent_id)
            kept.append(entry)
    return kept[::-1]


def _level(comment: Comment) -> int:
    """How deep COMMENT lies, by one recursive query."""
    above = select(Comment.parent_id).where(Comment.id == comment.id).cte("above", recursive=True)
    above = above.union_all(select(Comment.parent_id).join(above, Comment.id == above.c.parent_id))
    return db.session.scalar(select(func.count()).select_from(above)) or 1
