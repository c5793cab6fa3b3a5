"""Comments at the desk: approve, mark as spam, remove, and take it back."""

from collections.abc import Callable

from flask import abort, flash, redirect, render_template, request, url_for
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload
from werkzeug.wrappers import Response

from app.comments import Comment, State
from app.db import db, writing
from app.db.pages import page_of
from app.desk.front import author, front, page_number
from app.people import Person

PAGE = 50
HELD = {"of": Comment}
LANES = (State.HELD, State.PUBLISHED, State.SPAM, State.REMOVED)
DECISIONS: dict[str, tuple[Callable[[Comment, Person], None], str]] = {
    "approve": (Comment.approve, "Approved: everyone can see it."),
    "spam": (Comment.mark_spam, "Marked as spam."),
    "remove": (Comment.remove, "Removed."),
}


@front.get("/desk/comments")
def comments() -> str:
    """The comments of one lane, the longest waiting first where they wait."""
    lane = _lane()
    order = Comment.id.asc() if lane is State.HELD else Comment.id.desc()
    query = select(Comment).where(Comment.state == lane).order_by(order)
    both = (joinedload(Comment.post), joinedload(Comment.parent))
    return render_template(
        "desk/comments.html",
        lane=lane,
        lanes=LANES,
        page=page_of(query.options(*both), page_number(), PAGE),
        address=lambda n: url_for("desk.comments", lane=lane, page=n),
        held=held_count(),
    )


@front.post("/desk/comments/<int:number>/<any(approve, spam, remove):decision>")
def decide(number: int, decision: str) -> Response:
    """Carry out a decision."""
    verb, said = DECISIONS[decision]
    with writing() as session:
        decided = session.get(Comment, number, with_for_update=HELD) or abort(404)
        verb(decided, author())
    flash(said, f"undo-comment-{number}-{decided.moves[-1].id}" if decided.moves else "done")
    return redirect(url_for("desk.comments", lane=_lane()), 303)


@front.post("/desk/comments/<int:number>/undo")
def undo_decision(number: int) -> Response:
    """Take back the last decision."""
    with writing() as session:
        decided = session.get(Comment, number, with_for_update=HELD) or abort(404)
        decided.undo(request.form.get("move", 0, int), author())
    flash("Undone.", "done")
    return redirect(url_for("desk.comments", lane=_lane()), 303)


def held_count() -> int:
    """How many comments wait."""
    return db.session.scalar(select(func.count()).where(Comment.state == State.HELD)) or 0


def _lane() -> State:
    try:
        return State(request.args.get("lane", State.HELD))
    except ValueError:
        return State.HELD
