"""What a post said before: the list, what changed since, and the way back."""

from typing import NamedTuple

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.db import db, writing
from app.desk.front import author, front, page_number
from app.desk.post_form import main_text
from app.posts import Post, Revision, State, Words
from app.posts import revisions as kept
from app.text.changes import Change, Kind, changes
from app.web import Refusal


class Part(NamedTuple):
    """A part of a post, and how it became what it is."""

    name: str
    changes: list[Change]

    @property
    def is_changed(self) -> bool:
        """Whether it says anything else than it did."""
        return any(change.kind is not Kind.SAME for change in self.changes)


@front.get("/desk/posts/<int:number>/revisions")
def revisions(number: int) -> str:
    """All that is kept of a post, the latest first."""
    post = db.session.get(Post, number) or abort(404)
    return render_template(
        "desk/revisions.html",
        post=post,
        page=kept.history(post, page_number()),
        address=lambda page: url_for("desk.revisions", number=number, page=page),
    )


@front.get("/desk/posts/<int:number>/revisions/<int:revision>")
def revision(number: int, revision: int) -> str:
    """One of them, and what changed since."""
    post, shown = _find(number, revision)
    before, now = (_passages(words, main_text(post)) for words in (shown.words, kept.saved(post)))
    parts = [Part(name, changes(before.get(name, ""), now.get(name, ""))) for name in before | now]
    return render_template("desk/revision.html", post=post, revision=shown, parts=parts)


@front.post("/desk/posts/<int:number>/revisions/<int:revision>")
def restore(number: int, revision: int) -> Response:
    """Save it as what the post says now."""
    try:
        with writing():
            post, wanted = _find(number, revision)
            post.refuse_unless_version(request.form.get("version", 0, int))
            kept.restore(post, wanted, author())
            seen = " Readers see it now." if post.state is State.PUBLISHED else ""
    except Refusal as refusal:
        flash(str(refusal), "refused")
        return redirect(url_for("desk.revision", number=number, revision=revision), 303)
    flash(f"Restored.{seen}", "done")
    return redirect(url_for("desk.edit", number=number), 303)


def _passages(words: Words, main: str) -> dict[str, str]:
    """WORDS under the names of their fields, of which MAIN is one; parts are told apart by their numbers."""
    named = {"Title": words.title, "Question": words.letter, "Signed": words.signature, main: words.body}
    for part in words.parts:
        fields = (part.heading, part.letter, part.signature, part.body)
        for name, passage in zip(("heading", "question", "signed", "answer"), fields, strict=True):
            named[f"Part {part.number}, {name}"] = passage
    return named


def _find(number: int, revision: int) -> tuple[Post, Revision]:
    found = db.session.get(Revision, revision)
    if found is None or found.post_id != number:
        abort(404)
    return db.session.get_one(Post, number), found
