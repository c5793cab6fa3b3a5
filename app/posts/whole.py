"""What a post must have before readers may see it."""

from datetime import date
from typing import TYPE_CHECKING

from app import text
from app.posts.states import Kind
from app.web import Refusal

if TYPE_CHECKING:
    from app.posts.model import Post
    from app.posts.parts import Part


def refuse_unless_whole(post: "Post", day: date) -> None:
    """Raises Refusal when something of POST is missing, or an asker does not allow it on DAY."""
    if not post.title:
        raise Refusal("A post needs a title before readers can see it.", 422)
    if post.kind is Kind.ROUND_UP:
        _refuse_unless_parted(post)
    elif text.shows_nothing(post.body_html):
        what = "answer" if post.kind is Kind.ANSWER else "text"
        raise Refusal(f"There is no {what} yet. Write it first.", 422)
    _refuse_unless_allowed(post, day)


def _refuse_unless_parted(post: "Post") -> None:
    if not post.parts:
        raise Refusal("A round-up needs at least one part. Add one first.", 422)
    for place, part in enumerate(post.parts, 1):
        _refuse_unless_answered(part, place)


def _refuse_unless_answered(part: "Part", place: int) -> None:
    if not part.heading:
        raise Refusal(f"Part {place} has no heading yet. Write it first.", 422)
    if text.shows_nothing(part.body_html):
        raise Refusal(f"There is no answer yet in “{part.heading}”. Write it first.", 422)


def _refuse_unless_allowed(post: "Post", day: date) -> None:
    """Raises the Refusal of a question that may not be published, naming it where there are others."""
    answered = post.answered_here
    for question in post.questions:
        try:
            question.refuse_if_withdrawn()
            if question in answered:
                question.refuse_unless_publishable(day)
        except Refusal as refusal:
            if len(post.questions) == 1:
                raise
            raise Refusal(f"“{question.title}”: {refusal}", refusal.status) from None
