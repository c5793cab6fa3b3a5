"""The to-answer queue: read a question, decide, go on to the next."""

from collections.abc import Callable

from flask import abort, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from app import text
from app.db import db, writing
from app.db.sessions import is_writing
from app.desk import lanes
from app.desk.forms import NoteForm, PrivateAnswerForm
from app.desk.front import author, front, page_number
from app.people import Person
from app.posts import Post
from app.questions import Question

TRIAGE: dict[str, tuple[Callable[[Question, Person], None], str]] = {
    "queue": (Question.queue, "Moved to the queue."),
    "decline": (Question.decline, "Declined."),
    "spam": (Question.mark_spam, "Marked as spam."),
    "new": (Question.return_to_new, "Back to new."),
    "aside": (Question.set_aside, "Set aside: back in the queue, the draft is kept."),
}


@front.get("/desk")
def queue() -> str:
    """The list of one lane."""
    shown = lanes.lane(_lane(), page_number())
    return render_template("desk/queue.html", lane=shown, sizes=lanes.sizes(), names=lanes.NAMES)


@front.get("/desk/questions/<int:number>")
def question(number: int) -> str:
    """One question, with its lane beside it."""
    opened = _find(db.session, number)
    private = PrivateAnswerForm(private_answer=opened.private_answer)
    return _question_page(opened, NoteForm(note=opened.note), private)


@front.post("/desk/questions/<int:number>/<any(queue, decline, spam, new, aside):move>")
def triage(number: int, move: str) -> Response:
    """Move it, and go on to the next in the lane."""
    verb, said = TRIAGE[move]
    following = lanes.after(_find(db.session, number), _lane())
    with writing() as session:
        moved = _find(session, number)
        verb(moved, author())
    flash(said, _undo(moved))
    if following is None:
        return redirect(url_for("desk.queue", lane=_lane()), 303)
    return _to_question(following)


@front.post("/desk/questions/<int:number>/undo")
def undo_move(number: int) -> Response:
    """Take back its last move."""
    with writing() as session:
        _find(session, number).undo(request.form.get("move", 0, int), author())
    flash("Undone.", "done")
    return _to_question(number)


@front.post("/desk/questions/<int:number>/<any(star, unstar):wanted>")
def star(number: int, wanted: str) -> Response:
    """Star it, or take the star away."""
    with writing() as session:
        _find(session, number).star(wanted == "star")
    return _to_question(number)


@front.post("/desk/questions/<int:number>/note")
def note(number: int) -> Response | tuple[str, int]:
    """Keep the private note."""
    form = NoteForm()
    opened = _find(db.session, number)
    if not form.validate():
        return _question_page(opened, form, PrivateAnswerForm(private_answer=opened.private_answer)), 422
    with writing() as session:
        _find(session, number).jot(form.note.data or "")
    flash("Note kept.", "done")
    return _to_question(number)


@front.post("/desk/questions/<int:number>/answer-privately")
def answer_privately(number: int) -> Response | tuple[str, int]:
    """Answer on the asker's page alone."""
    form = PrivateAnswerForm()
    opened = _find(db.session, number)
    if not form.validate():
        return _question_page(opened, NoteForm(note=opened.note), form), 422
    answer = text.for_author(form.private_answer.data or "")
    with writing() as session:
        answered = _find(session, number)
        answered.answer_privately(answer, author())
    flash("Answered in private: it waits on the asker’s page.", _undo(answered))
    return _to_question(number)


@front.post("/desk/questions/<int:number>/answer")
def answer(number: int) -> Response:
    """Open the editor, on the draft begun before or on a new one."""
    with writing() as session:
        post = Post.answering(_find(session, number), author())
        session.flush()
        post_id = post.id
    return redirect(url_for("desk.edit", number=post_id), 303)


def _question_page(opened: Question, note_form: NoteForm, private_form: PrivateAnswerForm) -> str:
    return render_template(
        "desk/question.html",
        question=opened,
        lane=lanes.lane(_lane()),
        sizes=lanes.sizes(),
        names=lanes.NAMES,
        post=Post.about(opened),
        note_form=note_form,
        private_form=private_form,
    )


def _undo(moved: Question) -> str:
    """The kind of message that offers to undo the last move of MOVED."""
    return f"undo-question-{moved.id}-{moved.moves[-1].id}" if moved.moves else "done"


def _lane() -> str:
    asked_for = request.args.get("lane", "inbox")
    return asked_for if asked_for in lanes.LANES else "inbox"


def _find(session: Session, number: int) -> Question:
    """The question NUMBER, or 404; locked until the commit where this one writes."""
    held = {"of": Question} if is_writing(session) else None
    return session.get(Question, number, with_for_update=held) or abort(404)


def _to_question(number: int) -> Response:
    return redirect(url_for("desk.question", number=number, lane=_lane()), 303)
