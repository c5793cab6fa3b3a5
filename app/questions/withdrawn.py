"""Which withdrawn questions can be brought back no longer."""

from collections.abc import Sequence

from sqlalchemy import select

from app import clock
from app.db import db
from app.questions.model import Question
from app.questions.reconsidering import KEPT
from app.questions.states import State

AT_ONCE = 50


def withdrawn_due() -> Sequence[int]:
    """The numbers of some whose text is to be removed by now, those that were withdrawn first, first."""
    due = (Question.state == State.WITHDRAWN, Question.withdrawn_at <= clock.now() - KEPT)
    query = select(Question.id).where(*due).order_by(Question.withdrawn_at, Question.id).limit(AT_ONCE)
    return db.session.scalars(query).all()
