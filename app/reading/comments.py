"""Saying something below a post, and seeing what became of it."""

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app import text
from app.comments import Comment, State
from app.comments.markup import as_html
from app.comments.model import topic_of
from app.comments.thread import entry_of
from app.db import db, writing
from app.db.versions import showing
from app.people import signed_in
from app.posts import Post
from app.posts import State as PostState
from app.posts.lists import number_at
from app.reading.forms import CommentForm
from app.reading.front import front
from app.site import Site
from app.web import Refusal, public, secret

HELD = "Held: only you see this until the author has read it."
NOTES = {State.HELD: HELD, State.SPAM: HELD, State.REMOVED: "Removed: only you still see this."}


@front.get("/comments/<int:number>/reply")
def reply(number: int) -> Response:
    """The form for a reply, on a small page of its own."""
    parent = _shown(number)
    showing(topic_of(parent.post_id))
    return public(_form_page(parent.post, parent, CommentForm()))


@front.post("/comments/<int:number>/reply")
def send_reply(number: int) -> Response | tuple[str, int]:
    """Take a reply."""
    return _take(_known(number).post_id, parent_id=number)


@front.post("/<path:path>")
def send_comment(path: str) -> Response | tuple[str, int]:
    """Take a comment on the post at PATH."""
    return _take(number_at(path) or abort(404), parent_id=None)


def _take(post_id: int, parent_id: int | None) -> Response | tuple[str, int]:
    """Write the comment in this request; one that is refused comes back as it was typed."""
    form = CommentForm(request.form)
    me = signed_in()
    if not form.validate():
        return _refused(post_id, parent_id, form)
    said = text.for_reader(form.text.data or "")
    try:
        with writing() as session:
            post = session.get(Post, post_id, with_for_update={"of": Post, "read": True}) or abort(404)
            parent = session.get(Comment, parent_id, with_for_update={"of": Comment}) if parent_id else None
            _, token = Comment.write(
                post, said, parent=parent, name=form.name.data or "", email=form.email.data or "", by=me
            )
    except Refusal as refusal:
        field = form.name if refusal.status == 422 else form.text
        field.errors = [str(refusal)]
        return _refused(post_id, parent_id, form)
    return redirect(url_for("reading.mine", token=token), 303)


def _refused(post_id: int, parent_id: int | None, form: CommentForm) -> tuple[str, int]:
    post = db.session.get(Post, post_id) or abort(404)
    parent = db.session.get(Comment, parent_id) if parent_id else None
    return _form_page(post, parent, form), 422


def _form_page(post: Post, parent: Comment | None, form: CommentForm) -> str:
    return render_template("reading/reply.html", post=post, parent=parent, form=form)


@front.get("/comments/mine/<token>")
def mine(token: str) -> Response:
    """The page of a comment's writer: what became of it, and the way back."""
    comment = Comment.behind(token) or abort(404)
    shown = as_html([entry_of(comment)], Site.current().time_zone, NOTES.get(comment.state, ""))
    return secret(render_template("reading/mine.html", comment=comment, shown=shown))


@front.get("/comments/<int:number>")
def permalink(number: int) -> Response:
    """A comment by its number leads to its place in the thread."""
    comment = _shown(number)
    return redirect(url_for("reading.post", path=comment.post.path, _anchor=f"comment-{number}"), 302)


def _known(number: int) -> Comment:
    return db.session.get(Comment, number) or abort(404)


def _shown(number: int) -> Comment:
    """The published comment NUMBER of a published post, or 404."""
    comment = _known(number)
    if comment.state is not State.PUBLISHED:
        abort(404)
    if comment.post.state is not PostState.PUBLISHED:
        abort(404)
    return comment
