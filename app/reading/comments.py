"""Saying something below a post, and seeing what became of it."""

from collections.abc import Callable

from flask import abort, redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from app import text
from app.comments import Came, Comment, State
from app.comments.markup import Items
from app.comments.model import changes_of
from app.comments.states import NOTES
from app.comments.thread import entry_of
from app.db import db
from app.db.sessions import is_writing
from app.db.together import together
from app.db.versions import showing
from app.people import Person, signed_in
from app.posts import Heading, Post, Talk
from app.posts import State as PostState
from app.posts.talk import talk_at, talk_below
from app.reading.forms import CommentForm
from app.reading.front import front
from app.site import Site
from app.web import Refusal, public, secret
from app.web.guessing import opened
from app.web.places import place_here

Place = tuple[Talk, Comment | None]
"""A post, and the comment there that is replied to."""


@front.get("/comments/<int:number>/reply")
def reply(number: int) -> Response:
    """The form for a reply, on a small page of its own."""
    parent = shown_comment(number)
    showing(changes_of(parent.post_id))
    return public(_form_page(parent.post, parent, CommentForm()))


@front.post("/comments/<int:number>/reply")
def send_reply(number: int) -> Response | tuple[str, int]:
    """Take a reply."""
    return _take(lambda: _replying_to(number))


@front.post("/<path:path>")
def send_comment(path: str) -> Response | tuple[str, int]:
    """Take a comment on the post at PATH."""
    return _take(lambda: (talk_at(path) or abort(404), None))


def _take(place: Callable[[], Place]) -> Response | tuple[str, int]:
    """Write the comment in this request at a PLACE; one that is refused comes back as it was typed."""
    form = CommentForm(request.form)
    if not form.validate():
        return _refused(place, form)
    said = text.for_reader(form.text.data or "")
    name, email, me = form.name.data or "", form.email.data or "", signed_in()
    number, by_id = form.part.data or "", me.id if me else None
    came = Came(place_here(), form.took, form.website.data or "")

    def write() -> str:
        talk, parent = place()
        by = db.session.get_one(Person, by_id) if by_id else None
        part = _part(talk, number) if number and not parent else None
        written = Comment.write(
            talk, said, parent=parent, part=part, name=name, email=email, by=by, came=came
        )
        return written[1]

    try:
        token = together(write)
    except Refusal as refusal:
        field = form.name if refusal.status == 422 else form.text
        field.errors = [str(refusal)]
        return _refused(place, form, 429 if refusal.status == 429 else 422)
    return redirect(url_for("reading.mine", token=token), 303)


def _replying_to(number: int) -> Place:
    """Where the comment NUMBER is now; while a reply to it is written it cannot be moved away from it."""
    held = {"read": True, "of": Comment} if is_writing(db.session) else None
    parent = db.session.get(Comment, number, with_for_update=held) or abort(404)
    return talk_below(parent.post_id) or abort(404), parent


def _part(talk: Talk, number: str) -> Heading:
    for heading in talk.headings:
        if str(heading.number) == number:
            return heading
    raise Refusal("That part of the post is not there any more. Choose another, or the whole post.")


def _refused(place: Callable[[], Place], form: CommentForm, status: int = 422) -> tuple[str, int]:
    talk, parent = place()
    form.offer(() if parent else talk.headings)
    return _form_page(db.session.get_one(Post, talk.id), parent, form), status


def _form_page(post: Post, parent: Comment | None, form: CommentForm) -> str:
    return render_template("reading/reply.html", post=post, parent=parent, form=form)


@front.get("/comments/mine/<token>")
def mine(token: str) -> Response:
    """The page of a comment's writer: what became of it, and the way back."""
    comment = opened(Comment.behind(token))
    post = comment.post
    items = Items(Site.current().time_zone, post.headings, f"/{post.path}", takes_replies=not post.is_closed)
    shown = items.item(entry_of(comment), NOTES.get(comment.state, ""))
    return secret(render_template("reading/mine.html", comment=comment, shown=Markup(shown.decode())))  # noqa: S704


@front.get("/comments/<int:number>")
def permalink(number: int) -> Response:
    """A comment by its number leads to its place in the thread."""
    moved = _known(number).moved_to_id
    comment = shown_comment(moved or number)
    return redirect(url_for("reading.post", path=comment.post.path, _anchor=f"comment-{comment.id}"), 302)


def _known(number: int) -> Comment:
    return db.session.get(Comment, number) or abort(404)


def shown_comment(number: int) -> Comment:
    """The published comment NUMBER of a published post, or 404."""
    comment = _known(number)
    if comment.state is not State.PUBLISHED:
        abort(404)
    if comment.post.state is not PostState.PUBLISHED:
        abort(404)
    return comment
