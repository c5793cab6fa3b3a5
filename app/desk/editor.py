"""The editor: write, preview, publish, schedule, take back."""

from datetime import datetime

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.db import db, writing
from app.desk import presence
from app.desk.arranging import arrange, is_arranging, refuse_unless_all_there
from app.desk.front import author, front, page_number
from app.desk.images import ImageForm
from app.desk.letter import letter, letters
from app.desk.post_form import MOST_BYTES, PostForm
from app.desk.times import minute, moment, wall_clock
from app.desk.windows import met
from app.people import Person
from app.posts import Kind, Post, State, Why, revisions
from app.posts.beginning import updates_to
from app.posts.lists import at_the_desk
from app.questions import Presence
from app.site import Category
from app.web import Refusal
from app.web.uploads import takes_up_to


@front.get("/desk/posts")
def posts() -> str:
    """All posts: drafts, scheduled, published."""
    return render_template("desk/posts.html", page=at_the_desk(page_number()), address=_list_address)


def _list_address(number: int) -> str:
    return url_for("desk.posts", page=number)


@front.get("/desk/posts/<int:number>/edit")
def edit(number: int) -> str:
    """The editor with what is kept."""
    post = db.session.get(Post, number) or abort(404)
    presence.note([question.id for question in post.questions], answers=True)
    return _editor(post, PostForm.kept(post, request.args))


@front.post("/desk/posts/<int:number>/edit")
@takes_up_to(MOST_BYTES)
def save(number: int) -> Response | tuple[str, int]:
    """Keep what was typed and do what the button says."""
    post = db.session.get(Post, number) or abort(404)
    form, wish = PostForm.sent(post), request.form.get("do", "save")
    if not form.validate():
        return _editor(post, form), 422
    try:
        if is_arranging(wish):
            return redirect(arrange(post, form, wish), 303)
        said = _keep(number, form, wish)
    except Refusal as refusal:
        flash(str(refusal), "refused")
        return _editor(met(number, form), form), refusal.status
    flash(said, "done")
    return redirect(url_for("desk.edit", number=number), 303)


def _keep(number: int, form: PostForm, wish: str) -> str:
    """Save the post, then carry out WISH; says what was done. A refusal leaves nothing half-done."""
    written = form.written(db.session.get_one(Post, number))
    names = (form.categories.data or "").split(",")
    with writing() as session:
        post = session.get(Post, number, with_for_update={"of": Post}) or abort(404)
        post.refuse_unless_version(form.version.data or 0)
        refuse_unless_all_there(post, form)
        why = Why.PUBLISHED if wish == "publish" else Why.SAVED
        revisions.save(post, written, names, author(), why)
        return _carry_out(wish, post, form)


def _carry_out(wish: str, post: Post, form: PostForm) -> str:
    by = author()
    if wish == "publish":
        post.publish(by)
        return "Published."
    if wish == "schedule":
        if form.publish_at.data is None:
            raise Refusal("Say on which day and at what time it is to be published.", 422)
        post.schedule(moment(form.publish_at.data), by)
        return "Scheduled."
    if wish == "withdraw":
        was = post.state
        post.withdraw(by)
        return "Unpublished: it is a draft again." if was is State.PUBLISHED else "Schedule cancelled."
    if post.state is State.SCHEDULED and form.is_without_time:
        post.withdraw(by)
        return "Saved. Its time was emptied, so the schedule is cancelled: it is a draft again."
    return _move(post, form.publish_at.data, by)


def _move(post: Post, wall: datetime | None, by: Person) -> str:
    """Schedule POST anew where WALL is another time than before; says what was done."""
    if post.state is not State.SCHEDULED or wall is None or wall_clock(post) == minute(wall):
        return "Saved."
    post.schedule(moment(wall), by)
    return "Saved, and scheduled anew."


def _editor(post: Post, form: PostForm) -> str:
    theirs = revisions.typed(post) if form.version.data != post.version else None
    form.version.raw_data, form.version.data = None, post.version
    written = form.written(post)
    return render_template(
        "desk/editor.html",
        post=post,
        form=form,
        category_names=[category.name for category in Category.in_use()],
        written=written,
        updates=updates_to(post),
        letter=letter(post, written),
        letters=letters(post, written),
        has_letter=post.kind in {Kind.ANSWER, Kind.UPDATE},
        theirs=theirs,
        present=Presence.beside(author()),
        copy=revisions.working_copy(post),
        picture_form=ImageForm(formdata=None),
    )
