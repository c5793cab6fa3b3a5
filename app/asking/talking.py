"""The thread below the answer, as whoever asked sees it: they speak as the asker there, and only there."""

from flask import abort, redirect, render_template, request, url_for
from limits import RateLimitItemPerHour
from markupsafe import Markup
from werkzeug.wrappers import Response

from app import text
from app.asking.forms import SayForm
from app.asking.front import front
from app.asking.private import behind
from app.comments import Comment, State, askers
from app.comments.markup import Items
from app.comments.states import NOTES
from app.comments.thread import entry_of, thread_of
from app.db import db
from app.db.sessions import is_writing
from app.db.together import together
from app.posts import Heading, Post, Talk
from app.posts.talk import talk_below, talk_of
from app.questions import Question
from app.site.model import time_zone
from app.web import Refusal, limits, secret
from app.web.origins import secretly

SAID = RateLimitItemPerHour(20, namespace="asker")
"""Comments of one asker in an hour. Where they are, is not looked at."""


@front.get("/asked/<token>/thread")
def thread(token: str) -> Response:
    """The whole thread, with what only the asker sees of it in its place."""
    question = behind(token)
    post = askers.answer_to(question)
    if post is None:
        return redirect(url_for("asking.asked", token=token), 303)
    return secret(_thread_page(token, question, post, _form_about(question, post)))


@front.post("/asked/<token>/thread")
@secretly
def say(token: str) -> Response | tuple[Response, int]:
    """Take what the asker says to the post."""
    return _take(token, None)


@front.get("/asked/<token>/thread/reply/<int:number>")
def reply_there(token: str, number: int) -> Response:
    """The form for a reply, on a small page of its own."""
    question, post, parent = _place(token, number)
    return secret(_reply_page(token, question, post, parent, SayForm()))


@front.post("/asked/<token>/thread/reply/<int:number>")
@secretly
def send_reply_there(token: str, number: int) -> Response | tuple[Response, int]:
    """Take what the asker replies to somebody."""
    return _take(token, number)


@front.get("/asked/<token>/thread/<int:number>")
def said(token: str, number: int) -> Response:
    """What became of a comment of theirs, and the way back."""
    question = behind(token)
    comment = db.session.get(Comment, number)
    if comment is None or comment.question_id != question.id:
        abort(404)
    item = _items(token, talk_of(comment.post)).item(entry_of(comment), NOTES.get(comment.state, ""))
    shown = Markup(item.decode())  # noqa: S704
    return secret(render_template("asking/said.html", comment=comment, shown=shown, token=token))


def _take(token: str, number: int | None) -> Response | tuple[Response, int]:
    """Write what was sent, as a reply to the comment NUMBER if there is one; a refused text comes back."""
    form, question = SayForm(request.form), behind(token)
    if not form.validate():
        return _refused(token, number, form), 422
    words, part = text.for_reader(form.text.data or ""), form.part.data or ""
    try:
        limits.spend(SAID, limits.hashed(f"question {question.id}"))
        written = together(lambda: _write(token, number, words, part))
    except Refusal as refusal:
        form.text.errors = [str(refusal)]
        return _refused(token, number, form), 429 if refusal.status == 429 else 422
    return redirect(url_for("asking.said", token=token, number=written), 303)


def _write(token: str, number: int | None, words: text.Rendered, part: str) -> int:
    """The number of the new comment."""
    question = behind(token)
    parent = _parent(number) if number else None
    post = askers.answer_to(question)
    heading = _heading(talk_of(post), part) if post and not parent else None
    comment = askers.say(question, words, parent, heading)
    db.session.flush()
    return comment.id


def _parent(number: int) -> Comment:
    held = {"read": True, "of": Comment} if is_writing(db.session) else None
    return db.session.get(Comment, number, with_for_update=held) or abort(404)


def _heading(talk: Talk, number: str) -> Heading | None:
    return next((each for each in talk.headings if str(each.number) == number), None)


def _refused(token: str, number: int | None, form: SayForm) -> Response:
    question = behind(token)
    post = askers.answer_to(question) or abort(404)
    if number:
        return secret(_reply_page(token, question, post, _parent(number), form))
    return secret(_thread_page(token, question, post, form.offer(post.headings)))


def _place(token: str, number: int) -> tuple[Question, Post, Comment]:
    """The question behind TOKEN, the post that answers it, and the comment NUMBER below that; or 404."""
    question, parent = behind(token), _parent(number)
    post = askers.answer_to(question)
    if post is None or parent.post_id != post.id or parent.state is not State.PUBLISHED:
        abort(404)
    return question, post, parent


def _form_about(question: Question, post: Post) -> SayForm:
    """An empty form, about the part of a round-up that is the asker's own."""
    own = next((part.number for part in post.parts if part.question_id == question.id), "")
    return SayForm(part=str(own)).offer(post.headings)


def _thread_page(token: str, question: Question, post: Post, form: SayForm) -> str:
    talk = talk_below(post.id) or abort(404)
    states = askers.mine(question, talk)
    entries, items = thread_of(talk, mine=states), _items(token, talk)
    shown = b"".join(
        items.item(entry, NOTES.get(states.get(entry.id, State.PUBLISHED), "")) for entry in entries
    )
    return render_template(
        "asking/thread.html",
        post=post,
        alias=askers.alias_of(question, post),
        count=sum(
            entry.shown and states.get(entry.id, State.PUBLISHED) is State.PUBLISHED for entry in entries
        ),
        thread=Markup(shown.decode()),  # noqa: S704
        form=form,
        token=token,
    )


def _reply_page(token: str, question: Question, post: Post, parent: Comment, form: SayForm) -> str:
    return render_template(
        "asking/reply.html",
        post=post,
        parent=parent,
        alias=askers.alias_of(question, post),
        form=form,
        token=token,
    )


def _items(token: str, talk: Talk) -> Items:
    """What makes list items of comments whose "Reply" stays behind the private link."""
    replies = f"{url_for('asking.thread', token=token)}/reply/{{N}}"
    return Items(
        time_zone(), talk.headings, f"/{_path(talk)}", takes_replies=not talk.is_closed, replies=replies
    )


def _path(talk: Talk) -> str:
    return db.session.get_one(Post, talk.id).path or ""
