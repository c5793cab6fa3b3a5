"""The private page of a question, which whoever has its link may open."""

from urllib.parse import urlsplit

from flask import abort, current_app, redirect, render_template, request, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response
from wtforms import Form

from app.asking.forms import AddressForm, ReplyForm
from app.asking.front import front
from app.asking.standing import standing
from app.comments.askers import answer_to
from app.db import db, writing
from app.posts import Post
from app.questions import Question
from app.questions.updates import first_of, with_tokens
from app.web import secret
from app.web.guessing import opened
from app.web.origins import secretly


@front.get("/asked/<token>")
def asked(token: str) -> Response:
    """The private page: where the question behind TOKEN stands."""
    return private_page(token)


@front.post("/asked/<token>/reply")
@secretly
def reply(token: str) -> Response | tuple[Response, int]:
    """Take what the asker replies to what they were asked."""
    form = ReplyForm(request.form)
    if not form.validate():
        return private_page(token, reply=form), 422
    with writing():
        held(token).reply(form.reply.data or "")
    return redirect(url_for("asking.asked", token=token), 303)


def private_page(token: str, **typed: Form) -> Response:
    """The page behind TOKEN, with the forms that were TYPED and refused as they were sent."""
    question = behind(token)
    return secret(
        render_template(
            "asking/asked.html",
            question=question,
            post=Post.about(question),
            talks=answer_to(question),
            first=first_of(question),
            updates=with_tokens(question, token),
            link=link_of(token),
            token=token,
            forms={"reply": ReplyForm(), "address": AddressForm()} | typed,
            **standing(question),
        )
    )


def behind(token: str) -> Question:
    """The question whose private page has TOKEN in its address. Raises WrongLink where there is none."""
    return opened(Question.behind(token))


def held(token: str) -> Question:
    """The same as it is now, and until the transaction that is open ends, changed by nobody else."""
    wanted = select(Question).where(Question.id == behind(token).id).with_for_update(of=Question)
    return db.session.scalar(wanted.execution_options(populate_existing=True)) or abort(404)


def link_of(token: str) -> str:
    """The address of the page as the asker is to keep it: the public one, or the one that they came by."""
    path = url_for("asking.asked", token=token)
    public = current_app.config["QUANDARY"].site_url
    return f"{public if urlsplit(public).netloc == request.host else request.host_url.rstrip('/')}{path}"
