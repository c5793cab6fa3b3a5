"""A question and its way from the asker to an answer."""

import secrets
from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Index, select
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from app import clock, text
from app.db import db
from app.db.sessions import is_writing
from app.people import Person
from app.questions import notices
from app.questions.by_mail import ByMail
from app.questions.deeds import What
from app.questions.following_up import FollowedUp
from app.questions.lasting import Lasting
from app.questions.letter import NEVER
from app.questions.reconsidering import Reconsidered
from app.questions.states import OPEN, TRIAGE, Permission, State
from app.site import today
from app.web import Refusal, tokens

MAY_BE_ASKED = sql("wants_follow_up AND asked_how_it_went_at IS NULL")
"""The condition of an index, written into a query: so databases see that the index will do."""
GROUPED = 200
"""Questions that one answer closes, at most."""


class Question(Lasting, FollowedUp, Reconsidered, ByMail):
    """A letter on its way. How it is filed and the talk with its asker have files of their own."""

    __tablename__ = "question"
    topic = None
    __table_args__ = (
        Index("ix_question_lane", "state", "replied", "starred", "lifted_at", "id"),
        Index("ix_question_count", "state", "snoozed_until"),
        Index("ix_question_length", "state", "length"),
        Index("ix_question_received_at", "received_at"),
        Index("ix_question_priority", "state", "priority", "received_at", "id"),
        Index("ix_question_compared", "state", "compared", "id"),
        Index("ix_question_due", "state", "due", "id"),
        Index(
            "ix_question_how_it_went",
            "state",
            "id",
            sqlite_where=MAY_BE_ASKED,
            postgresql_where=MAY_BE_ASKED,
        ),
        {"sqlite_autoincrement": True},
    )

    group_number: Mapped[int | None] = mapped_column(index=True)
    """The same for all questions that are to be answered together, and for no others."""

    @classmethod
    def ask(
        cls,
        letter: str,
        *,
        headline: str = "",
        signature: str = "",
        email: str = "",
        permission: Permission = Permission.PUBLISH,
        deadline: date | None = None,
        not_before: date | None = None,
        wants_follow_up: bool = False,
        received_at: datetime | None = None,
    ) -> tuple["Question", str]:
        """A new question, and the token of its private page, which is kept nowhere."""
        token = tokens.new_token()
        received_at = received_at or clock.now()
        question = cls(
            letter=letter,
            length=len(letter),
            headline=headline,
            signature=signature,
            email=email,
            permission=permission,
            due=deadline or NEVER,
            not_before=not_before,
            wants_follow_up=wants_follow_up,
            state=State.NEW,
            received_at=received_at,
            lifted_at=received_at,
            token_hash=tokens.hashed(token),
        )
        db.session.add(question)
        return question, token

    @classmethod
    def behind(cls, token: str) -> "Question | None":
        """The question whose private page has TOKEN in its address."""
        return db.session.scalar(select(cls).where(cls.token_hash == tokens.hashed(token)))

    def queue(self, by: Person) -> None:
        """Put it among those to answer."""
        self._triage(State.QUEUED, by)

    def decline(self, by: Person, farewell: text.Rendered | None = None) -> None:
        """Leave it unanswered, with a FAREWELL for its asker if there is one."""
        self._refuse_unless_triaged(State.DECLINED)
        if farewell or self.state is not State.DECLINED:
            self._change(What.FAREWELL, [farewell.source, farewell.html] if farewell else ["", ""], by)
        self.move(State.DECLINED, by)

    def mark_spam(self, by: Person) -> None:
        """Call it no question at all."""
        self._triage(State.SPAM, by)

    def return_to_new(self, by: Person) -> None:
        """Back to where it came in."""
        self._triage(State.NEW, by)

    def group_with(self, first: "Question", by: Person) -> None:
        """Have it, and all that it was grouped with, answered together with FIRST and its companions.

        Raises Refusal unless both are to be answered in public, and where that makes too many of them.
        """
        for each in (self, first):
            if each.state not in OPEN:
                raise Refusal(f"“{each.title}” is {each.state}, so nothing can be answered together with it.")
            each.refuse_unless_publishable()
        if first.group_number is None:
            first._change(What.GROUP, 1 + secrets.randbits(30), by)
        if self.group_number == first.group_number:
            return
        joining = [self, *self.companions()]
        if len(joining) + 1 + len(first.companions()) > GROUPED:
            raise Refusal(f"No more than {GROUPED} questions can be answered together.")
        for each in joining:
            each._change(What.GROUP, first.group_number, by)

    def leave_group(self, by: Person) -> None:
        """Have it answered by itself."""
        self._change(What.GROUP, None, by)

    def companions(self) -> Sequence["Question"]:
        """The others that are to be answered together with it; locked where this one writes."""
        if self.group_number is None:
            return []
        others = select(Question).where(Question.group_number == self.group_number, Question.id != self.id)
        if is_writing(db.session):
            others = others.with_for_update(of=Question)
        return db.session.scalars(others.order_by(Question.id).limit(GROUPED)).all()

    def start_answer(self, by: Person | None) -> None:
        """Say that an answer is being written."""
        self.refuse_if_withdrawn()
        if self.state not in OPEN | {State.DRAFTING, State.SCHEDULED, State.ANSWERED}:
            raise Refusal(f"This question is {self.state}; move it to the queue before answering it.")
        self.move(State.DRAFTING, by)

    def set_aside(self, by: Person) -> None:
        """Back to the queue from drafting; the draft is kept."""
        if self.state is not State.DRAFTING:
            raise Refusal(f"This question is {self.state}, not being drafted.")
        self.move(State.QUEUED, by)

    def schedule(self, day: date, by: Person) -> None:
        """Say that its answer will be published on DAY."""
        self.refuse_unless_publishable(day)
        self.move(State.SCHEDULED, by)

    def close(self, by: Person | None, title: str, address: str) -> None:
        """Say that it was answered in the post TITLE at ADDRESS, and tell the asker."""
        self.refuse_unless_publishable(today())
        self.move(State.ANSWERED, by)
        self.tell_of(title, address)

    def reopen(self, by: Person | None) -> None:
        """Its post is no longer published or scheduled: back to drafting, and no mail about it."""
        self.move(State.DRAFTING, by)
        notices.take_back(self.id)

    def _triage(self, to: State, by: Person) -> None:
        self._refuse_unless_triaged(to)
        self.move(to, by)

    def _refuse_unless_triaged(self, to: State) -> None:
        if self.state not in TRIAGE:
            raise Refusal(f"This question is {self.state}, so it cannot become {to}.")
