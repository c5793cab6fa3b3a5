"""How many letters came and were answered, how long they waited, and how many lay there meanwhile."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import ColumnElement, Text, case, cast, func, select

from app.db import db
from app.db.spans import Span, counted
from app.people import Deed
from app.questions.deeds import Change, What
from app.questions.model import Question
from app.questions.states import OPEN, State

UNDECIDED = OPEN | {State.DRAFTING, State.SCHEDULED}
ANSWERED = {State.ANSWERED, State.ANSWERED_PRIVATELY}
MOST = 20_000
"""So many answers, the last, are looked at for how long they took."""


def arrived(spans: Sequence[Span]) -> list[int]:
    """How many letters came in each of SPANS, without spam."""
    came = select(func.count()).select_from(Question).where(Question.state != State.SPAM)
    return [count for (count,) in counted(came, Question.received_at, spans)]


def answered(spans: Sequence[Span]) -> list[int]:
    """How many questions were answered in each of SPANS, in public or in private."""
    done = select(func.count(Change.question_id.distinct())).join(Deed).where(*answers())
    return [count for (count,) in counted(done, Deed.at, spans)]


def waits(spans: Sequence[Span]) -> list[list[float]]:
    """How many days each question had waited that was answered in each of SPANS, in order."""
    query = (
        select(Deed.at, Question.received_at)
        .select_from(Change)
        .join(Deed)
        .join(Question)
        .where(*answers(), Deed.at >= spans[0].since)
        .order_by(Deed.at.desc())
        .limit(MOST)
    )
    waited: list[list[float]] = [[] for _ in spans]
    starts = [span.since for span in spans]
    for at, received_at in db.session.execute(query):
        waited[bisect_right(starts, at) - 1].append((at - received_at) / timedelta(days=1))
    return [sorted(each) for each in waited]


def backlog(spans: Sequence[Span]) -> list[int]:
    """How many letters were undecided at the end of each of SPANS, reckoned back from now."""
    lying = undecided()
    ends = []
    for came, left in reversed(list(zip(_all_arrived(spans), _left(spans), strict=True))):
        ends.append(max(0, lying))
        lying += left - came
    return ends[::-1]


def undecided() -> int:
    """How many letters are neither answered nor put aside."""
    return db.session.scalar(select(func.count()).where(Question.state.in_(UNDECIDED))) or 0


def _all_arrived(spans: Sequence[Span]) -> list[int]:
    came = select(func.count()).select_from(Question)
    return [count for (count,) in counted(came, Question.received_at, spans)]


def _left(spans: Sequence[Span]) -> list[int]:
    """How many more were decided than taken up again in each of SPANS."""
    step = case((_is(Change.became, UNDECIDED), 0), else_=1) - case((_is(Change.was, UNDECIDED), 0), else_=1)
    moved = select(func.sum(step)).select_from(Change).join(Deed).where(Change.what == What.STATE)
    return [count for (count,) in counted(moved, Deed.at, spans)]


def answers() -> tuple[ColumnElement[bool], ...]:
    """Whether a change is an answer that stands."""
    stands = Deed.undone.is_(False) & Deed.undoes_id.is_(None)
    return Change.what == What.STATE, _is(Change.became, ANSWERED), stands


def _is(said: object, states: set[State]) -> ColumnElement[bool]:
    """Whether what a change SAID, as JSON, is one of STATES."""
    return cast(said, Text).in_([f'"{state}"' for state in sorted(states)])
