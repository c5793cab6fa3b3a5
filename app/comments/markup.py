"""Comments as HTML, thousands at a time.

The template of a comment is rendered once for each shape that a comment can have; what differs
from one comment to the next is filled in, escaped, by Python's own formatting. The markup stays
in `templates/comments/comment.html` alone, and a thread of 2,000 costs a tenth of a template each.
"""

from collections.abc import Iterable
from functools import lru_cache

from flask import current_app
from jinja2 import Environment
from markupsafe import Markup, escape

from app import clock
from app.comments.thread import Entry
from app.web.kept import SEAM

BLOCK = 50
"""About how many comments are compressed together."""
HOLES = ("id", "level", "indent", "name", "to_name", "moment", "date", "html")


def as_html(entries: Iterable[Entry], zone: str, note: str = "") -> Markup:
    """ENTRIES as list items, with times as in ZONE; a NOTE stands where others have “Reply”."""
    environment = current_app.jinja_env
    return Markup("".join(_seam(entry) + _one(environment, entry, zone, note) for entry in entries))  # noqa: S704


def _seam(entry: Entry) -> str:
    """Where a long thread may be cut: at the same comments, however many stand before them."""
    return SEAM if entry.id % BLOCK == 0 else ""


def _one(environment: Environment, entry: Entry, zone: str, note: str) -> str:
    to = entry.to
    return _shape(environment, entry.shown, entry.by_author, to is not None, note) % {
        "id": entry.id,
        "level": entry.level,
        "indent": entry.indent,
        "name": escape(entry.name),
        "to_id": to and to.id,
        "to_name": escape(to.name) if to and to.shown else "a removed comment",
        "moment": clock.machine(entry.created_at),
        "date": clock.day_and_time(entry.created_at, zone),
        "html": entry.html,
    }


@lru_cache(maxsize=64)
def _shape(environment: Environment, shown: bool, badge: bool, is_reply: bool, note: str) -> str:
    """The template with holes for what differs, written as Python's `%(name)s`."""
    holes = {name: Markup(f"%({name})s") for name in HOLES}  # noqa: S704
    to_id = Markup("%(to_id)s") if is_reply else None
    template = environment.get_template("comments/comment.html")
    return template.render(holes, to_id=to_id, shown=shown, badge=badge, note=note)
