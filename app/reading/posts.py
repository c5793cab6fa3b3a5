"""The public pages: home, a category, a post, a page."""

from collections.abc import Callable

from flask import abort, redirect, render_template, request, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response

from app.comments.markup import as_blocks
from app.comments.thread import counts, thread_of
from app.db import db
from app.posts import Category, Kind
from app.posts.lists import at_path, moved_from, published
from app.reading.forms import CommentForm
from app.reading.front import front
from app.site import Site
from app.web import public
from app.web.blocks import place


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
    shown = at_path(path)
    if shown is None:
        return _moved(path)
    if shown.kind is Kind.PAGE:
        return public(render_template("reading/page.html", post=shown))
    thread = thread_of(shown)
    return public(
        render_template(
            "reading/post.html",
            post=shown,
            thread=place(as_blocks(thread, Site.current().time_zone)),
            count=sum(entry.shown for entry in thread),
            form=CommentForm(),
        )
    )


def _moved(path: str) -> Response:
    """A permanent redirect to the post that had the address PATH; 404 where none had."""
    shown = moved_from(path) or abort(404)
    return redirect(url_for("reading.post", path=shown.path), 301)
