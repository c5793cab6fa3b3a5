"""The log: all that was done at the desk, by whom and when, and the way back."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from flask import flash, redirect, render_template, request, url_for
from sqlalchemy import ColumnElement, and_, or_, select, true
from werkzeug.wrappers import Response

from app.comments.deeds import first_comments, open_to_undo
from app.db import db, writing
from app.desk.front import asked_number, author, front, numbers
from app.desk.triage import WHOLE, held
from app.people import Deed, Person, Role
from app.questions import QuestionDeed
from app.web import Refusal

PAGE = 30
SOME = 3
"""So many parts of a deed are told of, where it has no sentence."""


class Line(NamedTuple):
    """A DEED, what is SAID of it, what it was about, as an ADDRESS; whether it CAN be taken back."""

    deed: Deed
    said: str
    address: str
    can_undo: bool


@front.get("/desk/log")
def log() -> str:
    """A page of it, the latest first: of everybody, or of one person."""
    by = db.session.get(Person, asked_number("by"))
    behind = asked_number("behind")
    query = select(Deed).where(_for(author())).order_by(Deed.id.desc()).limit(PAGE + 1)
    query = query.where(Deed.by_id == by.id) if by else query
    deeds = db.session.scalars(query.where(Deed.id < behind) if behind > 0 else query).all()
    return render_template(
        "desk/log.html",
        lines=_lines(deeds[:PAGE]),
        has_more=len(deeds) > PAGE,
        by=by,
        people=db.session.scalars(select(Person).order_by(Person.name).limit(200)).all(),
    )


@front.post("/desk/log/undo")
def undo_from_log() -> Response:
    """Take back the deed that is named, of whatever kind."""
    with writing() as session:
        wanted = select(Deed).where(Deed.id.in_(numbers("deed")), _for(author()))
        deed = session.scalar(wanted.with_for_update(of=Deed))
        if deed is None:
            raise Refusal("There is nothing to undo.")
        if isinstance(deed, QuestionDeed):
            held([change.question_id for change in deed.changes])
        deed.undo(author())
    flash("Undone.", "done")
    return redirect(url_for("desk.log", by=request.args.get("by")), 303)


def _for(person: Person) -> ColumnElement[bool]:
    """Which deeds PERSON may see and take back.

    Whoever only moderates: those about comments, and their own about the column. None is about a letter,
    even where they were an author once.
    """
    if person.may_act_as(Role.AUTHOR):
        return true()
    return or_(Deed.about == "comments", and_(Deed.about == "column", Deed.by_id == person.id))


def _lines(deeds: Sequence[Deed]) -> list[Line]:
    """DEEDS with all that is shown of them, in as many queries as for one."""
    shown = [deed.id for deed in deeds]
    db.session.scalars(select(QuestionDeed).where(QuestionDeed.id.in_(shown)).options(WHOLE)).all()
    comments, undoable = first_comments(shown), open_to_undo(shown)
    return [
        _of_questions(deed) if isinstance(deed, QuestionDeed) else _line(deed, comments, undoable)
        for deed in deeds
    ]


def _line(deed: Deed, comments: Mapping[int, int], undoable: Collection[int]) -> Line:
    number = comments.get(deed.id)
    address = url_for("desk.comments", lane="all", at=number) if number else ""
    stands = not deed.undone and deed.undoes_id is None
    return Line(
        deed, deed.told or f"Decided about comment {number}.", address, stands and deed.id in undoable
    )


def _of_questions(deed: QuestionDeed) -> Line:
    parts = [f"“{change.question.title}”: {change.told}" for change in deed.changes[:SOME]]
    more = f" and {len(deed.changes) - SOME} more" if len(deed.changes) > SOME else ""
    one = len({change.question_id for change in deed.changes}) == 1
    address = url_for("desk.question", number=deed.changes[0].question_id) if one else ""
    return Line(deed, deed.told or "; ".join(parts) + more, address, deed.may_be_undone)
