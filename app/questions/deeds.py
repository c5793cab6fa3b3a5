"""What was done to questions, by whom and when; and how it is taken back."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, ForeignKey, Index, Select, select
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.sql.base import ExecutableOption

from app.db import Base, db, moment_made, pk, words
from app.people import Person
from app.questions.states import REVERSIBLE, State
from app.web import Refusal

if TYPE_CHECKING:
    from app.questions.model import Question

OPEN_DEED = "deed"
LOOK_BACK = 20
"""So many of the last deeds are looked at for one that can be taken back."""


class What(StrEnum):
    """What of a question a change is about."""

    STATE = "state"
    STAR = "star"
    TAGS = "tags"
    SNOOZE = "snooze"
    NOTE = "note"
    GROUP = "group"
    PRIVATE_ANSWER = "private answer"


class Deed(Base):
    """What somebody did at one stroke, to one question or to many. BY is None where the clock did it."""

    __tablename__ = "deed"
    topic = None
    __table_args__ = (Index("ix_deed_last", "by_id", "undone", "id"), {"sqlite_autoincrement": True})

    id: Mapped[pk]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[moment_made]
    undone: Mapped[bool] = mapped_column(default=False)
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("deed.id"))

    by: Mapped[Person | None] = relationship(lazy="joined")
    changes: Mapped[list["Change"]] = relationship(order_by="Change.id", back_populates="deed")

    @classmethod
    def last_of(cls, by: Person, *options: ExecutableOption) -> "Deed | None":
        """The last that BY did and can take back, of the last few; OPTIONS say what to load with it."""
        few = db.session.scalars(cls._standing(by).limit(LOOK_BACK).options(*options))
        return next((deed for deed in few if deed.may_be_undone), None)

    @classmethod
    def is_any_of(cls, by: Person) -> bool:
        """Whether BY did anything that stands."""
        return db.session.scalar(cls._standing(by).with_only_columns(cls.id).limit(1)) is not None

    @classmethod
    def _standing(cls, by: Person) -> "Select[Deed]":
        theirs = select(cls).where(cls.by_id == by.id, cls.undone.is_(False), cls.undoes_id.is_(None))
        return theirs.order_by(cls.id.desc())

    @property
    def may_be_undone(self) -> bool:
        """Whether nothing that it changed was changed since, and there is a way back from all of it."""
        return bool(self.changes) and all(
            change.may_be_undone and change.question.can_take_back(change) for change in self.changes
        )

    def undo(self, by: Person) -> None:
        """Let each question be as it was before. Raises Refusal where one was changed since."""
        if self.undone or self.undoes_id is not None:
            raise Refusal("That was undone already.")
        if not all(change.has_way_back for change in self.changes):
            raise Refusal("A post is taken back where it is written: unpublish it, or cancel its schedule.")
        with one_deed(by) as undoing:
            undoing.undoes_id = self.id
            for change in reversed(self.changes):
                change.question.take_back(change, by)
        self.undone = True


class Change(Base):
    """One part of a deed: what of a question it changed, from what, to what."""

    __tablename__ = "question_change"
    topic = None

    id: Mapped[pk]
    deed_id: Mapped[int] = mapped_column(ForeignKey("deed.id", ondelete="CASCADE"), index=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id", ondelete="CASCADE"), index=True)
    what: Mapped[What] = mapped_column(words(What))
    was: Mapped[Any] = mapped_column(JSON)
    became: Mapped[Any] = mapped_column(JSON)

    deed: Mapped[Deed] = relationship(back_populates="changes", lazy="joined", innerjoin=True)
    question: Mapped["Question"] = relationship(back_populates="changes")

    @property
    def told(self) -> str:
        """What it was, in a few words."""
        if self.what is What.STATE:
            return f"{self.was} → {self.became}"
        if self.what is What.STAR:
            return "starred" if self.became else "star taken away"
        if self.what is What.TAGS:
            return f"tags: {', '.join(self.became)}" if self.became else "no tags any more"
        if self.what is What.SNOOZE:
            return f"snoozed until {self.became[:10]}" if self.became else "awake again"
        if self.what is What.PRIVATE_ANSWER:
            return "private answer changed"
        if self.what is What.GROUP:
            return "to be answered together with others" if self.became else "to be answered by itself"
        return "note changed"

    @property
    def doer(self) -> str:
        """Who made it."""
        if self.deed.by is not None:
            return self.deed.by.name
        return "the asker" if self.was == State.WAITING or self.what is What.SNOOZE else "by the clock"

    @property
    def may_be_undone(self) -> bool:
        """Whether it stands, was made by somebody at the desk, and has a way back."""
        is_standing = not self.deed.undone and self.deed.undoes_id is None
        return is_standing and self.deed.by_id is not None and self.has_way_back

    @property
    def has_way_back(self) -> bool:
        """Whether it can be taken back here: what a post did to a question, the post takes back."""
        return self.what is not What.STATE or {self.was, self.became} <= REVERSIBLE


@contextmanager
def one_deed(by: Person | None) -> Iterator[Deed]:
    """Whatever BY does inside is one deed."""
    deed = Deed(by_id=by.id if by else None)
    db.session.info[OPEN_DEED] = deed
    try:
        yield deed
    finally:
        del db.session.info[OPEN_DEED]


def deed_of(by: Person | None) -> Deed:
    """The deed that is under way, or a new one of BY."""
    under_way: Deed | None = db.session.info.get(OPEN_DEED)
    return under_way or Deed(by_id=by.id if by else None)
