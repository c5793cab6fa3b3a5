"""Below a round-up: what readers say about one of its parts."""

from flask import abort, render_template
from markupsafe import Markup
from werkzeug.wrappers import Response

from app.comments import Comment
from app.comments.inline import with_buttons
from app.comments.markup import Items
from app.comments.thread import thread_of
from app.people import signed_in
from app.posts.lists import at_path
from app.posts.talk import talk_at
from app.reading.forms import CommentForm
from app.reading.front import front
from app.site.model import time_zone
from app.web import public


@front.get("/<path:path>/part/<anchor>")
def part(path: str, anchor: str) -> Response:
    """The comments under one heading of the round-up at PATH, on a page of their own."""
    talk = talk_at(path) or abort(404)
    heading = next((each for each in talk.headings if each.anchor == anchor), None)
    if heading is None or not talk.takes_comments:
        abort(404)
    items = Items(time_zone(), talk.headings, f"/{path}", takes_replies=not talk.is_closed)
    entries = thread_of(talk, Comment.part_id == heading.id)
    thread = b"".join(map(items.item, entries))
    return public(
        render_template(
            "reading/part.html",
            post=at_path(path),
            heading=heading,
            count=sum(entry.shown for entry in entries),
            thread=Markup((with_buttons(thread) if signed_in() else thread).decode()),  # noqa: S704
            form=CommentForm(part=str(heading.number)).offer(talk.headings),
        )
    )
