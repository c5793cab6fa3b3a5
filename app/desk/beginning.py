"""Posts that begin at the desk itself: an article, an update, a round-up, empty or of chosen questions."""

from collections.abc import Sequence

from flask import abort, flash, redirect, render_template, request, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from app.db import db, writing
from app.desk.front import author, front, gone, numbers
from app.desk.triage import MOST, NOTHING_CHOSEN, held
from app.people import one_deed
from app.posts import Kind, Post
from app.posts.beginning import begin, begin_update, draft_round_ups
from app.posts.rewriting import take_in
from app.questions import Question, QuestionDeed
from app.web import Refusal


@front.post("/desk/posts/new")
def new_post() -> Response:
    """An empty article or round-up."""
    wanted = request.form.get("kind")
    if wanted not in {Kind.ARTICLE, Kind.ROUND_UP}:
        abort(404)
    with writing() as session:
        post = begin(Kind(wanted), author())
        session.flush()
        number = post.id
    return _to_editor(number)


@front.post("/desk/posts/<int:number>/update")
def new_update(number: int) -> Response:
    """An update to a published post: the draft of one that is begun, or a new one."""
    with writing() as session:
        earlier = session.get(Post, number, with_for_update={"of": Post}) or abort(404)
        post = begin_update(earlier, author())
        session.flush()
        number = post.id
    return _to_editor(number)


@front.get("/desk/round-up")
def choose_round_up() -> str:
    """Where the chosen questions are to go: into a new round-up, or into one of the drafts."""
    chosen = numbers("selected", request.args)[:MOST]
    rows = db.session.scalars(select(Question).where(Question.id.in_(chosen)).order_by(Question.id)).all()
    if not rows:
        abort(404)
    return render_template("desk/round_up.html", questions=rows, drafts=draft_round_ups())


@front.post("/desk/questions/round-up")
def round_up() -> Response:
    """Begin a part for each of the chosen questions; where there are drafts of round-ups, ask first."""
    chosen = (numbers("selected") or numbers("opened"))[:MOST]
    into = request.form.get("into")
    if not chosen:
        raise Refusal(NOTHING_CHOSEN, 422)
    if into is None and draft_round_ups():
        return redirect(url_for("desk.choose_round_up", selected=chosen), 303)
    with writing() as session, one_deed(author(), QuestionDeed) as deed:
        post = _wanted(session, into or "new")
        added, refused = _take_in(post, held(chosen))
        deed.told = f"{added} taken into a round-up."
        session.flush()
        number = post.id
    flash(f"{added} taken in." + (f" {len(refused)} could not be: {refused[-1]}" if refused else ""), "done")
    return _to_editor(number)


def _wanted(session: Session, into: str) -> Post:
    if into == "new":
        post = begin(Kind.ROUND_UP, author())
        session.flush()
        return post
    number = int(into) if into.isdecimal() and len(into) < 10 else 0
    return session.get(Post, number, with_for_update={"of": Post}) or abort(404)


def _take_in(post: Post, questions: Sequence[Question]) -> tuple[str, list[Refusal]]:
    """How many of QUESTIONS have a part in POST by now, in words, and why others have none."""
    refused = []
    for question in questions:
        try:
            take_in(post, question, author())
        except Refusal as refusal:
            refused.append(Refusal(f"“{question.title}”: {refusal}", refusal.status))
    if len(refused) == len(questions):
        raise refused[-1] if refused else gone()
    count = len(questions) - len(refused)
    return f"{count} question{'' if count == 1 else 's'}", refused


def _to_editor(number: int) -> Response:
    return redirect(url_for("desk.edit", number=number), 303)
