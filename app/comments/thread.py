"""A thread as it is read: one query, then one walk that no depth can break."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import DateTime, func, or_, select, type_coerce

from app.comments.model import Comment, State, topic_of
from app.db import db
from app.db.versions import showing
from app.posts import Post

INDENTS = 8
"""How many levels are indented further; the true level stays in the markup."""


@dataclass(slots=True)
class Entry:
    """A comment in its place. `level` counts from 1; a tombstone has no name and no text."""

    id: int
    parent_id: int | None
    name: str
    html: str
    created_at: datetime
    shown: bool
    by_author: bool
    level: int = 1
    to: "Entry | None" = None

    @property
    def indent(self) -> int:
        """The level as far as it is indented."""
        return min(self.level, INDENTS)


def thread_of(post: Post) -> list[Entry]:
    """The comments of POST in reading order: each before its replies, siblings oldest first.

    Times stay as the database gives them, for most are not looked at: a kept block is found by them.
    """
    showing(topic_of(post.id))
    query = (
        select(
            Comment.id,
            Comment.parent_id,
            Comment.name,
            Comment.html,
            type_coerce(Comment.created_at, DateTime),
            Comment.state == State.PUBLISHED,
            Comment.person_id == post.author_id,
        )
        .where(Comment.post_id == post.id, or_(Comment.state == State.PUBLISHED, Comment.has_replies))
        .order_by(Comment.created_at, Comment.id)
    )
    entries = [Entry(*row[:6], by_author=bool(row[6])) for row in db.session.execute(query)]
    return _without_dead_ends(in_reading_order(entries))


def entry_of(comment: Comment) -> Entry:
    """COMMENT alone, for the page of its writer; its level is found by climbing to the top."""
    above = comment.parent
    entry = Entry(
        comment.id,
        comment.parent_id,
        comment.name,
        comment.html,
        comment.created_at,
        shown=True,
        by_author=comment.person_id is not None and comment.person_id == comment.post.author_id,
        level=_level(comment),
    )
    if above is not None:
        entry.to = Entry(
            above.id, above.parent_id, above.name, "", above.created_at, above.state is State.PUBLISHED, False
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


def counts(posts: Iterable[Post]) -> dict[int, int]:
    """How many published comments each of POSTS has, by its id."""
    numbers = [post.id for post in posts]
    for number in numbers:
        showing(topic_of(number))
    query = (
        select(Comment.post_id, func.count())
        .where(Comment.post_id.in_(numbers), Comment.state == State.PUBLISHED)
        .group_by(Comment.post_id)
    )
    return dict(db.session.execute(query).all())


def _without_dead_ends(ordered: list[Entry]) -> list[Entry]:
    """ORDERED without the hidden comments that lead to no shown one."""
    needed: set[int | None] = set()
    kept = []
    for entry in reversed(ordered):
        if entry.shown or entry.id in needed:
            needed.add(entry.parent_id)
            kept.append(entry)
    return kept[::-1]


def _level(comment: Comment) -> int:
    """How deep COMMENT lies, by one recursive query."""
    above = select(Comment.parent_id).where(Comment.id == comment.id).cte("above", recursive=True)
    above = above.union_all(select(Comment.parent_id).join(above, Comment.id == above.c.parent_id))
    return db.session.scalar(select(func.count()).select_from(above)) or 1
