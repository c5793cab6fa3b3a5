"""Which waiting questions are about the same: found once for each, a few at a time, and kept."""

from collections.abc import Sequence

from sqlalchemy import ForeignKey, Select, delete, func, insert, select
from sqlalchemy.orm import Mapped, aliased, mapped_column

from app.db import Base, db, writing
from app.questions.model import Question
from app.questions.states import INBOX
from app.questions.themes import Theme, themes

AT_ONCE = 10
NEAREST = 3
LEAST = 0.2
"""So like, from 0 to 1, are letters about the same; tried on 400 real ones (docs/decisions/clusters.md)."""
SHARED = 2
"""Words that they must share: one alone is a coincidence."""


class Near(Base):
    """A question, and one of the few that were most like it when it came."""

    __tablename__ = "near"
    topic = None

    question_id: Mapped[int] = mapped_column(ForeignKey("question.id", ondelete="CASCADE"), primary_key=True)
    other_id: Mapped[int] = mapped_column(
        ForeignKey("question.id", ondelete="CASCADE"), primary_key=True, index=True
    )


def compare_waiting() -> int:
    """Compare some of the questions that wait and were not compared yet; returns how many.

    Their words are weighed first, for that takes longest. Another worker that is at the same ones is not
    waited for.
    """
    due = _due()
    about = {question.id: themes(question) for question in due}
    if not about:
        return 0
    with writing() as session:
        ours = select(Question).where(Question.id.in_(about), Question.compared.is_(False))
        found = session.scalars(
            ours.order_by(Question.id).with_for_update(of=Question, skip_locked=True)
        ).all()
        for question in found:
            _keep(question.id, about[question.id])
            question.compared = True
    return len(found)


def _due() -> Sequence[Question]:
    """The newest of those in each state that are to be compared."""
    due = (
        select(Question)
        .where(Question.state == state, Question.compared.is_(False))
        .order_by(Question.id.desc())
        .limit(AT_ONCE)
        for state in INBOX
    )
    return [question for query in due for question in db.session.scalars(query)][:AT_ONCE]


def _keep(number: int, about: dict[str, float]) -> None:
    for kept in (Theme, Near):
        db.session.execute(delete(kept).where(kept.question_id == number))
    if about:
        rows = [{"question_id": number, "word": word, "weight": weight} for word, weight in about.items()]
        db.session.execute(insert(Theme), rows)
    unlike = Near.question_id.not_in(_alike(number))
    db.session.execute(delete(Near).where(Near.other_id == number, unlike))
    near = [{"question_id": number, "other_id": other} for other in _nearest(number)]
    if near:
        db.session.execute(insert(Near), near)


def _nearest(number: int) -> Sequence[int]:
    """The waiting questions most like that with NUMBER."""
    return db.session.scalars(_alike(number, are_waiting=True).limit(NEAREST)).all()


def _alike(number: int, *, are_waiting: bool = False) -> Select[int]:
    """The questions like that with NUMBER, the nearest first; with ARE_WAITING, only those that wait."""
    ours, theirs = aliased(Theme), aliased(Theme)
    likeness = func.sum(ours.weight * theirs.weight)
    query = (
        select(theirs.question_id)
        .join(ours, ours.word == theirs.word)
        .where(ours.question_id == number, theirs.question_id != number)
        .group_by(theirs.question_id)
        .having(likeness >= LEAST, func.count() >= SHARED)
        .order_by(likeness.desc(), theirs.question_id.desc())
    )
    if not are_waiting:
        return query
    return query.join(Question, Question.id == theirs.question_id).where(Question.state.in_(INBOX))
