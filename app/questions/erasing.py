"""A question and all that is kept with it, gone for good; and which are due for that."""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Select, Text, cast, delete, exists, func, select, update
from sqlalchemy.orm import aliased

from app import mail, text
from app.db import Base, db
from app.db.leftovers import leave
from app.db.sessions import is_writing
from app.people import Deed
from app.questions.deeds import Change, QuestionDeed, What
from app.questions.earlier import Earlier
from app.questions.model import Question
from app.questions.states import State

ERASED = "“(erased)”"
MOST = 200
"""Updates that follow one another."""
PUT_ASIDE = (State.DECLINED, State.EXPIRED, State.SPAM)
ANSWERED = (State.ANSWERED, State.ANSWERED_PRIVATELY)


class Sent(NamedTuple):
    """What an asker wrote."""

    headline: str
    letter: str
    signature: str

    @property
    def title(self) -> str:
        """The headline, or else how the letter begins."""
        return self.headline or text.opening(self.letter, 70)


def erase(question: Question) -> None:
    """Delete QUESTION with all that hangs on it, the mail about it, and what the record says of it.

    Nothing may point at it any more: posts and comments let it go before.
    """
    number, titles = question.id, {sent.title for sent in texts_of(question)} - {""}
    mail.forget(f"question {number}")
    deeds = _deeds_of(number)
    db.session.flush()
    db.session.execute(delete(Question).where(Question.id == number))
    _unname(titles)
    _drop_empty(deeds)
    leave(tables())


def texts_of(question: Question) -> list[Sent]:
    """What the asker of QUESTION wrote, as it is and as it was before they changed it."""
    versions: list[Question | Earlier] = [question, *question.earlier]
    return [Sent(each.headline, each.letter, each.signature) for each in versions]


def tables() -> Iterator[str]:
    """The tables from which rows go with a question: those whose rows are deleted with it, and the record."""
    yield from (Question.__tablename__, Deed.__tablename__)
    for table in Base.metadata.sorted_tables:
        for key in table.foreign_keys:
            if key.column.table.name == Question.__tablename__ and key.ondelete == "CASCADE":
                yield table.name
                break


def first_of(question: Question) -> Question:
    """That with which its asker began, where QUESTION is an update; locked where this writes."""
    held = {"of": Question} if is_writing(db.session) else None
    for _ in range(MOST):
        if question.update_to_id is None:
            break
        question = db.session.get_one(Question, question.update_to_id, with_for_update=held)
    return question


def updates_to(question: Question) -> list[Question]:
    """What its asker sent later about QUESTION; locked where this writes."""
    later = select(Question).where(Question.update_to_id == question.id).order_by(Question.id)
    return list(db.session.scalars(later.with_for_update(of=Question) if is_writing(db.session) else later))


def withdrawn_since(moment: datetime) -> Select[int]:
    """The numbers of the questions that were withdrawn before MOMENT, the oldest first."""
    withdrawn = (Question.state == State.WITHDRAWN, Question.withdrawn_at <= moment)
    return select(Question.id).where(*withdrawn).order_by(Question.withdrawn_at, Question.id)


def put_aside_since(moment: datetime) -> Select[int]:
    """Those that were declined, expired or spam before MOMENT."""
    return _standing_since(moment, PUT_ASIDE)


def answered_since(moment: datetime) -> Select[int]:
    """Those that were answered before MOMENT, in public or in private."""
    return _standing_since(moment, ANSWERED)


def count(numbers: Select[int]) -> int:
    """How many questions NUMBERS are."""
    return db.session.scalar(select(func.count()).select_from(numbers.order_by(None).subquery())) or 0


def _standing_since(moment: datetime, states: Collection[State]) -> Select[int]:
    """The numbers of the questions that have been in one of STATES since before MOMENT.

    One with an update is left until that is gone itself.
    """
    moved_there = cast(Change.became, Text).in_([f'"{state}"' for state in states])
    since = select(Change.id).join(Deed, Deed.id == Change.deed_id)
    since = since.where(Change.question_id == Question.id, Change.what == What.STATE, moved_there)
    later = aliased(Question)
    return (
        select(Question.id)
        .where(Question.state.in_(states), Question.received_at <= moment)
        .where(~since.where(Deed.at > moment).exists())
        .where(~exists().where(later.update_to_id == Question.id))
        .order_by(Question.id)
    )


def _deeds_of(number: int) -> list[int]:
    return list(db.session.scalars(select(Change.deed_id).where(Change.question_id == number).distinct()))


def _unname(titles: Collection[str]) -> None:
    """Let no sentence of the record name what had one of TITLES."""
    for title in titles:
        quoted = f"“{title}”"
        named = select(Deed).where(Deed.told.contains(quoted, autoescape=True))
        for deed in db.session.scalars(named.execution_options(populate_existing=True)):
            deed.told = deed.told.replace(quoted, ERASED)


def _drop_empty(deeds: Collection[int]) -> None:
    """Delete those of DEEDS of which nothing is left; one that is told of elsewhere stays, without a word."""
    db.session.flush()
    left = select(Change.id).where(Change.deed_id == QuestionDeed.id)
    empty = select(QuestionDeed.id).where(QuestionDeed.id.in_(deeds), ~left.exists())
    numbers = set(db.session.scalars(empty))
    undoing = aliased(Deed)
    needed = select(undoing.undoes_id).where(undoing.undoes_id.in_(numbers), undoing.id.not_in(numbers))
    stay = set(db.session.scalars(needed))
    db.session.execute(update(Deed).where(Deed.id.in_(stay)).values(told=f"About {ERASED}."))
    db.session.execute(delete(Deed).where(Deed.id.in_(numbers - stay)))
