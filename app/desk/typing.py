"""What is being typed in the editor: shown as readers would see it, and kept every few seconds."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from app.db import db, writing
from app.desk.front import author, front
from app.desk.letter import letter, letters
from app.desk.post_form import MOST_BYTES, PostForm, in_fields
from app.desk.windows import met
from app.posts import Post, revisions
from app.web import Refusal
from app.web.uploads import takes_up_to


@front.post("/desk/posts/<int:number>/preview")
@takes_up_to(MOST_BYTES)
def preview(number: int) -> str:
    """All that changes in the editor with what is typed: as readers would see it, marks, counts."""
    post = db.session.get(Post, number) or abort(404)
    written = PostForm.sent(post).written(post)
    both = {"letter": letter(post, written), "letters": letters(post, written)}
    return render_template("desk/live.html", post=post, written=written, **both)


@front.post("/desk/posts/<int:number>/autosave")
@takes_up_to(MOST_BYTES)
def autosave(number: int) -> ResponseReturnValue:
    """Keep what is typed; answers with the version that the next one is to name, or with why not."""
    post = db.session.get(Post, number) or abort(404)
    form = PostForm.sent(post)
    if not form.validate():
        return {"said": " ".join(form.wrong)}, 422
    written = form.written(post)
    try:
        with writing() as session:
            post = session.get(Post, number, with_for_update={"of": Post}) or abort(404)
            post.refuse_unless_version(form.version.data or 0)
            revisions.autosave(post, written, author(), apart="apart" in request.form)
    except Refusal as refusal:
        return _why_not(met(number, form), form, refusal)
    return {"version": db.session.get_one(Post, number).version}


@front.post("/desk/posts/<int:number>/put-aside")
def put_aside(number: int) -> Response:
    """Leave what was typed and not saved to the history; the editor shows what readers see."""
    with writing() as session:
        post = session.get(Post, number, with_for_update={"of": Post}) or abort(404)
        revisions.put_aside(post)
    flash("Put aside: it is among the revisions.", "done")
    return redirect(url_for("desk.edit", number=number), 303)


def _why_not(post: Post, form: PostForm, refusal: Refusal) -> ResponseReturnValue:
    if form.version.data == post.version:
        return {"said": str(refusal)}, refusal.status
    theirs = revisions.typed(post)
    shown = render_template("desk/theirs.html", theirs=theirs)
    return {"said": str(refusal), "version": post.version, "kept": in_fields(theirs), "html": shown}, 409
