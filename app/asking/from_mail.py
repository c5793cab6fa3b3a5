"""The pages behind the links in mail. Opening one changes nothing, for programs open links too."""

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.asking.front import front
from app.db import writing
from app.posts import Post
from app.posts.states import State as PostState
from app.questions import Question, State
from app.web import secret
from app.web.origins import secretly


@front.get("/mail/confirm/<token>")
def confirm_address(token: str) -> Response:
    """Whether the address is theirs; and once it is, what happens now."""
    question = Question.to_confirm(token)
    return secret(render_template("asking/confirm.html", question=question, token=token))


@front.post("/mail/confirm/<token>")
@secretly
def confirmed(token: str) -> Response:
    """It is theirs."""
    with writing():
        question = Question.to_confirm(token)
        question.confirm()
        _tell_of_its_answer(question)
    return redirect(url_for("asking.confirm_address", token=token), 303)


@front.get("/mail/stop/<token>")
def stop_mails(token: str) -> Response:
    """Whether the mails are to end."""
    return _stopping(token, Question.to_stop(token))


@front.post("/mail/stop/<token>")
@secretly
def stopped(token: str) -> Response:
    """End them. A mailbox that sends this by itself (RFC 8058) is led nowhere else."""
    with writing():
        question = Question.to_stop(token)
        if question is not None:
            question.forget_email()
    return _stopping(token, None)


def _stopping(token: str, question: Question | None) -> Response:
    return secret(render_template("asking/stop.html", question=question, token=token))


def _tell_of_its_answer(question: Question) -> None:
    """Send what was published about QUESTION before its address was confirmed."""
    post = Post.about(question) if question.state is State.ANSWERED else None
    if post is not None and post.state is PostState.PUBLISHED:
        question.tell_of(post.title, post.address_of(question))
