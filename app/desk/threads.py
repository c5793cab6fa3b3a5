"""The thread of a post: close it, open it again, slow it down."""

from collections.abc import Callable

from flask import abort, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.db import db, writing
from app.desk.forms import ThreadForm
from app.desk.front import author, front
from app.people import Person
from app.posts import Post, threads

DOINGS: dict[str, tuple[Callable[[Post, Person], None], str]] = {
    "close": (threads.close, "Closed: readers see that comments are closed."),
    "open": (threads.open_again, "Open again."),
}


@front.get("/desk/posts/<int:number>/thread")
def thread(number: int) -> str:
    """How the thread of a post is kept."""
    post = _post(number)
    return _page(post, ThreadForm(formdata=None, slow=post.slow))


@front.post("/desk/posts/<int:number>/thread/<any(close, open):doing>")
def close_or_open(number: int, doing: str) -> Response:
    """Close the thread of a post, or open it again."""
    verb, said = DOINGS[doing]
    with writing():
        verb(_post(number), author())
    flash(said, "done")
    return redirect(url_for("desk.thread", number=number), 303)


@front.post("/desk/posts/<int:number>/thread")
def slow_down(number: int) -> Response | tuple[str, int]:
    """Let one place say something every so many minutes."""
    form = ThreadForm()
    if not form.validate():
        return _page(_post(number), form), 422
    with writing():
        threads.slow_down(_post(number), form.slow.data, author())
    flash("Saved.", "done")
    return redirect(url_for("desk.thread", number=number), 303)


def _post(number: int) -> Post:
    """The post NUMBER, if readers can talk below it."""
    post = db.session.get(Post, number)
    if post is None or not post.takes_comments:
        abort(404)
    return post


def _page(post: Post, form: ThreadForm) -> str:
    return render_template("desk/thread.html", post=post, form=form)
