"""What a post said before: each save is kept, and what was typed between two of them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app import clock, text
from app.db import Base, db, moment_made, pk, prose, words
from app.db.pages import Page, page_of
from app.people import Person
from app.posts.model import Post
from app.posts.rewriting import bring_along, rewrite
from app.posts.states import State
from app.posts.words import PartWritten, Words, Written, from_lists
from app.web import Refusal

FOLD = timedelta(minutes=10)
"""What one person types in this time is one revision."""
PAGE = 50


class Why(StrEnum):
    """What a revision was kept for."""

    AUTOSAVED = "autosaved"
    SAVED = "saved"
    PUBLISHED = "published"


class Revision(Base):
    """A post as it was AT a time, BY somebody, or by the clock. An autosaved one grew since `begun_at`."""

    __tablename__ = "post_revision"
    topic = None
    __table_args__ = (
        Index("ix_post_revision_history", "post_id", "id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[pk]
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"))
    title: Mapped[str] = mapped_column(default="")
    letter: Mapped[prose]
    signature: Mapped[str] = mapped_column(default="")
    body: Mapped[prose]
    parts: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
    """Of a round-up, what is written of each part."""
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    begun_at: Mapped[moment_made]
    at: Mapped[moment_made]
    why: Mapped[Why] = mapped_column(words(Why))

    by: Mapped[Person | None] = relationship(lazy="joined")

    @property
    def words(self) -> Words:
        """As it was typed."""
        return Words(self.title, self.letter, self.signature, self.body, from_lists(self.parts))

    @property
    def length(self) -> int:
        """How many words the author wrote in it."""
        return sum(len(body.split()) for body in (self.body, *(part.body for part in self.words.parts)))

    def written(self, form: text.Format) -> Written:
        """As it would be shown; its body is in FORM."""
        letter, body = text.for_reader(self.letter), text.for_author(self.body, form)
        parts = tuple(PartWritten.of(part) for part in self.words.parts)
        return Written(self.title, letter, self.signature, body, parts)

    def may_grow(self, by: Person) -> bool:
        """Whether what BY types now belongs to it."""
        is_own = self.why is Why.AUTOSAVED and self.by_id == by.id
        return is_own and clock.now() - self.begun_at < FOLD


def history(post: Post, number: int = 1) -> Page[Revision]:
    """Page NUMBER, from 1, of what POST said before, the latest first."""
    query = select(Revision).where(Revision.post_id == post.id)
    return page_of(query.order_by(Revision.id.desc()), number, PAGE)


def latest(post: Post) -> Revision | None:
    """The last that was kept of POST."""
    query = select(Revision).where(Revision.post_id == post.id).order_by(Revision.id.desc())
    return db.session.scalar(query.limit(1))


def saved(post: Post) -> Words:
    """What POST says since it was last saved."""
    parts = tuple(part.words for part in post.parts)
    return Words(post.title, post.letter_source, post.signature, post.body_source, parts)


def working_copy(post: Post) -> Revision | None:
    """What was typed since POST, published or scheduled, was last saved, and is not shown to readers."""
    return latest(post) if post.typed_at else None


def typed(post: Post) -> Words:
    """What POST says with all that was typed since."""
    copy = working_copy(post)
    return copy.words if copy else saved(post)


def save(
    post: Post, written: Written, categories: Sequence[str] | None, by: Person, why: Why = Why.SAVED
) -> None:
    """Write POST anew and keep that as a revision. Raises Refusal when readers see it and it is not whole."""
    _keep_first(post)
    _write(post, written, categories, by)
    post.typed_at = None
    _keep(post, written.words, by, why)


def autosave(post: Post, written: Written, by: Person, *, apart: bool = False) -> None:
    """Keep what is being typed. Unless POST is a draft, it stays a working copy that readers do not see.

    It grows the last revision, unless it is to be a revision APART from that.
    """
    _keep_first(post)
    if post.state is not State.DRAFT:
        if post.typed_at is None and written.words == saved(post):
            return
        apart = apart or post.typed_at is None
        post.note_typing(clock.now())
    else:
        _write(post, written, None, by)
        post.typed_at = None
    _keep(post, written.words, by, Why.AUTOSAVED, apart=apart)


def let_grow_no_more(post: Post) -> None:
    """What another window typed of POST stays a revision, whatever is typed from here on."""
    last = latest(post)
    if last is not None:
        last.begun_at = min(last.begun_at, clock.now() - FOLD)


def restore(post: Post, revision: Revision, by: Person) -> None:
    """Save what POST said in REVISION as what it says now."""
    save(post, revision.written(post.body_format), None, by)


def put_aside(post: Post) -> None:
    """Leave the working copy of POST to its history. Raises Refusal where there is none."""
    if post.typed_at is None:
        raise Refusal("There is no text that waits to be saved: it was saved or put aside already.")
    post.note_typing(None)


def _write(post: Post, written: Written, categories: Sequence[str] | None, by: Person) -> None:
    rewrite(post, written.parts, by)
    post.revise(written.title, written.letter, written.signature, written.body, categories)
    bring_along(post, by)


def _keep_first(post: Post) -> None:
    """Keep what POST said before the first change of it that is kept."""
    if latest(post) is None and (post.letter_source or post.body_source or post.parts):
        _keep(post, saved(post), post.author, Why.SAVED, at=post.revised_at)


def _keep(
    post: Post,
    typed: Words,
    by: Person,
    why: Why,
    *,
    apart: bool = False,
    at: datetime | None = None,
) -> None:
    last, now = latest(post), at or clock.now()
    same = last is not None and last.words == typed
    if last is None or not (same or (why is Why.AUTOSAVED and not apart and last.may_grow(by))):
        last = Revision(post_id=post.id, why=why, by_id=by.id, begun_at=now)
        db.session.add(last)
    elif same and (why is Why.AUTOSAVED or last.why is Why.PUBLISHED):
        return
    last.title, last.letter, last.signature, last.body, parts = typed
    last.parts = [list(part) for part in parts] or None
    last.at, last.why, last.by_id = now, why, by.id
