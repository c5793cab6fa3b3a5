"""The ask page."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.asking.by_mail import may_write_to
from app.asking.forms import AskForm
from app.asking.front import front
from app.db import writing
from app.questions import Permission, Question
from app.web import public


@front.get("/ask")
def ask() -> Response:
    """The form."""
    return public(render_template("asking/ask.html", form=AskForm()))


@front.post("/ask")
def send() -> Response | tuple[str, int]:
    """Take a question and show its private page."""
    form = AskForm(request.form)
    if not form.validate():
        return render_template("asking/ask.html", form=form), 422
    may_ask = may_write_to(form.email.data)
    with writing():
        question, token = Question.ask(
            form.letter.data or "",
            headline=form.headline.data or "",
            signature=form.signature.data or "",
            email=form.email.data or "",
            deadline=form.deadline.data,
            permission=Permission(form.permission.data),
        )
        if may_ask:
            question.ask_whose_it_is()
    return redirect(url_for("asking.asked", token=token), 303)
