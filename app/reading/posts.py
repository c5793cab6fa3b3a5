"""The public pages: home, a category, a post, a page."""

from collections.abc import Callable

from flask import abort, get_template_attribute, redirect, render_template, request, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response

from app.comments.growing import thread_shown
from app.comments.inline import with_buttons
from app.comments.thread import counts
from app.db import db
from app.people import signed_in
from app.posts.beginning import updates_to
from app.posts.lists import at_path, moved_from, published
from app.posts.talk import talk_at
from app.reading.forms import CommentForm
from app.reading.front import front
from app.site import Category
from app.site.model import time_zone
from app.web import public
from app.web.blocks import Block, Frame, cut, mark


@front.get("/", defaults={"number": 1})
@front.get("/page/<int(min=2):number>")
def home(number: int) -> Response:
    """What is published, newest first."""
    if "p" in request.args:
        return _moved(f"?p={request.args['p']}")
    page = published(number)
    if number > 1 and not page.rows:
        abort(404)
    return public(
        render_template("reading/home.html", page=page, counts=counts(page.rows), address=_home_address)
    )


@front.get("/category/<slug>", defaults={"number": 1})
@front.get("/category/<slug>/page/<int(min=2):number>")
def category(slug: str, number: int) -> Response:
    """What is filed under one category."""
    shown = db.session.scalar(select(Category).where(Category.slug == slug)) or abort(404)
    page = published(number, shown)
    if not page.rows:
        abort(404)
    return public(
        render_template(
            "reading/category.html",
            category=shown,
            page=page,
            counts=counts(page.rows),
            address=_pages_of(shown),
        )
    )


def _home_address(number: int) -> str:
    return url_for("reading.home", number=number if number > 1 else None)


def _pages_of(shown: Category) -> Callable[[int], str]:
    return lambda n: url_for("reading.category", slug=shown.slug, number=n)


@front.get("/about")
def about() -> Response:
    """Who writes here."""
    return public(render_template("reading/about.html"))


@front.get("/<path:path>")
def post(path: str) -> Response:
    """A post or a page; an address from an earlier site leads to the one of today."""
    talk = talk_at(path)
    if talk is None:
        return _moved(path)
    if not talk.takes_comments:
        return public(render_template("reading/page.html", post=at_path(path)))
    thread, shown = thread_shown(talk, time_zone())
    if signed_in():
        frame, blocks = _frame(path), [Block(with_buttons(block.raw)) for block in shown.blocks]
    else:
        frame, blocks = thread.frame or _frame(path), shown.blocks
        thread.frame = frame
    return public(frame, thread, thread=blocks, count=[_in_words(shown.comments)])


def _frame(path: str) -> Frame:
    """The page of the post at PATH but for what changes with every comment."""
    post = at_path(path) or abort(404)
    return cut(
        render_template(
            "reading/post.html",
            post=post,
            updates=updates_to(post),
            thread=mark("thread"),
            count=mark("count"),
            form=CommentForm().offer(post.headings),
        )
    )


def _in_words(count: int) -> Block:
    comments_of = get_template_attribute("posts/list.html", "comments_of")
    return Block(comments_of(count).encode())


def _moved(path: str) -> Response:
    """A permanent redirect to the post that had the address PATH; 404 where none had."""
    shown = moved_from(path) or abort(404)
    return redirect(url_for("reading.post", path=shown.path), 301)
