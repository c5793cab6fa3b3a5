"""How what is done to a question is recorded, and taken back."""

from datetime import datetime
from typing import Any

from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from app import clock
from app.db import moment_made, words
from app.people import Person, deed_of
from app.questions.deeds import Change, QuestionDeed, What
from app.questions.letter import Letter
from app.questions.states import OPEN, State
from app.web import Refusal

SPOKEN = {
    What.STATE: "standing",
    What.STAR: "starred",
    What.PRIORITY: "priority",
    What.CATEGORY: "category_id",
    What.TAGS: "tags",
    What.SNOOZE: "asleep_until",
    What.NOTE: "note",
    What.GROUP: "group_number",
    What.PRIVATE_ANSWER: "told_in_private",
    What.FAREWELL: "told_in_farewell",
    What.REPLIED: "replied",
    What.PERMISSION: "allowed",
    What.NOT_BEFORE: "embargo",
    What.FOLLOW_UP: "follow_up_asked",
}
"""Which attribute of a question says, and takes, as JSON can what a change is about."""


class Recorded(Letter):
    """The part of a question that knows what became of it."""

    __abstract__ = True

    state: Mapped[State] = mapped_column(words(State), default=State.NEW)

    compared: Mapped[bool] = mapped_column(default=False, server_default=sql("false"))
    """Whether it was compared with those that wait since it came among them (see `comparing`)."""

    touched_at: Mapped[moment_made] = mapped_column(server_default="1970-01-01 00:00:00+00:00")
    """When something was last done with it; while it is snoozed, until when."""

    @declared_attr
    @classmethod
    def changes(cls) -> Mapped[list[Change]]:
        """All that was changed of it, in order."""
        return relationship(order_by=Change.id, back_populates="question")

    @property
    def is_waiting(self) -> bool:
        """Whether it is still to be decided about."""
        return self.state in OPEN

    def move(self, to: State, by: Person | None) -> None:
        """Record who moved it where. BY is None where the clock did it, or its asker."""
        self.refuse_if_withdrawn()
        self._change(What.STATE, to, by)

    def refuse_if_withdrawn(self) -> None:
        """Raises Refusal when its asker withdrew it."""
        if self.state is State.WITHDRAWN:
            raise Refusal("The asker withdrew this question. Only they can bring it back.")

    def take_back(self, change: Change, by: Person) -> None:
        """Let it be as it was before CHANGE. Raises Refusal where that was changed since."""
        if not self.can_take_back(change):
            raise Refusal(f"“{self.title}” was changed since, so that cannot be undone any more.")
        self._change(change.what, change.was, by)

    def can_take_back(self, change: Change) -> bool:
        """Whether CHANGE is the last of its kind that stands."""
        standing = [
            each
            for each in self.changes
            if each.what is change.what and not each.deed.undone and each.deed.undoes_id is None
        ]
        is_last = bool(standing) and standing[-1] is change
        return is_last and change.has_way_back and getattr(self, SPOKEN[change.what]) == change.became

    def _change(self, what: What, to: Any, by: Person | None) -> None:
        was = getattr(self, SPOKEN[what])
        if was == to:
            return
        self.changes.append(Change(deed=deed_of(by, QuestionDeed), what=what, was=was, became=to))
        setattr(self, SPOKEN[what], to)
        self.touched_at = datetime.fromisoformat(to) if what is What.SNOOZE and to else clock.now()
