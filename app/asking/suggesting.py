"""Earlier answers about what somebody is about to ask, and the letters that need not be sent for them."""

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.asking.forms import AskForm
from app.asking.front import front
from app.asking.sending import Looked, ask_page
from app.db import db, writing
from app.index.words import words_in
from app.posts import Post
from app.posts.finding import similar_answers
from app.posts.sparing import note_spared
from app.site import today
from app.web import limits, private, public
from app.web.addresses import LARGEST
from app.web.places import place_here

MOST = 3
COMPARED = 50
"""Posts that are compared: a fifth of those at the desk, for this happens at every pause in typing."""
READ = 4_000
"""Characters that are looked at: what a letter is about, it has said by then."""
FEWEST = 8
"""Different words that there must be, or everything is alike."""


@front.post("/ask/check")
def check() -> Response:
    """The form as it is typed, and below its text the answers that may be about the same. Keeps nothing."""
    form = AskForm(request.form)
    return private(ask_page(form, _looked_for(f"{form.headline.data or ''}\n{form.letter.data or ''}")))


def _looked_for(said: str) -> Looked:
    if len(set(words_in(said[:READ]))) < FEWEST:
        return Looked("Write a few sentences first: with so little, everything looks alike.")
    if not limits.is_left(limits.LOOK, _place()):
        return Looked("Earlier answers cannot be looked for just now.")
    posts = similar_answers(said[:READ], MOST, COMPARED)
    if not posts:
        return Looked("No earlier answer was found that is about the same.")
    if len(posts) == 1:
        return Looked("An earlier answer may be about the same. It is below your text.", posts)
    return Looked(f"{len(posts)} earlier answers may be about the same. They are below your text.", posts)


@front.post("/ask/helped")
def helped() -> Response:
    """Count a letter that need not be sent, a few times for one place, and say thank you."""
    post = _answer(request.form.get("post", type=int) or 0)
    place = _place()
    if limits.is_left(limits.SAME_THANKS, f"{place} {post.id}") and limits.is_left(limits.THANKS, place):
        with writing():
            note_spared(post.id, today())
    return redirect(url_for("asking.spared", number=post.id), 303)


@front.get("/ask/helped/<int:number>")
def spared(number: int) -> Response:
    """The page that says so."""
    return public(render_template("asking/spared.html", post=_answer(number)))


def _answer(number: int) -> Post:
    """The post with this NUMBER, where readers can see it, or 404."""
    post = db.session.get(Post, number) if number <= LARGEST else None
    return post if post and post.takes_comments else abort(404)


def _place() -> str:
    """Where this request comes from, as a key that is another one tomorrow."""
    return limits.hashed(place_here())
