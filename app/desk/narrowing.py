"""What a question must be for a sight of the questions to show it."""

from datetime import timedelta

from sqlalchemy import ColumnElement, and_, or_, select, true

from app import clock
from app.desk.sights import Sight
from app.posts import sequels
from app.questions import Permission, Priority, Question, Tagged
from app.questions.expiring import expiring_by
from app.questions.finding import matching
from app.questions.lasting import WARNED
from app.questions.letter import NEVER
from app.questions.states import INBOX
from app.site import Category, today

AGES = {"day": timedelta(days=1), "week": timedelta(weeks=1), "month": timedelta(days=30)}
LENGTHS = {"short": (0, 800), "medium": (800, 3_000), "long": (3_000, 10**9)}
"""In characters: about 140 and 520 words."""
UNFILED = "-"
"""Asked for as a category: those that are filed under none."""


def conditions(sight: Sight) -> list[ColumnElement[bool]]:
    """What a question must be for SIGHT to show it, beside standing in one of its `states`."""
    kinds = (
        _awake,
        _expiring,
        _aged,
        _sized,
        _allowed,
        _marked,
        _prioritised,
        _due,
        _categorised,
        _filed,
        _saying,
    )
    return [kind(sight) for kind in kinds]


def _awake(sight: Sight) -> ColumnElement[bool]:
    snoozed = and_(Question.snoozed_until.is_not(None), Question.snoozed_until > clock.now())
    if sight.lane == "snoozed":
        return snoozed
    return (
        or_(Question.snoozed_until.is_(None), Question.snoozed_until <= clock.now())
        if set(sight.states) <= set(INBOX)
        else true()
    )


def _expiring(sight: Sight) -> ColumnElement[bool]:
    return expiring_by(clock.now() + WARNED) if sight.lane == "expiring" else true()


def _aged(sight: Sight) -> ColumnElement[bool]:
    if sight.age == "older":
        return Question.received_at < clock.now() - AGES["month"]
    return Question.received_at >= clock.now() - AGES[sight.age] if sight.age else true()


def _sized(sight: Sight) -> ColumnElement[bool]:
    least, most = LENGTHS.get(sight.length, (0, 0))
    return and_(Question.length >= least, Question.length < most) if sight.length else true()


def _allowed(sight: Sight) -> ColumnElement[bool]:
    if sight.allows == "publish":
        return Question.permission != Permission.PRIVATE
    return Question.permission == Permission.PRIVATE if sight.allows else true()


def _marked(sight: Sight) -> ColumnElement[bool]:
    marks = {
        "starred": Question.starred.is_(True),
        "email": Question.email_confirmed_at.is_not(None),
        "noted": Question.note != "",
        "went": Question.id.in_(sequels.due()),
    }
    return marks[sight.only] if sight.only else true()


def _prioritised(sight: Sight) -> ColumnElement[bool]:
    return Question.priority == Priority[sight.priority.upper()] if sight.priority else true()


def _due(sight: Sight) -> ColumnElement[bool]:
    if not sight.due:
        return true()
    day = today()
    return {
        "week": and_(Question.due >= day, Question.due <= day + timedelta(days=7)),
        "passed": Question.due < day,
        "any": Question.due < NEVER,
    }[sight.due]


def _categorised(sight: Sight) -> ColumnElement[bool]:
    if sight.category == UNFILED:
        return Question.category_id.is_(None)
    its_id = select(Category.id).where(Category.slug == sight.category).scalar_subquery()
    return Question.category_id == its_id if sight.category else true()


def _filed(sight: Sight) -> ColumnElement[bool]:
    return Question.tagged.any(Tagged.tag == sight.tag) if sight.tag else true()


def _saying(sight: Sight) -> ColumnElement[bool]:
    return Question.id.in_(matching(sight.words)) if sight.words else true()
