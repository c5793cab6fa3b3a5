"""Who has a question open at the moment, so that two do not answer it unknowingly."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, and_, delete, or_, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app import clock
from app.db import Base, db, moment
from app.db.dialects import insert
from app.people import Person
from app.questions.model import Question

EVERY = timedelta(seconds=20)
"""As often a page says that it is still in sight."""
GONE = timedelta(seconds=60)
"""Whoever was not seen for so long has left without a word."""
MOST = 200


def _gone() -> datetime:
    """Whoever was last seen before that has gone."""
    return clock.now() - GONE


class Presence(Base):
    """A person who was seen with a question open, and whether they write the post that answers it."""

    __tablename__ = "presence"
    topic = None

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id", ondelete="CASCADE"), primary_key=True)
    seen_at: Mapped[moment]
    answers: Mapped[bool]

    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)

    @property
    def told(self) -> str:
        """It in a sentence."""
        return f"{self.person.name} is {'answering' if self.answers else 'reading'} this"

    @classmethod
    def is_known(cls, person: Person, numbers: Collection[int], *, answers: bool) -> bool:
        """Whether PERSON was seen a moment ago with the questions NUMBERS and no others."""
        theirs = db.session.scalars(select(cls).where(cls.person_id == person.id)).all()
        since = clock.now() - EVERY
        is_fresh = all(each.seen_at > since and each.answers == answers for each in theirs)
        return is_fresh and {each.question_id for each in theirs} == set(numbers)

    @classmethod
    def see(cls, person: Person, numbers: Collection[int], *, answers: bool) -> None:
        """Note that PERSON has the questions NUMBERS open and no others. Whoever is gone, is forgotten."""
        closed = and_(cls.person_id == person.id, cls.question_id.not_in(numbers))
        db.session.execute(delete(cls).where(or_(closed, cls.seen_at < _gone())))
        now = clock.now()
        opened = select(Question.id).where(Question.id.in_(numbers)).limit(MOST)
        there = db.session.scalars(opened.with_for_update(read=True, key_share=True))
        rows = [
            {"person_id": person.id, "question_id": number, "seen_at": now, "answers": answers}
            for number in there
        ]
        if rows:
            added = insert(cls).values(rows)
            again = {"seen_at": added.excluded.seen_at, "answers": added.excluded.answers}
            key = [cls.person_id, cls.question_id]
            db.session.execute(added.on_conflict_do_update(index_elements=key, set_=again))

    @classmethod
    def leave(cls, person: Person, numbers: Collection[int], *, answers: bool) -> None:
        """Note that PERSON has closed the questions NUMBERS; if in the editor by now, they stay there."""
        theirs = (cls.person_id == person.id, cls.question_id.in_(numbers))
        db.session.execute(delete(cls).where(*theirs, cls.answers.is_(answers)))

    @classmethod
    def beside(cls, person: Person) -> dict[int, str]:
        """Who beside PERSON has which question open, in a sentence each, by the numbers of the questions."""
        others = select(cls).where(cls.person_id != person.id, cls.seen_at >= _gone())
        told: dict[int, list[str]] = {}
        for each in db.session.scalars(others.order_by(cls.seen_at.desc()).limit(MOST)):
            told.setdefault(each.question_id, []).append(each.told)
        return {number: ", ".join(sorted(sentences)) for number, sentences in told.items()}
