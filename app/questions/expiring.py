"""Which questions expire, and that they do: some a round, each once, whoever comes first."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, false, or_, select
from sqlalchemy.orm import selectinload

from app import clock
from app.db import db, writing
from app.people import one_deed
from app.questions.deeds import QuestionDeed
from app.questions.lasting import WARNED
from app.questions.model import Question
from app.questions.states import INBOX
from app.site import Site

AT_ONCE = 50


def expiring_by(moment: datetime) -> ColumnElement[bool]:
    """Whether a question in the inbox will have expired by a MOMENT, if nobody gets to it until then.

    Never one that is starred, that is snoozed, or whose asker was not heard yet; and none within a week of
    the last that was done to it, or of the day on which questions were given less time (see `expires_at`).
    """
    site = Site.current()
    if not site.expire_after or site.expiry_set_at is None or site.expiry_set_at + WARNED > moment:
        return false()
    return and_(
        Question.replied.is_(False),
        Question.starred.is_(False),
        Question.lifted_at <= moment - timedelta(days=site.expire_after),
        Question.touched_at <= moment - WARNED,
        or_(Question.snoozed_until.is_(None), Question.snoozed_until <= clock.now()),
    )


def expire_due() -> int:
    """Let some of those expire that are due by now; returns how many."""
    now = clock.now()
    numbers = _due(now)
    if not numbers:
        return 0
    with writing() as session, one_deed(None, QuestionDeed) as deed:
        still = (Question.id.in_(numbers), Question.state.in_(INBOX), expiring_by(now))
        due = select(Question).where(*still).order_by(Question.id).options(selectinload(Question.changes))
        expired = session.scalars(due.with_for_update(of=Question, skip_locked=True)).all()
        for question in expired:
            question.expire()
        some = "One question" if len(expired) == 1 else f"{len(expired)} questions"
        deed.told = f"{some} expired: nobody got to {'it' if len(expired) == 1 else 'them'} in time."
    return len(expired)


def _due(now: datetime) -> list[int]:
    """The numbers of some that are due NOW, in each state those that have waited longest."""
    each = (
        select(Question.id)
        .where(Question.state == state, expiring_by(now))
        .order_by(Question.lifted_at)
        .limit(AT_ONCE)
        for state in INBOX
    )
    return [number for query in each for number in db.session.scalars(query)][:AT_ONCE]
