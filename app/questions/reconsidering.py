"""What an asker may think better of: what they wrote, how it may be answered, and asking at all."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from app import clock
from app.db import Moment
from app.questions.deeds import What
from app.questions.earlier import Earlier
from app.questions.letter import NEVER
from app.questions.states import FIXED, OPEN, Permission, State
from app.questions.talk import Talk
from app.web import Refusal

MOST = 50
"""Times that an asker may change their letter: each version is kept."""
KEPT = timedelta(days=7)
"""How long a question that was withdrawn can be brought back; then its text is removed."""


class Reconsidered(Talk):
    """The part of a question that its asker may change, or take back altogether."""

    __abstract__ = True

    edited_at: Mapped[datetime | None] = mapped_column(Moment)
    """When its asker last changed what it says."""
    allowed_anew_at: Mapped[datetime | None] = mapped_column(Moment)
    """When its asker changed how it may be answered while somebody was at its answer."""
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)

    @declared_attr
    @classmethod
    def earlier(cls) -> Mapped[list[Earlier]]:
        """What it said before, from the first version on."""
        return relationship(order_by=Earlier.id, cascade="all, delete-orphan", passive_deletes=True)

    @property
    def may_be_reworded(self) -> bool:
        """Whether its asker may still change what it says: until somebody writes its answer."""
        return self.state in OPEN

    @property
    def may_be_reconsidered(self) -> bool:
        """Whether its asker may still say how it may be answered, or withdraw it."""
        return self.state not in FIXED

    def reword(self, letter: str, headline: str, signature: str) -> None:
        """Let it say this from now on; what it said before is kept."""
        if (letter, headline, signature) == (self.letter, self.headline, self.signature):
            return
        if not self.may_be_reworded:
            raise Refusal("What you wrote cannot be changed any more.")
        if len(self.earlier) >= MOST:
            raise Refusal(f"You have changed your question {MOST} times, and it cannot be changed once more.")
        self.earlier.append(
            Earlier(
                headline=self.headline,
                letter=self.letter,
                signature=self.signature,
                written_at=self.edited_at or self.received_at,
            )
        )
        self.letter, self.headline, self.signature = letter, headline, signature
        self.length, self.compared = len(letter), False
        self.edited_at = self.touched_at = clock.now()

    def allow(
        self, permission: Permission, deadline: date | None, not_before: date | None, wants_follow_up: bool
    ) -> None:
        """Let this be how, when, and with what afterwards its asker would have it answered."""
        wanted = {What.PERMISSION: permission, What.NOT_BEFORE: not_before and not_before.isoformat()}
        if not self.may_be_reconsidered:
            raise Refusal("How it may be answered cannot be changed any more.")
        is_news = (permission, not_before) != (self.permission, self.not_before)
        for what, to in wanted.items():
            self._change(what, to, None)
        self.due, self.wants_follow_up = deadline or NEVER, wants_follow_up
        if is_news and self.state in {State.DRAFTING, State.SCHEDULED}:
            self.replied = True
            self.lifted_at = self.allowed_anew_at = clock.now()

    @property
    def is_allowed_anew(self) -> bool:
        """Whether it stands above others because its asker changed how it may be answered."""
        return self.replied and self.allowed_anew_at == self.lifted_at

    def withdraw(self) -> None:
        """Its asker wants no answer any more."""
        if not self.may_be_reconsidered:
            raise Refusal("It cannot be withdrawn any more.")
        self.move(State.WITHDRAWN, None)
        self.withdrawn_at = clock.now()

    def bring_back(self, *, has_draft: bool) -> None:
        """To where it was when it was withdrawn; to the queue, where that was an answer that it has not."""
        if not self.can_be_brought_back:
            raise Refusal("It cannot be brought back any more.")
        was = self._left_from()
        self._change(What.STATE, State.QUEUED if was is State.DRAFTING and not has_draft else was, None)
        self.withdrawn_at = None

    @property
    def withdrawn_until(self) -> datetime | None:
        """Until when its asker can bring it back."""
        is_gone = self.state is State.WITHDRAWN and self.withdrawn_at
        return self.withdrawn_at + KEPT if is_gone and self.withdrawn_at else None

    @property
    def can_be_brought_back(self) -> bool:
        """Whether its asker can still bring it back."""
        return self.withdrawn_until is not None and self.withdrawn_until > clock.now()

    def _left_from(self) -> State:
        moves = [change for change in self.changes if change.what is What.STATE]
        return State(moves[-1].was) if moves else State.QUEUED

    @property
    def allowed(self) -> str:
        """How its asker allows it to be answered, as JSON can say it."""
        return self.permission

    @allowed.setter
    def allowed(self, permission: str) -> None:
        self.permission = Permission(permission)

    @property
    def embargo(self) -> str | None:
        """The first day on which it may be published, as JSON can say it."""
        return self.not_before.isoformat() if self.not_before else None

    @embargo.setter
    def embargo(self, day: Any) -> None:
        self.not_before = date.fromisoformat(day) if day else None
