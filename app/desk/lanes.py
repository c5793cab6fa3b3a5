"""The lanes of the desk: which questions lie in each, and in which order."""

from typing import NamedTuple

from sqlalchemy import Select, and_, func, or_, select

from app.db import db
from app.db.pages import Page, page_of
from app.questions import Question, State

PAGE = 50

LANES: dict[str, tuple[State, ...]] = {
    "inbox": (State.NEW, State.QUEUED),
    "new": (State.NEW,),
    "queued": (State.QUEUED,),
    "drafting": (State.DRAFTING,),
    "scheduled": (State.SCHEDULED,),
    "answered": (State.ANSWERED, State.ANSWERED_PRIVATELY),
    "declined": (State.DECLINED,),
    "spam": (State.SPAM,),
}
NAMES = {
    "inbox": "New and to answer",
    "new": "New",
    "queued": "To answer",
    "drafting": "Drafting",
    "scheduled": "Scheduled",
    "answered": "Answered",
    "declined": "Declined",
    "spam": "Spam",
}


class Lane(NamedTuple):
    """One page of a lane, starred questions first, then the newest."""

    key: str
    page: Page[Question]

    @property
    def name(self) -> str:
        """What the lane is called on the desk."""
        return NAMES[self.key]


def lane(key: str, number: int = 1) -> Lane:
    """Page NUMBER, from 1, of the lane KEY."""
    return Lane(key, page_of(_in(key), number, PAGE))


def sizes() -> dict[str, int]:
    """How many questions lie in each lane."""
    by_state = dict(db.session.execute(select(Question.state, func.count()).group_by(Question.state)).all())
    return {key: sum(by_state.get(state, 0) for state in states) for key, states in LANES.items()}


def after(question: Question, key: str) -> int | None:
    """The number of the question that follows QUESTION in the lane KEY, if any."""
    earlier = or_(
        Question.received_at < question.received_at,
        and_(Question.received_at == question.received_at, Question.id < question.id),
    )
    follows = and_(Question.starred.is_(question.starred), earlier)
    if question.starred:
        follows = or_(follows, Question.starred.is_(False))
    return db.session.scalar(_in(key).where(follows).with_only_columns(Question.id).limit(1))


def _in(key: str) -> Select[Question]:
    return (
        select(Question)
        .where(Question.state.in_(LANES[key]))
        .order_by(Question.starred.desc(), Question.received_at.desc(), Question.id.desc())
    )
