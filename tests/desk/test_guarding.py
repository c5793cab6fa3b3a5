"""What the author sets against spam, and what that does to a form that readers send."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.comments import Comment, State
from app.db import db, writing
from app.people import Person
from app.posts import Kind, Post
from app.site import Moderation, Site
from app.text import for_author, for_reader
from tests.conftest import Author

GUARD = {
    "word_list": "casino\nno deposit",
    "purge_spam_after": "7",
    "purge_held_after": "90",
    "close_after": "365",
}


@pytest.fixture
def post(app: Flask, hester: int) -> str:
    """The address of a post, below which nobody waits."""
    with app.app_context(), writing() as session:
        Site.current().moderation = Moderation.NONE
        made = Post(kind=Kind.ARTICLE, author_id=hester)
        session.add(made)
        session.flush()
        made.revise("The ladder", for_reader(""), "", for_author("Ask for it."), [])
        made.publish(session.get_one(Person, hester))
        return f"/{made.path}"


def latest(app: Flask) -> Comment:
    with app.app_context():
        return db.session.scalars(select(Comment).order_by(Comment.id.desc())).first()


def set_up(author: Author, **changed: str) -> int:
    whole = {"name": "A column", "tagline": "", "about_source": "", "time_zone": "UTC", "moderation": "none"}
    return author.post("/desk/settings", "/desk/settings", **(whole | GUARD | changed)).status_code


def test_what_is_set_is_kept_and_shown(app: Flask, author: Author) -> None:
    assert set_up(author) == 303
    with app.app_context():
        site = Site.current()
        assert (site.purge_spam_after, site.purge_held_after, site.close_after) == (7, 90, 365)
    page = author.get("/desk/settings").text
    assert "casino\nno deposit</textarea>" in page
    assert 'value="365"' in page


@pytest.mark.parametrize("days", ["-1", "3651", "a week", "1.5", ""])
@pytest.mark.parametrize("field", ["purge_spam_after", "purge_held_after", "close_after"])
def test_what_is_no_number_of_days_comes_back_with_all_else(author: Author, field: str, days: str) -> None:
    answer = author.post(
        "/desk/settings", "/desk/settings", name="A column", **{field: days, "word_list": "zebra"}
    )
    assert answer.status_code == 422
    assert "Please write a whole number from 0 to 3,650." in answer.text
    assert "zebra</textarea>" in answer.text


def test_a_word_that_is_listed_counts_from_the_next_comment_on(
    app: Flask, author: Author, reader: FlaskClient, post: str
) -> None:
    reader.post(post, data={"text": "At the casino"})
    assert latest(app).state is State.PUBLISHED
    set_up(author)
    reader.post(post, data={"text": "At the Casino"})
    assert latest(app).reasons == "Says “casino”, which is on the word list."


@pytest.mark.parametrize(
    ("more", "reasons"),
    [
        ({"seconds": "40", "website": ""}, ""),
        ({"seconds": "", "website": "https://x.example"}, "Filled in a field that people do not see."),
        ({"seconds": "2"}, "Sent 2 seconds after the form was opened."),
        ({"seconds": "soon"}, ""),
        ({"seconds": "-5"}, ""),
        ({"seconds": "9" * 400}, ""),
        ({"seconds": "²"}, ""),
    ],
)
def test_how_a_form_was_filled_in_is_told_to_the_moderator_alone(
    app: Flask, reader: FlaskClient, post: str, more: dict[str, str], reasons: str
) -> None:
    answer = reader.post(post, data={"text": "Quite so.", **more})
    assert answer.status_code == 303
    assert latest(app).reasons == reasons
    shown = reader.get(answer.location).text
    assert "seconds after" not in shown
    assert "people do not see" not in shown


def test_a_refused_comment_says_nothing_of_the_decoy(reader: FlaskClient, post: str) -> None:
    answer = reader.post(post, data={"text": "", "website": "https://x.example", "seconds": "1"})
    assert answer.status_code == 422
    assert "Please write something first." in answer.text
    assert "do not see" not in answer.text
