"""A kept page is never stale: whatever is written, every public page is what it would be if made now."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import text
from app.comments import Comment, moving
from app.db import db, writing
from app.people import Person
from app.posts import Kind, PartWords, PartWritten, Post, threads
from app.posts.beginning import begin, begin_update
from app.posts.rewriting import rewrite
from app.questions import Question
from app.site import Moderation, Site
from app.web.kept import KeptPages


@pytest.fixture
def column(app: Flask, hester: int, hold_none: None) -> None:
    """Two posts, one with a thread, a page, and a round-up."""
    with app.app_context(), writing() as session:
        by = session.get_one(Person, hester)
        for title in ("One", "Two"):
            asked, _ = Question.ask("A letter of a good length.", email="a@b.example")
            post = Post.answering(asked, by)
            session.flush()
            revise(post, title)
            post.publish(by)
        first, _ = Comment.write(post, text.for_reader("First"), name="Kim")
        session.flush()
        Comment.write(post, text.for_reader("Second"), parent=first)
        page = Post(kind=Kind.PAGE, author_id=by.id)
        session.add(page)
        revise(page, "Rules")
        page.publish(by)
        round_up = begin(Kind.ROUND_UP, by)
        session.flush()
        head(round_up, by, "Ladders")
        revise(round_up, "Both")
        round_up.publish(by)
        session.flush()
        Comment.write(round_up, text.for_reader("Third"), part=round_up.headings[0])


def revise(post: Post, title: str, body: str = "Answer.") -> None:
    post.revise(title, text.for_reader("Letter"), "", text.for_author(body), ["Home"])


def head(post: Post, by: Person, *headings: str) -> None:
    """Let POST have a part for each of HEADINGS."""
    parts = (PartWords(place, heading, "", "", "Answer.") for place, heading in enumerate(headings))
    rewrite(post, [PartWritten.of(part) for part in parts], by)


def both() -> Post:
    return db.session.query(Post).filter_by(title="Both").one()


def follow(post: Post, by: Person) -> None:
    update = begin_update(post, by)
    revise(update, "Two, later")
    update.publish(by)


def other_than(post: Post) -> Post:
    """The other one of the two posts."""
    return db.session.query(Post).filter(Post.id != post.id, Post.kind == Kind.ANSWER).one()


Change = Callable[[Person, Post, Comment], object]
CHANGES: dict[str, Change] = {
    "a comment": lambda by, post, comment: Comment.write(post, text.for_reader("New!")),
    "a reply": lambda by, post, comment: Comment.write(post, text.for_reader("New!"), parent=comment),
    "a comment by the author": lambda by, post, comment: Comment.write(post, text.for_reader("New!"), by=by),
    "a held comment": lambda by, post, comment: comment.hold(by),
    "a removed comment": lambda by, post, comment: comment.remove(by),
    "a comment about a part": lambda by, post, comment: Comment.write(
        both(), text.for_reader("New!"), part=both().headings[0]
    ),
    "another heading": lambda by, post, comment: head(both(), by, "Long ladders"),
    "another part": lambda by, post, comment: head(both(), by, "Ladders", "Hedges"),
    "an update": lambda by, post, comment: follow(post, by),
    "a revised post": lambda by, post, comment: revise(post, "Two again", "Better."),
    "an unpublished post": lambda by, post, comment: post.withdraw(by),
    "a new name for the column": lambda by, post, comment: Site.current().describe(
        "Renamed", "Tag", text.for_author("About *us*")
    ),
    "another time zone": lambda by, post, comment: Site.current().keep_time_of("Asia/Tokyo"),
    "a closed thread": lambda by, post, comment: threads.close(post, by),
    "a conversation that moved": lambda by, post, comment: moving.move(comment, other_than(post), by),
    "a new name for the author": lambda by, post, comment: setattr(by, "name", "H. B."),
}


def addresses(app: Flask) -> Iterator[str]:
    """Every public address that takes no secret: a page added later is tested without being named."""
    with app.app_context():
        published = [post for post in db.session.query(Post).order_by(Post.id) if post.path]
        posts = [post.path for post in published]
        anchors = [post.headings[0].anchor if post.headings else "none" for post in published]
    values = {"number": [2, 1], "slug": ["home"], "path": posts, "anchor": anchors, "name": ["none.webp"]}
    for rule in app.url_map.iter_rules():
        public = rule.endpoint.split(".")[0] in {"reading", "asking"} and "GET" in (rule.methods or ())
        if not public or "token" in rule.arguments:
            continue
        names = sorted(rule.arguments - set(rule.defaults or {}))
        for choice in zip(*(values[name] for name in names), strict=False) if names else [()]:
            filled = dict(zip(names, choice, strict=True)) | dict(rule.defaults or {})
            built = rule.build(filled)
            if built:
                yield built[1]


def made_now(app: Flask, address: str) -> tuple[int, bytes]:
    """The answer at ADDRESS from a shelf with nothing on it."""
    layers = app.wsgi_app
    assert isinstance(layers, KeptPages)
    app.wsgi_app = layers.inner  # type: ignore[method-assign]
    try:
        answer = app.test_client().get(address)
        return answer.status_code, answer.data
    finally:
        app.wsgi_app = layers  # type: ignore[method-assign]


@pytest.mark.usefixtures("column")
@pytest.mark.parametrize("change", CHANGES)
def test_every_page_shows_what_was_changed(app: Flask, reader: FlaskClient, hester: int, change: str) -> None:
    known = list(addresses(app))
    assert {"/", "/about", "/ask", "/category/home", "/rules", "/comments/1/reply"} <= set(known)
    assert any(address.endswith("/part/ladders") for address in known)
    for address in known:
        reader.get(address)
    with app.app_context(), writing() as session:
        post = session.query(Post).filter_by(title="Two").one()
        CHANGES[change](session.get_one(Person, hester), post, session.get_one(Comment, 1))
    for address in known:
        answer = reader.get(address)
        assert (answer.status_code, answer.data) == made_now(app, address), address


@pytest.mark.usefixtures("column")
def test_a_page_that_nothing_has_changed_is_not_made_again(
    app: Flask, reader: FlaskClient, queries: list[str]
) -> None:
    reader.get("/")
    with app.app_context(), writing():
        Question.ask("A letter that no public page shows.")
    queries.clear()
    reader.get("/")
    assert all("FROM version" in each for each in queries)
    assert len(queries) <= 1


def test_whoever_is_held_changes_nothing_for_others(app: Flask, reader: FlaskClient, column: None) -> None:
    with app.app_context(), writing():
        Site.current().moderation = Moderation.ALL
        path = db.session.query(Post).filter_by(title="Two").one().path
    before = reader.get(f"/{path}").data
    assert reader.post(f"/{path}", data={"text": "Held"}).status_code == 303
    assert reader.get(f"/{path}").data == before
