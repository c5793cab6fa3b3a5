"""A question and its way from the asker to an answer."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app import clock, text
from app.db import Base, db, moment_made, pk, prose, words
from app.people import Person
from app.questions import notices
from app.questions.states import OPEN, TRIAGE, Permission, State
from app.web import Refusal, tokens


class Question(Base):
    """A letter as it was sent. Its text never changes; a post carries a copy of its own."""

    __tablename__ = "question"
    topic = None
    __table_args__ = (
        Index("ix_question_lane", "state", "starred", "received_at"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[pk]
    headline: Mapped[str] = mapped_column(default="")
    letter: Mapped[str] = mapped_column(Text)
    signature: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    permission: Mapped[Permission] = mapped_column(words(Permission), default=Permission.PUBLISH)
    state: Mapped[State] = mapped_column(words(State), default=State.NEW)
    starred: Mapped[bool] = mapped_column(default=False)
    note: Mapped[prose]
    private_answer: Mapped[prose]
    private_answer_html: Mapped[prose]
    token_hash: Mapped[str] = mapped_column(unique=True)
    received_at: Mapped[moment_made]

    moves: Mapped[list["Move"]] = relationship(order_by="Move.id", back_populates="question")

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
        question = cls(
            letter=letter,
            headline=headline,
            signature=signature,
            email=email,
            permission=permission,
            state=State.NEW,
            received_at=received_at or clock.now(),
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

    def decline(self, by: Person) -> None:
        """Leave it unanswered."""
        self._triage(State.DECLINED, by)

    def mark_spam(self, by: Person) -> None:
        """Call it no question at all."""
        self._triage(State.SPAM, by)

    def return_to_new(self, by: Person) -> None:
        """Back to where it came in."""
        self._triage(State.NEW, by)

    def star(self, starred: bool = True) -> None:
        """Mark it, or unmark it, as one that grabs her."""
        self.starred = starred

    def jot(self, note: str) -> None:
        """Keep a private note on it."""
        self.note = note

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
        self.private_answer, self.private_answer_html = answer.source, answer.html
        self.move(State.ANSWERED_PRIVATELY, by)

    def refuse_unless_publishable(self) -> None:
        """Raises Refusal when the asker did not allow publication."""
        if not self.may_publish:
            raise Refusal("The asker wants this answered only in private, so it cannot be published.")

    def undo(self, number: int, by: Person) -> None:
        """Take back NUMBER, a triage move or private answer. Raises Refusal unless it is the last."""
        last = self.moves[-1] if self.moves else None
        undoable = TRIAGE | {State.ANSWERED_PRIVATELY}
        if last is None or last.id != number or last.was not in undoable or self.state not in undoable:
            raise Refusal("That was undone already, or the question was moved since.")
        self.move(last.was, by)

    def move(self, to: State, by: Person | None) -> None:
        """Record who moved it where. BY is None where the clock did it."""
        if to is not self.state:
            self.moves.append(Move(was=self.state, became=to, by_id=by.id if by else None))
            self.state = to

    def _triage(self, to: State, by: Person) -> None:
        if self.state not in TRIAGE:
            raise Refusal(f"This question is {self.state}, so it cannot become {to}.")
        self.move(to, by)


class Move(Base):
    """One step of a question: from which state to which, by whom and when."""

    __tablename__ = "question_move"
    topic = None

    id: Mapped[pk]
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id", ondelete="CASCADE"), index=True)
    was: Mapped[State] = mapped_column(words(State))
    became: Mapped[State] = mapped_column(words(State))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[moment_made]

    question: Mapped[Question] = relationship(back_populates="moves")
    by: Mapped[Person | None] = relationship()
