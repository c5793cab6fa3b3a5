"""The calendar: what comes out when, and what came out, a month at a time by the clocks of the site."""

from calendar import Calendar
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from flask import render_template, request

from app import clock
from app.desk.front import front
from app.posts import Post, State
from app.posts.months import between
from app.site import Site

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
YEARS = range(1900, 9000)


class Entry(NamedTuple):
    """A POST and the TIME of its day at which it comes out."""

    time: str
    post: Post


class Day(NamedTuple):
    """A day as the calendar shows it."""

    date: date
    name: str
    is_of_month: bool
    is_today: bool
    entries: Sequence[Entry]


class Month(NamedTuple):
    """The month that begins on FIRST, in whole weeks."""

    first: date
    weeks: Sequence[Sequence[Day]]

    @property
    def name(self) -> str:
        """What it is called: November 2026."""
        return f"{clock.MONTHS[self.first.month]} {self.first.year}"

    @property
    def before(self) -> str:
        """The month before it, as an address has it."""
        return f"{self.first - timedelta(days=1):%Y-%m}"

    @property
    def after(self) -> str:
        """The month after it."""
        return f"{self.first + timedelta(days=31):%Y-%m}"


@front.get("/desk/calendar")
def calendar() -> str:
    """One month: that of today, or the one that is asked for."""
    zone = Site.current().time_zone
    today = clock.local(clock.now(), zone).date()
    month = _month(_asked_for(today), today, zone)
    return render_template("desk/calendar.html", month=month, weekdays=WEEKDAYS, scheduled=State.SCHEDULED)


def _asked_for(today: date) -> date:
    """The first day of the month that is asked for, or of that of TODAY."""
    try:
        first = date.fromisoformat(f"{request.args.get('month', '')}-01")
    except ValueError:
        return today.replace(day=1)
    return first if first.year in YEARS else today.replace(day=1)


def _month(first: date, today: date, zone: str) -> Month:
    weeks = Calendar().monthdatescalendar(first.year, first.month)
    entries = _entries(weeks[0][0], weeks[-1][-1] + timedelta(days=1), zone)
    return Month(
        first,
        [
            [
                Day(each, _named(each), each.month == first.month, each == today, entries[each])
                for each in week
            ]
            for week in weeks
        ],
    )


def _entries(first: date, end: date, zone: str) -> dict[date, list[Entry]]:
    """What comes out on each day from FIRST until before END, by the clocks of ZONE."""
    begin, until = (clock.from_wall_clock(datetime.combine(day, time()), zone) for day in (first, end))
    entries: dict[date, list[Entry]] = defaultdict(list)
    for post in between(begin, until):
        shown = clock.local(post.comes_out_at or begin, zone)
        entries[shown.date()].append(Entry(f"{shown:%H:%M}", post))
    return entries


def _named(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]}, {day.day} {clock.MONTHS[day.month]}"
