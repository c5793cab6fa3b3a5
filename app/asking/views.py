"""The ask page, and the private page of a question."""

from urllib.parse import urlsplit

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.asking.forms import AskForm, ReplyForm
from app.db import writing
from app.posts import Post
from app.questions import Permission, Question
from app.web import public, secret
from app.web.origins import secretly

front = Blueprint("asking", __name__)


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
    with writing():
        _, token = Question.ask(
            form.letter.data or "",
            headline=form.headline.data or "",
            signature=form.signature.data or "",
            email=form.email.data or "",
            deadline=form.deadline.data,
            permission=Permission(form.permission.data),
        )
    return redirect(url_for("asking.asked", token=token), 303)


@front.get("/asked/<token>")
def asked(token: str) -> Response:
    """The private page: where the question behind TOKEN stands."""
    return _private_page(token, ReplyForm())


@front.post("/asked/<token>/reply")
@secretly
def reply(token: str) -> Response | tuple[Response, int]:
    """Take what the asker replies to what they were asked."""
    form = ReplyForm(request.form)
    if not form.validate():
        return _private_page(token, form), 422
    with writing() as session:
        question = Question.behind(token) or abort(404)
        session.refresh(question, with_for_update={"of": Question})
        question.reply(form.reply.data or "")
    return redirect(url_for("asking.asked", token=token), 303)


def _private_page(token: str, form: ReplyForm) -> Response:
    question = Question.behind(token) or abort(404)
    return secret(
        render_template(
            "asking/asked.html",
            question=question,
            post=Post.about(question),
            link=_link(token),
            token=token,
            form=form,
        )
    )


def _link(token: str) -> str:
    """The address of the page as the asker is to keep it: the public one, or the one that they came by."""
    path = url_for("asking.asked", token=token)
    public = current_app.config["QUANDARY"].site_url
    return f"{public if urlsplit(public).netloc == request.host else request.host_url.rstrip('/')}{path}"
