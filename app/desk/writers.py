"""Somebody who comments: what they said, what is noted on them, and whether they are blocked."""

from flask import abort, flash, redirect, render_template, request, url_for
from sqlalchemy import func, select
from werkzeug.wrappers import Response

from app.comments import Comment, Sign, blocks, writers
from app.db import db, writing
from app.desk.forms import WriterNoteForm, edition
from app.desk.front import author, front, page_number
from app.web import Refusal

SIGNS = {"email": Sign.EMAIL, "name": Sign.NAME, "place": Sign.PLACE}


@front.get("/desk/writers")
def blocked() -> str:
    """All who are blocked."""
    return render_template("desk/blocked.html", page=blocks.standing(page_number()), address=_list_address)


def _list_address(number: int) -> str:
    return url_for("desk.blocked", page=number)


@front.get("/desk/writers/<int:number>")
def writer(number: int) -> str:
    """The writer of a comment, or what is known where that was purged."""
    comment = _comment(number)
    if comment is None or comment.is_purged:
        return _gone(number, comment)
    return _page(comment, WriterNoteForm(formdata=None, writer_note=_noted(comment)))


@front.post("/desk/writers/<int:number>/note")
def note_writer(number: int) -> Response | tuple[str, int]:
    """Note something on a writer."""
    form = WriterNoteForm()
    if not form.validate():
        return _page(_written(number), form), 422
    try:
        with writing():
            comment = _written(number)
            form.refuse_unless_seen(_noted(comment))
            blocks.jot(comment.name, comment.email, form.writer_note.data or "", author())
    except Refusal as refusal:
        flash(str(refusal), "refused")
        return _page(_written(number), form), refusal.status
    flash("Noted.", "done")
    return redirect(url_for("desk.writer", number=number), 303)


@front.post("/desk/writers/<int:number>/block/<any(email, name, place):by>")
def block_writer(number: int, by: str) -> Response:
    """Block a writer by one sign."""
    sign = SIGNS[by]
    with writing():
        comment = _written(number)
        shown = writers.called(comment, sign)
        blocks.block(sign, writers.value_of(comment, sign), shown, author())
    flash(f"Blocked by {sign}: what they send goes to the spam lane, and they are not told.", "done")
    return redirect(url_for("desk.writer", number=number), 303)


@front.post("/desk/writers/unblock")
def unblock() -> Response:
    """Lift a block, from the page of a writer or from the list of all."""
    number = request.form.get("comment", 0, int)
    with writing():
        lifted = blocks.lift(request.form.get("key", ""), author())
        said = f"“{lifted.shown}” is no longer blocked by {lifted.sign}."
    flash(said, "done")
    return redirect(url_for("desk.writer", number=number) if number else url_for("desk.blocked"), 303)


def _comment(number: int) -> Comment | None:
    """The comment NUMBER, None where it is not there any more.

    404 where no reader without an account wrote it, or the asker did: of them there is nothing to see.
    """
    comment = db.session.get(Comment, number)
    if comment is None and not 0 < number < (db.session.scalar(select(func.max(Comment.id))) or 0):
        abort(404)
    if comment and (comment.person_id or comment.is_askers or comment.moved_to_id):
        abort(404)
    return comment


def _written(number: int) -> Comment:
    """The comment NUMBER, if it is there and somebody without an account wrote it."""
    return _comment(number) or abort(404)


def _gone(number: int, comment: Comment | None) -> str:
    """The page of whoever wrote a comment that was purged."""
    standing = blocks.by_place_of(number)
    return render_template("desk/writer_gone.html", number=number, comment=comment, standing=standing)


def _noted(comment: Comment) -> str:
    note = blocks.note_on(comment.name, comment.email)
    return note.note if note else ""


def _page(comment: Comment, form: WriterNoteForm) -> str:
    noted, standing = _noted(comment), blocks.blocks_of(comment.name, comment.email, comment.place)
    free = {by: sign for by, sign in SIGNS.items() if writers.value_of(comment, sign)}
    for each in standing:
        free = {by: sign for by, sign in free.items() if sign is not each.sign}
    return render_template(
        "desk/writer.html",
        comment=comment,
        sign=writers.known_by(comment),
        counts=writers.counts_of(comment),
        page=writers.comments_of(comment, page_number()),
        address=lambda page: url_for("desk.writer", number=comment.id, page=page),
        standing=standing,
        free=free,
        form=form,
        noted=noted,
        edition=edition(noted),
    )
