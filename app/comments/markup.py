"""Comments as HTML, thousands at a time.

The template of a comment is rendered once for each shape that a comment can have; what differs
from one comment to the next is filled in, escaped, by Python's own formatting. The markup stays
in `templates/comments/comment.html` alone, and a thread of 2,000 costs a tenth of a template each.
"""

from collections.abc import Iterable
from functools import lru_cache
from weakref import WeakValueDictionary

from flask import current_app
from jinja2 import Environment
from markupsafe import Markup, escape

from app import clock
from app.comments.thread import Entry
from app.web.blocks import Block

BLOCK = 50
"""About how many comments are made and compressed together."""
_blocks: WeakValueDictionary[tuple[object, ...], Block] = WeakValueDictionary()
"""The blocks of the pages that are kept; they go when the last page that has them goes."""
HOLES = ("id", "level", "indent", "name", "to_name", "moment", "date", "html")


def as_blocks(entries: Iterable[Entry], zone: str) -> list[Block]:
    """ENTRIES as list items, with times as in ZONE, in blocks; what a kept page has is not made again."""
    return [_block(stretch, zone) for stretch in _stretches(entries)]


def as_html(entries: Iterable[Entry], zone: str, note: str = "") -> Markup:
    """ENTRIES as list items, with times as in ZONE; a NOTE stands where others have “Reply”."""
    environment = current_app.jinja_env
    return Markup("".join(_one(environment, entry, zone, note) for entry in entries))  # noqa: S704


def _stretches(entries: Iterable[Entry]) -> list[list[Entry]]:
    """ENTRIES cut before the same comments whatever is added elsewhere: those whose number says so."""
    stretches: list[list[Entry]] = [[]]
    for entry in entries:
        if entry.id % BLOCK == 0:
            stretches.append([])
        stretches[-1].append(entry)
    return [stretch for stretch in stretches if stretch]


def _block(stretch: list[Entry], zone: str) -> Block:
    """The block of STRETCH, found by all that it shows."""
    key = (zone, current_app.jinja_env, *map(_seen, stretch))
    block = _blocks.get(key)
    if block is None:
        block = _blocks[key] = Block(as_html(stretch, zone))
    return block


def _seen(entry: Entry) -> tuple[object, ...]:
    """All that is seen of ENTRY."""
    to = entry.to
    parent = (to.id, to.shown, to.name) if to else None
    return (
        entry.id,
        entry.level,
        parent,
        entry.shown,
        entry.by_author,
        entry.name,
        entry.created_at,
        entry.html,
    )


def _one(environment: Environment, entry: Entry, zone: str, note: str) -> str:
    to = entry.to
    written = clock.in_utc(entry.created_at)
    return _shape(environment, entry.shown, entry.by_author, to is not None, note) % {
        "id": entry.id,
        "level": entry.level,
        "indent": entry.indent,
        "name": escape(entry.name),
        "to_id": to and to.id,
        "to_name": escape(to.name) if to and to.shown else "a removed comment",
        "moment": clock.machine(written),
        "date": clock.day_and_time(written, zone),
        "html": entry.html,
    }


@lru_cache(maxsize=64)
def _shape(environment: Environment, shown: bool, badge: bool, is_reply: bool, note: str) -> str:
    """The template with holes for what differs, written as Python's `%(name)s`."""
    holes = {name: Markup(f"%({name})s") for name in HOLES}  # noqa: S704
    to_id = Markup("%(to_id)s") if is_reply else None
    template = environment.get_template("comments/comment.html")
    return template.render(holes, to_id=to_id, shown=shown, badge=badge, note=note)
