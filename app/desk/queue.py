"""The to-answer queue: read a question, decide, go on to the next."""

import secrets

from flask import flash, redirect, render_template, request, url_for
from flask_wtf import FlaskForm
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from app import text
from app.db import db, writing
from app.db.sessions import is_writing
from app.desk import lanes, presence
from app.desk.forms import AskBackForm, FarewellForm, NoteForm, PrivateAnswerForm, edition
from app.desk.front import asked_number, author, front, gone
from app.desk.sights import CHOICES, Sight
from app.desk.triage import undoing
from app.desk.versions import versions
from app.people import one_deed
from app.posts import Post
from app.posts.finding import similar_answers
from app.questions import CannedReply, Presence, Question, QuestionDeed, SavedFilter
from app.questions.finding import similar_to
from app.questions.replies import Kind
from app.questions.updates import first_of, updates_to
from app.site import Category
from app.web import Refusal


@front.get("/desk")
def queue() -> str:
    """The list of one lane, from its beginning or from behind the question that is named."""
    behind = db.session.get(Question, asked_number("behind"))
    return render_template("desk/queue.html", **_shown(behind=behind), question=None)


@front.get("/desk/questions/<int:number>")
def question(number: int) -> str:
    """One question, with its lane beside it."""
    opened = _find(db.session, number)
    if request.headers.get("Sec-Fetch-Dest") != "empty":
        presence.note([number])
    return _question_page(opened)


@front.get("/desk/questions/<int:number>/similar")
def similar(number: int) -> str:
    """What was answered, and what waits, that is about the same."""
    to = _find(db.session, number)
    return render_template(
        "desk/similar.html",
        question=to,
        sight=Sight.asked_for(request.args),
        posts=similar_answers(f"{to.headline}\n{to.letter}"),
        waiting=similar_to(to),
    )


@front.post("/desk/questions/<int:number>/note")
def note(number: int) -> Response | tuple[str, int]:
    """Keep the private note."""
    form = NoteForm()
    opened = _find(db.session, number)
    if not form.validate():
        return _question_page(opened, note=form), 422
    try:
        with writing() as session:
            noted = _find(session, number)
            form.refuse_unless_seen(noted.note)
            noted.jot(form.note.data or "", author())
    except Refusal as refusal:
        return _once_more(number, refusal, note=form)
    flash("Note kept.", "done")
    return _to_question(number)


@front.post("/desk/questions/<int:number>/answer-privately")
def answer_privately(number: int) -> Response | str | tuple[str, int]:
    """Answer on the asker's page alone, or put a canned reply in first."""
    form = PrivateAnswerForm()
    opened = _find(db.session, number)
    if form.puts_in:
        form.put_in(form.private_answer, opened, author())
        return _question_page(opened, private=form)
    if not form.validate():
        return _question_page(opened, private=form), 422
    answer = text.for_author(form.private_answer.data or "")
    try:
        following = lanes.following(Sight.asked_for(request.args), opened, [number])
        with writing() as session, one_deed(author(), QuestionDeed) as deed:
            answered = _find(session, number)
            form.refuse_unless_seen(answered.private_answer)
            answered.answer_privately(answer, author())
            session.flush()
    except Refusal as refusal:
        return _once_more(number, refusal, private=form)
    flash("Answered in private: it waits on the asker’s page.", undoing(deed))
    return _to_question(following or number)


@front.post("/desk/questions/<int:number>/farewell")
def farewell(number: int) -> Response | str | tuple[str, int]:
    """Decline it with a note for the asker, or put a canned reply in first."""
    form, sight = FarewellForm(), Sight.asked_for(request.args)
    opened = _find(db.session, number)
    if form.puts_in:
        form.put_in(form.farewell, opened, author())
        return _question_page(opened, farewell=form)
    if not form.validate():
        return _question_page(opened, farewell=form), 422
    note, following = text.for_author(form.farewell.data or ""), lanes.following(sight, opened, [number])
    try:
        with writing() as session, one_deed(author(), QuestionDeed) as deed:
            declined = _find(session, number)
            form.refuse_unless_seen(_decision_on(declined))
            declined.decline(author(), note)
            session.flush()
    except Refusal as refusal:
        return _once_more(number, refusal, farewell=form)
    flash(f"“{opened.title}” declined, with a note.", undoing(deed))
    return _to_question(following) if following else redirect(url_for("desk.queue", **sight.query), 303)


@front.post("/desk/questions/<int:number>/ask-back")
def ask_back(number: int) -> Response | tuple[str, int]:
    """Ask the asker, and go on to the next: this one waits for them."""
    form, sight = AskBackForm(), Sight.asked_for(request.args)
    opened = _find(db.session, number)
    if not form.validate():
        return _question_page(opened, ask_back=form), 422
    following = lanes.following(sight, opened, [number])
    try:
        with writing() as session, one_deed(author(), QuestionDeed) as deed:
            _find(session, number).ask_back(form.ask_back.data or "", author())
            session.flush()
    except Refusal as refusal:
        return _once_more(number, refusal, ask_back=form)
    flash(f"“{opened.title}” waits for its asker.", undoing(deed))
    return _to_question(following) if following else redirect(url_for("desk.queue", **sight.query), 303)


@front.post("/desk/questions/<int:number>/answer")
def answer(number: int) -> Response:
    """Open the editor, on the draft begun before or on a new one."""
    with writing() as session, one_deed(author(), QuestionDeed):
        post = Post.answering(_find(session, number), author())
        session.flush()
        post_id = post.id
    return redirect(url_for("desk.edit", number=post_id), 303)


def _once_more(number: int, refusal: Refusal, **typed: FlaskForm) -> tuple[str, int]:
    """The page of question NUMBER as it is now, with what was TYPED and why it was refused."""
    flash(str(refusal), "refused")
    return _question_page(_find(db.session, number), **typed), refusal.status


def _question_page(opened: Question, **typed: FlaskForm) -> str:
    """The page of OPENED, with the forms that are TYPED already and have to be corrected."""
    forms = {
        "note": NoteForm(formdata=None, note=opened.note),
        "private": PrivateAnswerForm(formdata=None, private_answer=opened.private_answer),
        "ask_back": AskBackForm(formdata=None),
        "farewell": FarewellForm(formdata=None, farewell=_usual_note(opened)),
    }
    return render_template(
        "desk/question.html",
        **_shown(around=opened),
        question=opened,
        post=Post.about(opened),
        companions=opened.companions(),
        versions=versions(opened),
        first=first_of(opened),
        updates=updates_to(opened),
        canned={kind.name.lower(): CannedReply.of(kind) for kind in Kind},
        forms=forms | typed,
        typed=typed,
        editions={
            "note": edition(opened.note),
            "private": edition(opened.private_answer),
            "farewell": edition(_decision_on(opened)),
        },
    )


def _decision_on(opened: Question) -> str:
    """What was decided about OPENED, with what its asker was told: a decline that did not see it is stale."""
    return f"{opened.state}\n{opened.farewell}"


def _usual_note(opened: Question) -> str:
    """What goes with the decline of OPENED, if nothing else is written."""
    usual = CannedReply.when_declining()
    return usual.filled(opened, author()) if usual else ""


def _shown(**where: Question | None) -> dict[str, object]:
    """What every page of the queue shows: the list at some place, the lanes, what can be undone."""
    sight, sizes = Sight.asked_for(request.args), lanes.sizes()
    return {
        "sight": sight,
        "lane": lanes.lane(sight, **where),
        "sizes": sizes,
        "categories": Category.in_use(),
        "tags": lanes.tags_in_use(),
        "filters": SavedFilter.of(author()),
        "present": Presence.beside(author()),
        "last": QuestionDeed.is_any_of(author()),
        "seed": secrets.randbelow(10**6),
        "ways": {"names": lanes.names(sizes), "choices": CHOICES},
    }


def _find(session: Session, number: int) -> Question:
    """The question NUMBER, locked until the commit where this one writes. Raises the Refusal `gone`."""
    wanted = select(Question).where(Question.id == number)
    found = session.scalar(wanted.with_for_update(of=Question) if is_writing(session) else wanted)
    if found is None:
        raise gone()
    return found


def _to_question(number: int) -> Response:
    return redirect(url_for("desk.question", number=number, **Sight.asked_for(request.args).query), 303)
