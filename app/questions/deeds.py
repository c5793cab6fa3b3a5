"""What was done to questions, by whom and when; and how it is taken back."""

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, db, pk, words
from app.people import Deed, Person
from app.questions.states import REVERSIBLE, Permission, Priority, State
from app.site import Category
from app.web import Refusal

if TYPE_CHECKING:
    from app.questions.model import Question


class What(StrEnum):
    """What of a question a change is about."""

    STATE = "state"
    STAR = "star"
    PRIORITY = "priority"
    CATEGORY = "category"
    TAGS = "tags"
    SNOOZE = "snooze"
    NOTE = "note"
    GROUP = "group"
    PRIVATE_ANSWER = "private answer"
    FAREWELL = "farewell"
    REPLIED = "replied"
    PERMISSION = "permission"
    NOT_BEFORE = "not before"
    FOLLOW_UP = "how it went"


PLAIN = {
    What.STAR: ("starred", "star taken away"),
    What.NOTE: ("note changed", "note changed"),
    What.GROUP: ("to be answered together with others", "to be answered by itself"),
    What.PRIVATE_ANSWER: ("private answer changed", "private answer changed"),
    What.REPLIED: ("reply seen", "reply seen"),
    What.FOLLOW_UP: ("asked how it went", "not asked how it went"),
}
"""What is said of a change that there is, and of one that leaves nothing."""
ALLOWED = {
    Permission.PUBLISH: "to be published",
    Permission.PRIVATE: "to be answered only in private",
    Permission.EITHER: "to be answered in public or in private",
}


class QuestionDeed(Deed):
    """What was done to questions at one stroke."""

    __mapper_args__ = {"polymorphic_identity": "questions"}  # noqa: RUF012

    changes: Mapped[list["Change"]] = relationship(order_by="Change.id", back_populates="deed")

    @property
    def may_be_undone(self) -> bool:
        """Whether nothing that it changed was changed since, and there is a way back from all of it."""
        return bool(self.changes) and all(
            change.may_be_undone and change.question.can_take_back(change) for change in self.changes
        )

    def _take_back(self, by: Person) -> None:
        if not self.changes:
            raise Refusal("What was done there was erased with the question.")
        if not all(change.has_way_back for change in self.changes):
            raise Refusal("A post is taken back where it is written: unpublish it, or cancel its schedule.")
        for change in reversed(self.changes):
            change.question.take_back(change, by)


class AskerDeed(QuestionDeed):
    """What an asker did at one stroke on their private page; nobody at the desk can take it back."""

    __mapper_args__ = {"polymorphic_identity": "asker"}  # noqa: RUF012

    @property
    def may_be_undone(self) -> bool:
        """Never: it was not done at the desk."""
        return False

    def _take_back(self, by: Person) -> None:
        raise Refusal("Their asker did that, and only they can take it back.")


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

    deed: Mapped[QuestionDeed] = relationship(back_populates="changes", lazy="joined", innerjoin=True)
    question: Mapped["Question"] = relationship(back_populates="changes")

    @property
    def told(self) -> str:
        """What it was, in a few words."""
        if self.what is What.STATE:
            return f"{self.was} → {self.became}"
        if self.what is What.PRIORITY:
            return f"{Priority(self.became).name.lower()} priority"
        if self.what is What.CATEGORY:
            category = db.session.get(Category, self.became or 0)
            return f"filed under {category.name}" if category else "filed under no category"
        if self.what is What.TAGS:
            return f"tags: {', '.join(self.became)}" if self.became else "no tags any more"
        if self.what is What.SNOOZE:
            return f"snoozed until {self.became[:10]}" if self.became else "awake again"
        if self.what is What.FAREWELL:
            return "a note with the decline" if self.became[0] else "no note with the decline"
        if self.what in {What.PERMISSION, What.NOT_BEFORE}:
            return self._allowed
        done, undone = PLAIN[self.what]
        return done if self.became else undone

    @property
    def _allowed(self) -> str:
        if self.what is What.PERMISSION:
            return ALLOWED[Permission(self.became)]
        return f"not to be published before {self.became}" if self.became else "no day to wait for any more"

    @property
    def asked_the_asker(self) -> bool:
        """Whether by it the asker was asked something."""
        return self.what is What.STATE and self.became == State.WAITING

    @property
    def doer(self) -> str:
        """Who made it."""
        if self.deed.by is not None:
            return self.deed.by.name
        if isinstance(self.deed, AskerDeed):
            return "the asker"
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
