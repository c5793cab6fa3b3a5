"""Comments as HTML, thousands at a time.

The template of a comment is rendered once for each shape that a comment can have; what differs
from one comment to the next is filled in, escaped, by Python's own formatting. The markup stays
in `templates/comments/comment.html` alone, and a thread of 2,000 costs a tenth of a template each.
"""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from flask import current_app
from markupsafe import Markup, escape

from app import clock
from app.comments.badges import BADGES
from app.comments.thread import Entry
from app.posts import Heading

REPLIES = "/comments/{N}/reply"
INDENTS = 8
"""How many levels are indented further; the true level stays in the markup."""
HOLES = ("id", "level", "indent", "to_id", "moved_id", "name", "to_name", "moment", "date", "html", "anchors")
NUMBERS = 5
"""So many holes, the first, are filled with numbers; the others with bytes."""
Kind = tuple[bool, int, bool, bool, str, int | None]
"""Whether a comment is shown, its badge, whether it is a reply, has moved; its note, the id of its part."""
_holes = re.compile(r"%\((\d+)\)")
_percents = re.compile(r"%(?!\(\d+\))")


class Shape(NamedTuple):
    """The template of one kind of comment: bytes with holes, and what picks the values for them in turn."""

    template: bytes
    pick: Callable[[tuple[object, ...]], tuple[object, ...]]


class Items:
    """Makes list items of entries, with times as in ZONE, and with “Reply” where a thread TAKES_REPLIES.

    Below a round-up they link to what of its HEADINGS they are about, which stand on the page at PATH.
    REPLIES is where one replies to the comment with the number N, percent signs apart.
    """

    def __init__(
        self,
        zone: str,
        headings: Iterable[Heading] = (),
        path: str = "",
        *,
        takes_replies: bool = True,
        replies: str = REPLIES,
    ) -> None:
        self._zone, self._path, self._takes_replies, self._replies = zone, path, takes_replies, replies
        self._headings = {heading.id: heading for heading in headings}
        self._template = current_app.jinja_env.get_template("comments/comment.html")
        self._shapes: dict[Kind, Shape] = {}

    def item(self, entry: Entry, note: str = "") -> bytes:
        """ENTRY as a list item; a NOTE stands where others have “Reply”."""
        to, level = entry.to, entry.level
        kind = entry.shown, entry.badge, to is not None, entry.moved is not None, note, entry.part_id
        shape = self._shapes.get(kind) or self._new(kind)
        moment, date = clock.both(entry.created_at, self._zone)
        values = (
            entry.id,
            level,
            INDENTS if level > INDENTS else level,
            to and to.id,
            entry.moved,
            _escaped(entry.name),
            _escaped(to.name) if to and to.shown else b"a removed comment",
            moment,
            date,
            entry.html,
            entry.anchors,
        )
        return shape.template % shape.pick(values)

    def _new(self, kind: Kind) -> Shape:
        shown, badge, is_reply, has_moved, note, part_id = kind
        marks = [f"%({at}){'d' if at < NUMBERS else 'b'}" for at in range(len(HOLES))]
        holes = dict(zip(HOLES, map(Markup, marks), strict=True))
        to_id = holes.pop("to_id") if is_reply else None
        moved_id = holes.pop("moved_id") if has_moved else None
        made = self._template.render(
            holes,
            to_id=to_id,
            moved_id=moved_id,
            shown=shown,
            badge=BADGES[badge],
            replying=Markup(self._replies.replace("{N}", holes["id"])),  # noqa: S704
            note=note,
            takes_replies=self._takes_replies,
            **self._about(part_id),
        )
        made = _percents.sub("%%", made)
        order = [int(number) for number in _holes.findall(made)]
        shape = self._shapes[kind] = Shape(_holes.sub("%", made).encode(), itemgetter(*order))
        return shape

    def _about(self, part_id: int | None) -> dict[str, object]:
        """What the template shows of the part with PART_ID; its text may not be taken for a hole."""
        heading = self._headings.get(part_id) if part_id else None
        if heading is None:
            return {}
        words = escape(heading.text).replace("%", Markup("&#37;"))
        return {"part": heading.number, "on": f"{self._path}#{heading.anchor}", "heading": words}


@lru_cache(maxsize=4096)
def _escaped(name: str) -> bytes:
    return escape(name).encode()
