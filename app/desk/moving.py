"""Moving a conversation below another post, and back."""

from flask import abort, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.comments import Comment, moving
from app.db import db, writing
from app.desk.forms import MoveForm
from app.desk.front import author, front
from app.posts.finding import named
from app.posts.lists import published
from app.web import Refusal


@front.get("/desk/comments/<int:number>/move")
def move(number: int) -> str:
    """The form that asks where a comment, and all below it, is to go."""
    return _page(_comment(number), MoveForm(formdata=None))


@front.post("/desk/comments/<int:number>/move")
def move_there(number: int) -> Response | tuple[str, int]:
    """Move it."""
    form = MoveForm()
    if not form.validate():
        return _page(_comment(number), form), 422
    try:
        with writing():
            to = named(form.to.data)
            moving.move(_comment(number), to, author())
            title = to.title
    except Refusal as refusal:
        form.to.errors = [str(refusal)]
        return _page(_comment(number), form), refusal.status
    flash(f"Moved to “{title}”.", "done")
    return redirect(url_for("desk.move", number=number), 303)


def _comment(number: int) -> Comment:
    comment = db.session.get(Comment, number)
    if comment is None or comment.moved_to_id is not None:
        abort(404)
    return comment


def _page(comment: Comment, form: MoveForm) -> str:
    return render_template(
        "desk/move.html",
        comment=comment,
        form=form,
        size=moving.size_of(comment),
        places=moving.left_behind(comment),
        others=[post for post in published().rows if post.id != comment.post_id],
    )
