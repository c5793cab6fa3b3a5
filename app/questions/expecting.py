"""What askers can expect, by the record: how many questions are answered, and how soon.

It is reckoned from all that came between a year and two months ago, so that the latest, which nobody
had time for yet, make it look neither worse than it is nor better.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from math import ceil
from time import monotonic
from typing import NamedTuple

from flask import current_app
from sqlalchemy import Select, func, select

from app import clock
from app.db import db, writing
from app.people import Deed
from app.questions.deeds import Change
from app.questions.figures import ANSWERED, UNDECIDED, answers
from app.questions.model import Question
from app.questions.states import State
from app.site import Site

Asked = Select[int, State, datetime]
OLDEST, YOUNGEST = timedelta(days=365), timedelta(days=60)
FEWEST = 20
"""Questions that must be decided; from fewer nothing can be told."""
MOST = 20_000
"""Questions that are looked at, the last."""
NEARLY_ALL = 1.25
"""Of so many questions one is answered where nearly all are."""
EVERY = 24 * 60 * 60
"""Seconds from one reckoning to the next, in each process."""


class Expected(NamedTuple):
    """One question in so many is answered, most within so many days; zeros where there is no telling."""

    one_in: int
    most_within: int


def reckon_daily() -> bool:
    """Tell the site what askers can expect; whether that has changed.

    Each process does so once a day. They read the same record, so none undoes what another has done.
    """
    if monotonic() < current_app.extensions.get("reckon expectations at", 0):
        return False
    changed = _tell(expected())
    current_app.extensions["reckon expectations at"] = monotonic() + EVERY
    return changed


def expected() -> Expected:
    """What the record says."""
    now = clock.now()
    asked = _asked_between(now - OLDEST, now - YOUNGEST)
    states = _states(asked)
    answered = sum(count for state, count in states.items() if state in ANSWERED)
    decided = sum(count for state, count in states.items() if state not in UNDECIDED)
    waits = _waits(asked)
    if decided < FEWEST or not answered or not waits:
        return Expected(0, 0)
    share = sum(states.values()) / answered
    return Expected(1 if share < NEARLY_ALL else max(2, round(share)), _third_quartile(waits))


def _asked_between(since: datetime, until: datetime) -> Asked:
    """The questions that arrived then, without spam, without what was withdrawn, and without updates."""
    return (
        select(Question.id, Question.state, Question.received_at)
        .where(Question.received_at >= since, Question.received_at < until)
        .where(Question.state.not_in([State.SPAM, State.WITHDRAWN]), Question.update_to_id.is_(None))
        .order_by(Question.received_at.desc())
        .limit(MOST)
    )


def _states(asked: Asked) -> dict[State, int]:
    """How many of those ASKED stand where."""
    each = asked.subquery()
    counted = select(each.c.state, func.count()).group_by(each.c.state)
    return dict(db.session.execute(counted).all())


def _waits(asked: Asked) -> Sequence[timedelta]:
    """How long each of those ASKED and answered had waited, in order."""
    each = asked.subquery()
    query = (
        select(each.c.received_at, func.min(Deed.at, type_=Deed.at.type))
        .join_from(each, Change, Change.question_id == each.c.id)
        .join(Deed, Deed.id == Change.deed_id)
        .where(each.c.state.in_(ANSWERED), *answers())
        .group_by(each.c.id, each.c.received_at)
    )
    return sorted(at - received_at for received_at, at in db.session.execute(query))


def _third_quartile(waits: Sequence[timedelta]) -> int:
    """The days within which three in four of WAITS, in order, were over, by nearest rank."""
    return max(1, ceil(waits[ceil(0.75 * len(waits)) - 1] / timedelta(days=1)))


def _tell(found: Expected) -> bool:
    site = Site.current()
    if found == (site.one_in, site.most_within):
        return False
    with writing():
        Site.current().expect(*found)
    return True
