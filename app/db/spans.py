"""Stretches of time that follow one another, and rows counted by them."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from itertools import pairwise
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, FromClause, Select, and_, column, values
from sqlalchemy.orm import InstrumentedAttribute

from app import clock
from app.db.columns import Moment
from app.db.sessions import db


class Span(NamedTuple):
    """From a moment up to another, in UTC."""

    since: datetime
    until: datetime


def last(count: int, days: int, zone: str) -> list[Span]:
    """The last COUNT stretches of so many DAYS each, by the calendar of ZONE; the last ends with today."""
    tomorrow = clock.local(clock.now(), zone).date() + timedelta(days=1)
    begin = [tomorrow - timedelta(days=days * n) for n in range(count, -1, -1)]
    starts = [clock.from_wall_clock(datetime.combine(day, time()), zone) for day in begin]
    return [Span(*pair) for pair in pairwise(starts)]


def counted(
    query: Select[Any, *tuple[Any, ...]], at: InstrumentedAttribute[datetime], spans: Sequence[Span]
) -> list[tuple[int, ...]]:
    """What QUERY counts of the rows whose moment AT lies in each of SPANS; zeros where there are none.

    One query that walks the index on AT once a span. QUERY selects its figures and nothing else.
    """
    stretches = _table(spans)
    number, since, until = stretches.c
    within = and_(at >= since, at < until)
    found = query.add_columns(number).join(stretches, within).group_by(number)
    figures = {row[-1]: tuple(each or 0 for each in row[:-1]) for row in db.session.execute(found)}
    nothing = (0,) * len(query.selected_columns)
    return [figures.get(n, nothing) for n in range(len(spans))]


def _table(spans: Sequence[Span]) -> FromClause:
    named = values(column("number", BigInteger), column("since", Moment), column("until", Moment))
    return named.data([(n, *span) for n, span in enumerate(spans)]).cte("span")
