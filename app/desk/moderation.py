"""Comments at the desk: lanes of them, decisions about one or many at a stroke, and the way back."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from flask import abort, flash, redirect, render_template, request, url_for
from sqlalchemy import select
from sqlalchemy.orm import selectinload
from werkzeug.wrappers import Response

from app import text
from app.comments import Comment, CommentDeed, State
from app.comments.alike import MOST, Trait, alike, histories, hosts_in, writer_of
from app.comments.lanes import NAMES, PAGE, Lane, sizes
from app.comments.thread import before
from app.db import db, writing
from app.desk.forms import CommentReplyForm
from app.desk.front import asked_number, author, front, numbers
from app.people import Person, one_deed
from app.text import tidy_line
from app.web import Refusal

front.app_template_filter("hosts")(hosts_in)
front.app_template_filter("writer")(writer_of)
NOTHING_CHOSEN = "Choose the comments first: tick the boxes before them."


class Act(NamedTuple):
    """What may be decided about a comment: how, and what is said of it."""

    do: Callable[[Comment, Person], None]
    said: str


ACTS = {
    "approve": Act(Comment.approve, "Approved {}."),
    "spam": Act(Comment.mark_spam, "Marked {} as spam."),
    "remove": Act(Comment.remove, "Removed {}."),
    "hold": Act(Comment.hold, "Held {}."),
}


class Look(NamedTuple):
    """What is looked at: a LANE, from behind the comment with a number."""

    lane: Lane
    behind: int | None = None

    @classmethod
    def asked_for(cls, sent: Mapping[str, str]) -> "Look":
        """What an address asks for; what it cannot mean is left out. Words are looked for in all lanes."""
        words = tidy_line(sent.get("words"))[:100]
        key = "all" if words else sent.get("lane", "held")
        behind = sent.get("behind", "")
        lane = Lane(key if key in NAMES else "held", words)
        return cls(lane, int(behind) if behind.isdecimal() and len(behind) < 10 else None)

    @property
    def query(self) -> dict[str, Any]:
        """What an address has to say to look at the same."""
        named = {"lane": self.lane.key, "words": self.lane.words, "behind": self.behind}
        return {name: value for name, value in named.items() if value}


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
    """Decide about the one whose button was pressed, or else about all that are ticked."""
    act, chosen, at = ACTS[verb], _chosen(), _opened()
    if at in chosen:
        at = Look.asked_for(request.args).lane.next_to(at, chosen) or 0
    with writing() as session, one_deed(author(), CommentDeed) as deed:
        decided = _locked(chosen)
        if not decided:
            raise Refusal(NOTHING_CHOSEN, 422)
        near = before(decided[0]) if "thread" in request.form else None
        for comment in decided:
            act.do(comment, author())
        deed.told = act.said.format(_called(decided))
        session.flush()
    flash(deed.told if deed.id else "That was so already.", undoing(deed))
    return _to_thread(decided[0], near) if "thread" in request.form else _to_lane(at)


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
