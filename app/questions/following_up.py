"""Months after the answer: asking the asker how it went, if they allowed that."""

from datetime import UTC, datetime

from app import clock
from app.people import Person
from app.questions import notices
from app.questions.deeds import What
from app.questions.record import Recorded
from app.questions.states import State
from app.web import Refusal


class FollowedUp(Recorded):
    """The part of a question that the author comes back to. Nobody is asked more than once."""

    __abstract__ = True

    @property
    def may_be_asked_how_it_went(self) -> bool:
        """Whether its asker allowed it, has an answer, and was not asked yet."""
        is_allowed = self.wants_follow_up and self.asked_how_it_went_at is None
        return is_allowed and self.state is State.ANSWERED

    def ask_how_it_went(self, by: Person) -> None:
        """Ask its asker, on the private page, and by mail if they gave an e-mail."""
        if not self.wants_follow_up:
            raise Refusal("The asker did not say that they may be asked how it went.")
        if self.asked_how_it_went_at is not None:
            raise Refusal("The asker was asked how it went already.")
        if self.state is not State.ANSWERED:
            raise Refusal(f"This question is {self.state}; only one that was answered has a sequel.")
        self._change(What.FOLLOW_UP, clock.now().astimezone(UTC).isoformat(), by)

    @property
    def follow_up_asked(self) -> str | None:
        """When its asker was asked how it went, as JSON can say it; set, they are told, or not any more."""
        return self.asked_how_it_went_at.isoformat() if self.asked_how_it_went_at else None

    @follow_up_asked.setter
    def follow_up_asked(self, at: str | None) -> None:
        self.asked_how_it_went_at = datetime.fromisoformat(at) if at else None
        if at:
            notices.how_did_it_go(self.id, self.mailbox)
        else:
            notices.stop_asking_how_it_went(self.id)
