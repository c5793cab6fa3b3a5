"""A question and its way from the asker to an answer."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Index, Text, select
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app import clock, text
from app.db import Base, Moment, db, moment_made, pk, prose, words
from app.db.sessions import is_writing
from app.people import Person, deed_of
from app.questions import notices
from app.questions.asking_back import Clarification
from app.questions.deeds import Change, QuestionDeed, What
from app.questions.states import OPEN, TRIAGE, Permission, State
from app.questions.tags import Tagged, tidy_tags
from app.web import Refusal, tokens

PLAIN = {
    What.STATE: "state",
    What.STAR: "starred",
    What.NOTE: "note",
    What.GROUP: "group_number",
}
"""Where a question keeps what a change is about, as JSON can say it."""
TEXTS = {
    What.PRIVATE_ANSWER: ("private_answer", "private_answer_html"),
    What.FAREWELL: ("farewell", "farewell_html"),
}
"""Where it keeps the source of a text, and its HTML."""


class Question(Base):
    """A letter as it was sent. Its text never changes; a post carries a copy of its own."""

    __tablename__ = "question"
    topic = None
    __table_args__ = (
        Index("ix_question_lane", "state", "starred", "lifted_at", "id"),
        Index("ix_question_count", "state", "snoozed_until"),
        Index("ix_question_length", "state", "length"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[pk]
    headline: Mapped[str] = mapped_column(default="")
    letter: Mapped[str] = mapped_column(Text)
    length: Mapped[int] = mapped_column(server_default="0")
    signature: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    permission: Mapped[Permission] = mapped_column(words(Permission), default=Permission.PUBLISH)
    state: Mapped[State] = mapped_column(words(State), default=State.NEW)
    starred: Mapped[bool] = mapped_column(default=False)
    snoozed_until: Mapped[datetime | None] = mapped_column(Moment)
    note: Mapped[prose]
    group_number: Mapped[int | None] = mapped_column(index=True)
    """The same for all questions that are to be answered together, and for no others."""
    private_answer: Mapped[prose]
    private_answer_html: Mapped[prose]
    farewell: Mapped[str] = mapped_column(Text, default="", server_default=sql("''"))
    """What its asker was told when it was last declined."""
    farewell_html: Mapped[str] = mapped_column(Text, default="", server_default=sql("''"))
    token_hash: Mapped[str] = mapped_column(unique=True)
    received_at: Mapped[moment_made]
    lifted_at: Mapped[moment_made] = mapped_column(server_default="1970-01-01 00:00:00+00:00")
    """When it came to the top of its lane: on its arrival, or on its asker's last reply."""

    changes: Mapped[list[Change]] = relationship(order_by=Change.id, back_populates="question")
    clarifications: Mapped[list[Clarification]] = relationship(order_by=Clarification.id)
    tagged: Mapped[list[Tagged]] = relationship(
        order_by=Tagged.tag, cascade="all, delete-orphan", lazy="selectin"
    )

    @classmethod
    def ask(
        cls,
        letter: str,
        *,
        headline: str = "",
        signature: str = "",
        email: str = "",
        permission: Permission = Permission.PUBLISH,
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

    @property
    def may_publish(self) -> bool:
        """Whether the asker allows their question to be published."""
        return self.permission is not Permission.PRIVATE

    @property
    def may_answer_privately(self) -> bool:
        """Whether the asker would take an answer that only they see."""
        return self.permission is not Permission.PUBLISH

    @property
    def title(self) -> str:
        """The headline, or else how the letter begins."""
        return self.headline or text.opening(self.letter, 70)

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

    @property
    def tags(self) -> list[str]:
        """What it is filed under, in order."""
        return [each.tag for each in self.tagged]

    def star(self, starred: bool, by: Person) -> None:
        """Mark it, or unmark it, as one that grabs her."""
        self._change(What.STAR, starred, by)

    def jot(self, note: str, by: Person) -> None:
        """Keep a private note on it."""
        self._change(What.NOTE, note, by)

    def file_under(self, tags: Iterable[str], by: Person) -> None:
        """Let TAGS be all of its tags; case and order do not count."""
        self._change(What.TAGS, tidy_tags(tags), by)

    def snooze(self, until: datetime, by: Person) -> None:
        """Out of sight UNTIL a moment to come; it keeps its place. Raises Refusal for one that is past."""
        if self.state not in {State.NEW, State.QUEUED}:
            raise Refusal(f"This question is {self.state}; only one that is to be answered can be snoozed.")
        if until <= clock.now():
            raise Refusal("That day has passed. Choose one to come.", 422)
        self._change(What.SNOOZE, until.astimezone(UTC).isoformat(), by)

    def wake(self, by: Person) -> None:
        """Back in sight."""
        self._change(What.SNOOZE, None, by)

    @property
    def is_snoozed(self) -> bool:
        """Whether it is out of sight for now."""
        return self.snoozed_until is not None and self.snoozed_until > clock.now()

    def group_with(self, first: "Question", by: Person) -> None:
        """Have it answered together with FIRST. Raises Refusal unless both are to be answered in public."""
        for each in (self, first):
            if each.state not in OPEN:
                raise Refusal(f"“{each.title}” is {each.state}, so nothing can be answered together with it.")
            each.refuse_unless_publishable()
        if first.group_number is None:
            first._change(What.GROUP, 1 + secrets.randbits(30), by)
        self._change(What.GROUP, first.group_number, by)

    def leave_group(self, by: Person) -> None:
        """Have it answered by itself."""
        self._change(What.GROUP, None, by)

    def companions(self) -> Sequence["Question"]:
        """The others that are to be answered together with it, at most 200; locked where this one writes."""
        if self.group_number is None:
            return []
        others = select(Question).where(Question.group_number == self.group_number, Question.id != self.id)
        if is_writing(db.session):
            others = others.with_for_update(of=Question)
        return db.session.scalars(others.order_by(Question.id).limit(200)).all()

    def start_answer(self, by: Person | None) -> None:
        """Say that an answer is being written."""
        if self.state not in OPEN | {State.DRAFTING, State.SCHEDULED, State.ANSWERED}:
            raise Refusal(f"This question is {self.state}; move it to the queue before answering it.")
        self.move(State.DRAFTING, by)

    def set_aside(self, by: Person) -> None:
        """Back to the queue from drafting; the draft is kept."""
        if self.state is not State.DRAFTING:
            raise Refusal(f"This question is {self.state}, not being drafted.")
        self.move(State.QUEUED, by)

    def schedule(self, by: Person) -> None:
        """Say that its answer will be published at a set time."""
        self.refuse_unless_publishable()
        self.move(State.SCHEDULED, by)

    def close(self, by: Person | None, title: str, address: str) -> None:
        """Say that it was answered in the post TITLE at ADDRESS, and tell the asker."""
        self.refuse_unless_publishable()
        self.move(State.ANSWERED, by)
        notices.answered(self.id, self.email, title, address)

    def reopen(self, by: Person | None) -> None:
        """Its post is no longer published or scheduled: back to drafting, and no mail about it."""
        self.move(State.DRAFTING, by)
        notices.take_back(self.id)

    def answer_privately(self, answer: text.Rendered, by: Person) -> None:
        """Answer on the asker's private page alone."""
        if not self.may_answer_privately:
            raise Refusal("The asker asked for a published answer, not a private one.")
        if self.state not in OPEN | {State.ANSWERED_PRIVATELY}:
            raise Refusal(f"This question is {self.state}; move it to the queue before answering it.")
        if self.private_answer:
            self._change(What.PRIVATE_ANSWER, [answer.source, answer.html], by)
        self.private_answer, self.private_answer_html = answer.source, answer.html
        self.move(State.ANSWERED_PRIVATELY, by)

    def ask_back(self, text: str, by: Person) -> None:
        """Ask its asker something; it waits until they reply."""
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
        self.lifted_at = clock.now()
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

    def refuse_unless_publishable(self) -> None:
        """Raises Refusal when the asker did not allow publication."""
        if not self.may_publish:
            raise Refusal("The asker wants this answered only in private, so it cannot be published.")

    def take_back(self, change: Change, by: Person) -> None:
        """Let it be as it was before CHANGE. Raises Refusal where that was changed since."""
        if not self.can_take_back(change):
            raise Refusal(f"“{self.title}” was changed since, so that cannot be undone any more.")
        if change.what is What.STATE and change.became == State.WAITING:
            self._take_back_asking()
        self._change(change.what, change.was, by)

    def _take_back_asking(self) -> None:
        asked = self.open_clarification
        if asked is not None:
            asked.taken_back = True

    def can_take_back(self, change: Change) -> bool:
        """Whether CHANGE is the last of its kind that stands."""
        standing = [
            each
            for each in self.changes
            if each.what is change.what and not each.deed.undone and each.deed.undoes_id is None
        ]
        is_last = bool(standing) and standing[-1] is change
        return is_last and change.has_way_back and self._now(change.what) == change.became

    def move(self, to: State, by: Person | None) -> None:
        """Record who moved it where. BY is None where the clock did it."""
        self._change(What.STATE, to, by)

    def _change(self, what: What, to: Any, by: Person | None) -> None:
        was = self._now(what)
        if was == to:
            return
        self.changes.append(Change(deed=deed_of(by, QuestionDeed), what=what, was=was, became=to))
        self._let(what, to)

    def _now(self, what: What) -> Any:
        """WHAT it is now, as JSON can say it."""
        if what is What.SNOOZE:
            return self.snoozed_until and self.snoozed_until.isoformat()
        if what in TEXTS:
            return [getattr(self, name) for name in TEXTS[what]]
        return self.tags if what is What.TAGS else getattr(self, PLAIN[what])

    def _let(self, what: What, value: Any) -> None:
        if what is What.STATE:
            self._stand(State(value))
        elif what in TEXTS:
            for name, part in zip(TEXTS[what], value, strict=True):
                setattr(self, name, part)
            self._write_to_asker()
        elif what is What.SNOOZE:
            self.snoozed_until = datetime.fromisoformat(value) if value else None
        elif what is What.TAGS:
            self.tagged = [each for each in self.tagged if each.tag in value]
            self.tagged += [Tagged(tag=tag) for tag in value if tag not in self.tags]
            self.tagged.sort(key=lambda each: each.tag)
        else:
            setattr(self, PLAIN[what], value)

    def _stand(self, state: State) -> None:
        """Stand in STATE, and let no mail leave that speaks of another."""
        was, self.state = self.state, state
        if was is State.ANSWERED_PRIVATELY:
            notices.take_back(self.id)
        if was is State.DECLINED:
            notices.take_back_decline(self.id)
        self._write_to_asker()
        if State.WAITING in (was, state):
            self._ask_or_stop()

    def _write_to_asker(self) -> None:
        if self.state is State.ANSWERED_PRIVATELY:
            notices.answered_privately(self.id, self.email, self.private_answer)
        elif self.state is State.DECLINED:
            notices.declined(self.id, self.email, self.farewell)

    def _ask_or_stop(self) -> None:
        asked = self.open_clarification
        if asked is None:
            notices.stop_asking(self.id, len(self.clarifications))
        elif self.state is State.WAITING:
            notices.asked_back(self.id, len(self.clarifications), self.email, asked.text)

    def _triage(self, to: State, by: Person) -> None:
        self._refuse_unless_triaged(to)
        self.move(to, by)

    def _refuse_unless_triaged(self, to: State) -> None:
        if self.state not in TRIAGE:
            raise Refusal(f"This question is {self.state}, so it cannot become {to}.")
