"""Comments at the desk: lanes of them, decisions about one or many at a stroke, and the way back."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from flask import abort, flash, redirect, render_template, request, url_for
from sqlalchemy import select
from sqlalchemy.orm import selectinload
from werkzeug.wrappers import Response

from app import text
from app.comments import Comment, CommentDeed, State
from app.comments.alike import MOST, Trait, alike, histories, hosts_in, writer_of
from app.comments.lanes import NAMES, PAGE, sizes
from app.comments.thread import before
from app.db import db, writing
from app.desk import meanwhile
from app.desk.forms import CommentReplyForm
from app.desk.front import asked_number, author, front, numbers
from app.desk.looks import Look
from app.people import Person, one_deed
from app.web import Refusal

front.app_template_filter("hosts")(hosts_in)
front.app_template_filter("writer")(writer_of)
NOTHING_CHOSEN = "Choose the comments first: tick the boxes before them."


class Act(NamedTuple):
    """What may be decided about a comment: how, what it is TO be, and what is said of it."""

    do: Callable[[Comment, Person], None]
    to: State
    said: str


ACTS = {
    "approve": Act(Comment.approve, State.PUBLISHED, "Approved {}."),
    "spam": Act(Comment.mark_spam, State.SPAM, "Marked {} as spam."),
    "remove": Act(Comment.remove, State.REMOVED, "Removed {}."),
    "hold": Act(Comment.hold, State.HELD, "Held {}."),
}


@front.get("/desk/comments")
def comments() -> str:
    """A page of one lane, with one of its comments open to the keys."""
    look, at = Look.asked_for(request.args), asked_number("at")
    rows = look.lane.rows(behind=look.behind)
    if at and all(row.id != at for row in rows[:PAGE]):
        rows = look.lane.rows(since=at)
    rows = rows or look.lane.rows()
    shown = rows[:PAGE]
    at_row = next((n for n, row in enumerate(shown) if row.id == at), 0)
    return render_template(
        "desk/comments.html",
        look=look,
        names=NAMES,
        sizes=sizes(),
        rows=shown,
        at_row=at_row,
        has_more=len(rows) > PAGE,
        histories=histories(shown),
        last=CommentDeed.is_any_of(author()),
    )


@front.get("/desk/comments/<int:number>/like/<any(writer, link, text):trait>")
def comments_like(number: int, trait: str) -> str:
    """All that has something in common with one comment, ticked."""
    comment = db.session.get(Comment, number) or abort(404)
    host = request.args.get("host", "")
    rows = alike(comment, Trait(trait), host)
    return render_template(
        "desk/comments_like.html",
        look=Look.asked_for(request.args),
        comment=comment,
        trait=trait,
        host=host,
        rows=rows,
        most=MOST,
        histories=histories(rows),
    )


@front.post(f"/desk/comments/<any({', '.join(ACTS)}):verb>")
def moderate(verb: str) -> Response:
    """Decide about the one whose button was pressed, or else about all that are ticked.

    What somebody else decided after the page was shown stays as it is.
    """
    act, chosen, at = ACTS[verb], _chosen(), _opened()
    if at in chosen:
        at = Look.asked_for(request.args).lane.next_to(at, chosen) or 0
    seen = meanwhile.shown("one", "selected")
    with writing() as session, one_deed(author(), CommentDeed) as deed:
        found = _locked(chosen)
        if not found:
            raise Refusal(NOTHING_CHOSEN, 422)
        stale = [each for each in found if meanwhile.is_stale(each.id, each.state, act.to, seen)]
        decided = [each for each in found if each not in stale]
        near = before(found[0]) if "thread" in request.form else None
        for comment in decided:
            act.do(comment, author())
        deed.told = act.said.format(_called(decided)) if decided else ""
        session.flush()
    if decided:
        flash(deed.told if deed.id else "That was so already.", undoing(deed))
    if stale:
        flash(meanwhile.comments_left(stale, alone=not decided), f"anew-comment-{stale[0].id}")
    return _to_thread(found[0], near) if "thread" in request.form else _to_lane(at)


@front.post("/desk/comments/<int:number>/reply")
def reply_to_comment(number: int) -> Response:
    """Reply below a comment; one that was held is approved at the same stroke."""
    form, by = CommentReplyForm(), author()
    if not form.validate():
        raise Refusal(" ".join(form.text.errors), 422)
    said = text.for_reader(form.text.data or "")
    at = Look.asked_for(request.args).lane.next_to(number, [number]) or number
    with writing() as session, one_deed(by, CommentDeed) as deed:
        [comment] = _locked([number]) or abort(404)
        if meanwhile.is_stale(number, comment.state, State.PUBLISHED, meanwhile.shown("shown")):
            raise Refusal(meanwhile.comments_left([comment], alone=True))
        if comment.state is State.HELD:
            comment.approve(by)
        Comment.write(comment.post, said, parent=comment, by=by)
        deed.told = f"Replied to {_called([comment])}."
        session.add(deed)
        session.flush()
    flash(deed.told, undoing(deed) if deed.moves else "done")
    return _to_lane(at)


@front.post("/desk/comments/undo")
def undo_comments() -> Response:
    """Take back the deed that is named, or else the last of whoever asks."""
    with writing() as session:
        named = numbers("deed")
        wanted = select(CommentDeed).where(CommentDeed.id.in_(named)).with_for_update(of=CommentDeed)
        deed = session.scalar(wanted) if named else CommentDeed.last_of(author())
        if deed is None:
            raise Refusal("There is nothing to undo.")
        deed.undo(author())
        comment = deed.moves[0].comment
    flash("Undone.", "done")
    return _to_thread(comment, comment) if "thread" in request.form else _to_lane(comment.id)


def undoing(deed: CommentDeed) -> str:
    """The kind of message that offers to take DEED back, if it changed anything."""
    return f"undo-comments-{deed.id}" if deed.id else "done"


def _chosen() -> list[int]:
    """The number of the one whose button was pressed, or else those that are ticked."""
    return numbers("one")[:1] or list(dict.fromkeys(numbers("selected")))[:MOST]


def _opened() -> int:
    return next(iter(numbers("opened")), 0)


def _locked(numbers: Sequence[int]) -> Sequence[Comment]:
    """The comments with NUMBERS, which nobody else decides about until the commit."""
    wanted = select(Comment).where(Comment.id.in_(numbers)).order_by(Comment.id)
    loaded = wanted.options(selectinload(Comment.reports)).with_for_update(of=Comment)
    return db.session.scalars(loaded).all()


def _called(decided: Sequence[Comment]) -> str:
    if len(decided) > 1:
        return f"{len(decided)} comments"
    return f"{decided[0].name}’s comment on “{decided[0].post.title}”"


def _to_lane(at: int) -> Response:
    look = Look.asked_for(request.args)
    return redirect(url_for("desk.comments", **look.query, at=at or None), 303)


def _to_thread(comment: Comment, near: Comment | None) -> Response:
    """Back to where COMMENT stood, which is NEAR another if it stands there no more."""
    anchor = f"comment-{near.id}" if near else "comments"
    return redirect(url_for("reading.post", path=comment.post.path or "", _anchor=anchor), 303)
