"""How the column goes: what came, what was answered, how long it took, and what readers said."""

from collections.abc import Sequence
from datetime import timedelta
from math import ceil
from statistics import median
from typing import NamedTuple

from flask import render_template, request

from app import clock
from app.comments import figures as comments
from app.db import spans
from app.db.spans import Span
from app.desk.charts import Chart, Value, chart
from app.desk.front import front
from app.posts.sparing import spared_since
from app.questions import figures as questions
from app.site import day_of
from app.site.model import time_zone

SCALES = {"30": (30, 1, "30 days"), "90": (90, 1, "90 days"), "365": (52, 7, "A year")}
"""How many bars of how many days, and what that is called."""


class Panel(NamedTuple):
    """A chart and the table behind it: WHOLE and PART name what its bars and columns are."""

    key: str
    title: str
    whole: str
    part: str
    chart: Chart
    rows: list[tuple[str, str, str]]


@front.get("/desk/overview")
def overview() -> str:
    """The last month, quarter or year in charts, each with its figures."""
    scale = request.args.get("days", "30")
    scale = scale if scale in SCALES else "30"
    count, days, _ = SCALES[scale]
    shown = spans.last(count, days, time_zone())
    names = [_named(span, days) for span in shown]
    every = "day" if days == 1 else "week"
    came, done, lay = questions.arrived(shown), questions.answered(shown), questions.backlog(shown)
    waits, said = questions.waits(shown), comments.said(shown)
    written, held, _ = zip(*said, strict=True)
    return render_template(
        "desk/overview.html",
        scales=SCALES,
        scale=scale,
        every=every,
        came=sum(came),
        done=sum(done),
        lying=questions.undecided(),
        waited=_wait(sorted(wait for each in waits for wait in each)),
        said=comments.Said(*map(sum, zip(*said, strict=True))),
        panels=[
            _panel("letters", f"Letters a {every}", "arrived", "answered", names, came, done),
            _panel(
                "lying", f"Undecided at the end of the {every}", "undecided", "", names, lay, [None] * count
            ),
            _waiting(names, waits),
            _panel("comments", f"Comments a {every}", "written", "held at first", names, written, held),
        ],
        discussed=comments.most_discussed(shown[0].since),
        spared=spared_since(day_of(shown[0].since)),
    )


def _named(span: Span, days: int) -> str:
    """The day of SPAN, or the first of its days."""
    begins = clock.local(span.since, time_zone())
    day = f"{begins.day} {clock.MONTHS[begins.month][:3]}"
    return day if days == 1 else f"week of {day}"


def _panel(
    key: str,
    title: str,
    whole: str,
    part: str,
    names: Sequence[str],
    wholes: Sequence[Value],
    parts: Sequence[Value],
) -> Panel:
    shown = [
        ("" if a is None else f"{a:g}", "" if b is None else f"{b:g}")
        for a, b in zip(wholes, parts, strict=True)
    ]
    says = [
        f"{name}: {a or 0} {whole}" + (f", {b or 0} {part}" if part else "")
        for name, (a, b) in zip(names, shown, strict=True)
    ]
    rows = [(name, a, b) for name, (a, b) in zip(names, shown, strict=True)]
    return Panel(key, title, whole, part, chart(names, wholes, parts, says), rows[::-1])


def _waiting(names: Sequence[str], waits: Sequence[Sequence[float]]) -> Panel:
    """How many days the questions waited that were answered in each span."""
    slow = [round(_ninth_tenth(each), 1) if each else None for each in waits]
    half = [round(median(each), 1) if each else None for each in waits]
    return _panel("waits", "Days until an answer", "for nine in ten", "for half of them", names, slow, half)


def _wait(waits: Sequence[float]) -> tuple[str, str] | None:
    """How long half of WAITS, in order, were at most, and nine in ten; None where there are none."""
    return (_length(median(waits)), _length(_ninth_tenth(waits))) if waits else None


def _ninth_tenth(waits: Sequence[float]) -> float:
    """The 90th percentile of WAITS, in order, by nearest rank."""
    return waits[ceil(0.9 * len(waits)) - 1]


def _length(days: float) -> str:
    return clock.age(clock.now() - timedelta(days=days))
