"""The questions of a sight, as many as fit on a page, and how many lie in each lane."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, ScalarSelect, Select, func, or_, select, union_all

from app import clock
from app.db import db
from app.desk.narrowing import conditions
from app.desk.sights import LANES, NAMES, Sight
from app.questions import Question, State, Tagged
from app.questions.expiring import expiring_by
from app.questions.lasting import WARNED
from app.site import Site

PAGE = 50
ABOVE = 10
"""So many rows stand above the question that is open."""
MOST = 1_000
"""Where more lie in a lane, no more is said than that."""


class Lane(NamedTuple):
    """Some questions of a SIGHT that follow one another; whether there are others before and behind them.

    PREVIOUS and NEXT are the neighbours of the open one, or of the place where it would stand.
    """

    sight: Sight
    rows: Sequence[Question]
    has_before: bool
    has_more: bool
    previous: Question | None = None
    next: Question | None = None

    @property
    def name(self) -> str:
        """What the lane is called on the desk."""
        return NAMES[self.sight.lane]


def lane(sight: Sight, around: Question | None = None, behind: Question | None = None) -> Lane:
    """A page of SIGHT: from its beginning, or BEHIND a question, or with some rows before one AROUND it."""
    if around is None:
        rows = _some(sight, PAGE + 1, *([sight.behind(behind)] if behind else []))
        return Lane(sight, rows[:PAGE], behind is not None, len(rows) > PAGE, None, rows[0] if rows else None)
    before = _some(sight, ABOVE + 1, sight.behind(around, back=True), back=True)
    after = _some(sight, PAGE - ABOVE, sight.behind(around))
    middle = [around] if _is_in(sight, around) else []
    rows = [*reversed(before[:ABOVE]), *middle, *after[: PAGE - ABOVE - 1]]
    neighbours = (before[0] if before else None, after[0] if after else None)
    return Lane(sight, rows, len(before) > ABOVE, len(after) == PAGE - ABOVE, *neighbours)


def following(sight: Sight, question: Question, leaving: Collection[int] = ()) -> int | None:
    """The number of the question behind QUESTION that is not LEAVING, else of the one before it, if any."""
    stays = Question.id.not_in(leaving)
    found = _some(sight, 1, sight.behind(question), stays) or _some(
        sight, 1, sight.behind(question, back=True), stays, back=True
    )
    return found[0].id if found else None


def sizes() -> dict[str, int]:
    """How many questions lie in each lane; of each state no more than MOST + 1 are counted."""
    awake = {state: _count(state, or_(*_awake())) for state in LANES["inbox"]}
    asleep = {state: _count(state, Question.snoozed_until > clock.now()) for state in LANES["inbox"]}
    others = {state: _count(state) for state in State if state not in awake}
    names = [("awake", state) for state in awake] + [("asleep", state) for state in asleep]
    names += [("awake", state) for state in others]
    counts = db.session.execute(select(*awake.values(), *asleep.values(), *others.values())).one()
    counted = dict(zip(names, counts, strict=True))
    lying = {key: sum(counted["awake", state] for state in states) for key, states in LANES.items()}
    snoozed = sum(counted["asleep", state] for state in asleep)
    return lying | {
        "snoozed": snoozed,
        "all": lying["all"] + snoozed,
        "expiring": _expiring(),
    }


def names(sizes: Mapping[str, int]) -> dict[str, str]:
    """What the lanes are called; without those about expiry where nothing expires."""
    unused = {"expiring", "expired"} if not Site.current().expire_after else set()
    return {key: name for key, name in NAMES.items() if key not in unused or sizes[key]}


def _awake() -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return Question.snoozed_until.is_(None), Question.snoozed_until <= clock.now()


def _count(state: State, *where: ColumnElement[bool]) -> ScalarSelect[int]:
    some = select(Question.id).where(Question.state == state, *where).limit(MOST + 1).subquery()
    return select(func.count()).select_from(some).scalar_subquery()


def _expiring() -> int:
    """How many questions will expire within the week of which the desk is warned."""
    if not Site.current().expire_after:
        return 0
    soon = (Question.state.in_(LANES["expiring"]), expiring_by(clock.now() + WARNED))
    some = select(Question.id).where(*soon).limit(MOST + 1).subquery()
    return db.session.scalar(select(func.count()).select_from(some)) or 0


def tags_in_use() -> Sequence[str]:
    """The tags that questions are filed under, at most 200."""
    return db.session.scalars(select(Tagged.tag).distinct().order_by(Tagged.tag).limit(200)).all()


def _some(sight: Sight, most: int, *where: ColumnElement[bool], back: bool = False) -> list[Question]:
    """At most so many questions of SIGHT that are as WHERE says; with BACK, the last first.

    Each state is walked along its own index and no further than that takes.
    """
    order = sight.in_order(back=back)
    each = [
        select(Question.id)
        .where(Question.state == state, *conditions(sight), *where)
        .order_by(*order)
        .limit(most)
        .subquery()
        for state in sight.states
    ]
    found = union_all(*(select(one.c.id) for one in each)).subquery()
    query: Select[Question] = (
        select(Question).where(Question.id.in_(select(found.c.id))).order_by(*order).limit(most)
    )
    return list(db.session.scalars(query))


def _is_in(sight: Sight, question: Question) -> bool:
    seen = select(Question.id).where(
        Question.id == question.id, Question.state.in_(sight.states), *conditions(sight)
    )
    return db.session.scalar(seen) is not None
