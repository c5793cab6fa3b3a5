"""The site: what the author sets at the desk."""

from datetime import date, datetime

from flask import Flask
from markupsafe import Markup

from app import clock
from app.site.categories import Category
from app.site.model import Moderation, Site

__all__ = ["Category", "Moderation", "Site", "day_of", "init_app", "today"]


def init_app(app: Flask) -> None:
    """Let the templates of APP name the site and show times as its clocks do."""
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.context_processor(lambda: {"site": Site.current()})
    app.jinja_env.filters |= {
        "age": clock.age,
        "machine": clock.machine,
        "day": _day,
        "date": clock.date_of,
        "coming": _coming,
        "day_and_time": _day_and_time,
        "safe_html": Markup,
    }


def today() -> date:
    """The date on the calendar of the site."""
    return day_of(clock.now())


def day_of(moment: datetime) -> date:
    """The date of MOMENT on the calendar of the site."""
    return clock.local(moment, Site.current().time_zone).date()


def _coming(day: date) -> str:
    return clock.coming(day, today())


def _day(moment: datetime) -> str:
    return clock.day(moment, Site.current().time_zone)


def _day_and_time(moment: datetime) -> str:
    return clock.day_and_time(moment, Site.current().time_zone)
