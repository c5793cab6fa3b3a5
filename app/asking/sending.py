"""The ask page, and a question on its way from there."""

from collections.abc import Sequence
from typing import NamedTuple

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.asking.by_mail import may_write_to
from app.asking.forms import AskForm
from app.asking.front import front
from app.db import writing
from app.posts import Post
from app.questions import Permission, Question
from app.web import private, public


class Looked(NamedTuple):
    """What came of looking for earlier answers: a sentence, and the posts that were found."""

    said: str
    posts: Sequence[Post] = ()


@front.get("/ask")
def ask() -> Response:
    """The form."""
    return public(ask_page(AskForm()))


@front.post("/ask")
def send() -> Response | tuple[Response, int]:
    """Take a question and show its private page."""
    form = AskForm(request.form)
    if not form.validate():
        return private(ask_page(form)), 422
    may_ask = may_write_to(form.email.data)
    with writing():
        question, token = Question.ask(
            form.letter.data or "",
            headline=form.headline.data or "",
            signature=form.signature.data or "",
            email=form.email.data or "",
            deadline=form.deadline.data,
            not_before=form.not_before.data,
            wants_follow_up=form.wants_follow_up.data,
            permission=Permission(form.permission.data),
        )
        if may_ask:
            question.ask_whose_it_is()
    return redirect(url_for("asking.asked", token=token), 303)


@front.post("/ask/change")
def write_on() -> Response:
    """The form with all that was typed, to go on writing."""
    return private(ask_page(AskForm(request.form)))


def ask_page(form: AskForm, looked: Looked | None = None) -> str:
    """The page with FORM on it, and below its text what came of looking for earlier answers."""
    return render_template("asking/ask.html", form=form, looked=looked)
