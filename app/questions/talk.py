"""What the desk and an asker say to each other: answers in private, and what has to be asked first."""

from typing import Any

from sqlalchemy import Text
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from app import clock, text
from app.db import moment_made, prose
from app.people import Person
from app.questions import notices
from app.questions.asking_back import Clarification
from app.questions.deeds import Change, What
from app.questions.record import Recorded
from app.questions.states import INBOX, OPEN, State
from app.web import Refusal


class Talk(Recorded):
    """The part of a question that speaks with its asker, and lets no mail leave that is not true any more."""

    __abstract__ = True

    private_answer: Mapped[prose]
    private_answer_html: Mapped[prose]
    farewell: Mapped[str] = mapped_column(Text, default="", server_default=sql("''"))
    """What its asker was told when it was last declined."""
    farewell_html: Mapped[str] = mapped_column(Text, default="", server_default=sql("''"))
    replied: Mapped[bool] = mapped_column(default=False, server_default=sql("false"))
    """Whether its asker replied and nobody did anything with it since: then it stands above all others."""
    lifted_at: Mapped[moment_made] = mapped_column(server_default="1970-01-01 00:00:00+00:00")
    """When it came to the top of its lane: on its arrival, or on its asker's last reply."""

    @declared_attr
    @classmethod
    def clarifications(cls) -> Mapped[list[Clarification]]:
        """What its asker was asked, in order."""
        return relationship(order_by=Clarification.id)

    def answer_privately(self, answer: text.Rendered, by: Person) -> None:
        """Answer on the asker's private page alone."""
        if not self.may_answer_privately:
            raise Refusal("The asker asked for a published answer, not a private one.")
        self.refuse_if_withdrawn()
        if self.state not in OPEN | {State.ANSWERED_PRIVATELY}:
            raise Refusal(f"This question is {self.state}; move it to the queue before answering it.")
        if text.shows_nothing(answer.html):
            raise Refusal("There is no answer yet. Write it first.", 422)
        if self.private_answer:
            self._change(What.PRIVATE_ANSWER, [answer.source, answer.html], by)
        self.private_answer, self.private_answer_html = answer.source, answer.html
        self.move(State.ANSWERED_PRIVATELY, by)

    def ask_back(self, text: str, by: Person) -> None:
        """Ask its asker something; it waits until they reply."""
        self.refuse_if_withdrawn()
        if self.state not in OPEN:
            raise Refusal(f"This question is {self.state}; move it to the queue before asking about it.")
        if self.open_clarification is not None:
            raise Refusal("The asker has not replied yet to what you asked before.")
        self.clarifications.append(Clarification(text=text))
        self.move(State.WAITING, by)

    def reply(self, text: str) -> None:
        """What its asker says to what they were asked; if it waited for that, it rises to the top."""
        asked = self.open_clarification
        if asked is None:
            raise Refusal("Nothing is being asked of you at the moment.")
        asked.answer(text)
        self.replied, self.lifted_at = True, clock.now()
        self._change(What.SNOOZE, None, None)
        if self.state is State.WAITING:
            self.move(State.QUEUED, None)
        notices.stop_asking(self.id, len(self.clarifications))

    @property
    def open_clarification(self) -> Clarification | None:
        """What its asker was asked and can still reply to."""
        asked = [each for each in self.clarifications if not each.taken_back]
        if not asked or asked[-1].replied_at is not None or self.state not in OPEN | {State.DRAFTING}:
            return None
        return asked[-1]

    def take_back(self, change: Change, by: Person) -> None:
        """As any other; what the asker was asked by it is asked no longer."""
        asked = self.open_clarification if change.asked_the_asker and self.can_take_back(change) else None
        if asked is not None:
            asked.taken_back = True
        if change.what is not What.REPLIED or super().can_take_back(change):
            super().take_back(change, by)

    def can_take_back(self, change: Change) -> bool:
        """As any other; that a reply was seen stands in the way of nothing."""
        return change.what is What.REPLIED or super().can_take_back(change)

    @property
    def standing(self) -> str:
        """Where it stands; set, no mail leaves that speaks of another state."""
        return self.state

    @standing.setter
    def standing(self, state: str) -> None:
        was, self.state = self.state, State(state)
        if self.state in INBOX and was not in INBOX:
            self.compared = False
        if was is State.ANSWERED_PRIVATELY:
            notices.take_back(self.id)
        if was is State.DECLINED:
            notices.take_back_decline(self.id)
        if was is State.EXPIRED:
            notices.take_back_expiry(self.id)
        self._write_to_asker()
        if State.WAITING in (was, self.state):
            self._ask_or_stop()

    @property
    def told_in_private(self) -> list[str]:
        """The private answer and its HTML; set, the asker who has one is told of the other."""
        return [self.private_answer, self.private_answer_html]

    @told_in_private.setter
    def told_in_private(self, answer: list[str]) -> None:
        self.private_answer, self.private_answer_html = answer
        self._write_to_asker()

    @property
    def told_in_farewell(self) -> list[str]:
        """The note that goes with its decline and its HTML; set, the asker is told of the other."""
        return [self.farewell, self.farewell_html]

    @told_in_farewell.setter
    def told_in_farewell(self, note: list[str]) -> None:
        self.farewell, self.farewell_html = note
        self._write_to_asker()

    def _change(self, what: What, to: Any, by: Person | None) -> None:
        if self.replied and by is not None and what is not What.REPLIED:
            super()._change(What.REPLIED, False, by)
        super()._change(what, to, by)

    def _write_to_asker(self) -> None:
        if self.state is State.ANSWERED_PRIVATELY:
            notices.answered_privately(self.id, self.mailbox, self.private_answer, self.private_answer_html)
        elif self.state is State.DECLINED:
            notices.declined(self.id, self.mailbox, self.farewell, self.farewell_html)
        elif self.state is State.EXPIRED:
            notices.expired(self.id, self.mailbox)

    def _ask_or_stop(self) -> None:
        asked = self.open_clarification
        if asked is None:
            notices.stop_asking(self.id, len(self.clarifications))
        elif self.state is State.WAITING:
            notices.asked_back(self.id, len(self.clarifications), self.mailbox, asked.text)
