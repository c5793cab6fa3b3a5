"""The public pages."""

import mf2py
import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.comments import Comment
from app.db import db, writing
from app.people import Person
from app.posts import Kind, OldAddress, Post
from app.questions import Question
from app.text import for_author, for_reader
from tests.conftest import Author


@pytest.fixture
def path(app: Flask, hester: int, hold_none: None) -> str:
    """The path of a published answer with three comments."""
    with app.app_context():
        by = db.session.get_one(Person, hester)
        with writing() as session:
            asked, _ = Question.ask("May I keep the ladder?", headline="Ladder")
            post = Post.answering(asked, by)
            session.flush()
            post.revise(
                "The ladder",
                for_reader("May I keep the *ladder*?"),
                "Up high",
                for_author("## No\n\nIt is his."),
                ["Home"],
            )
            post.publish(by)
            first, _ = Comment.write(post, for_reader("Quite right."), name="Kim")
            session.flush()
            reply, _ = Comment.write(post, for_reader("Thank you."), parent=first, by=by)
            session.flush()
            Comment.write(post, for_reader("And the saw?"), parent=reply)
        return f"/{post.path}"


def test_the_front_page_lists_what_is_published(reader: FlaskClient, path: str) -> None:
    home = reader.get("/").text
    assert f'href="{path}">The ladder</a>' in home
    assert "3 comments" in home


def test_an_empty_column_invites_the_first_question(reader: FlaskClient) -> None:
    assert "Be the first to ask" in reader.get("/").text


def test_a_post_shows_the_letter_the_answer_and_the_thread(reader: FlaskClient, path: str) -> None:
    page = reader.get(path).text
    assert "A reader asks:" in page
    assert "May I keep the <em>ladder</em>?" in page
    assert "Up high" in page
    assert "<h2>No</h2>" in page
    assert "3 comments</h2>" in page


def test_a_post_is_an_h_entry_and_its_comments_are_h_cites(reader: FlaskClient, path: str) -> None:
    entry = mf2py.parse(doc=reader.get(path).text, url=f"http://localhost{path}")["items"][0]
    assert entry["type"] == ["h-entry"]
    for name in ("name", "author", "published", "content"):
        assert entry["properties"][name]
    comments = entry["properties"]["comment"]
    assert [each["type"] for each in comments] == [["h-cite"]] * 3
    assert [each["properties"]["author"] for each in comments] == [
        ["Kim"],
        ["Hester Brannock"],
        ["Anonymous"],
    ]


def test_levels_and_the_badge_stand_in_the_markup(reader: FlaskClient, path: str) -> None:
    page = reader.get(path).text
    assert [f'id="comment-{n}" aria-level="{n}"' in page for n in (1, 2, 3)] == [True] * 3
    assert page.count("Post author") == 1


def test_an_address_of_an_earlier_site_leads_here_for_good(
    app: Flask, reader: FlaskClient, path: str
) -> None:
    with app.app_context(), writing() as session:
        session.add_all(
            [OldAddress(path="2011/09/ladder.html", post_id=1), OldAddress(path="?p=77", post_id=1)]
        )
    for old in ("/2011/09/ladder.html", "/?p=77"):
        answer = reader.get(old)
        assert (answer.status_code, answer.location) == (301, path)


def test_a_draft_is_nowhere_to_be_seen(app: Flask, reader: FlaskClient, path: str, hester: int) -> None:
    with app.app_context(), writing() as session:
        session.get_one(Post, 1).withdraw(session.get_one(Person, hester))
    assert reader.get(path).status_code == 404
    assert "The ladder" not in reader.get("/").text
    assert reader.get("/comments/1/reply").status_code == 404
    assert reader.get("/category/home").status_code == 404


def test_a_page_has_its_own_address_and_is_not_in_the_list(
    app: Flask, reader: FlaskClient, hester: int
) -> None:
    with app.app_context(), writing() as session:
        page = Post(kind=Kind.PAGE, author_id=hester)
        session.add(page)
        page.revise("House rules", for_reader(""), "", for_author("Be kind."), [])
        page.publish(session.get_one(Person, hester))
    assert "Be kind." in reader.get("/house-rules").text
    assert "House rules" not in reader.get("/").text


@pytest.mark.parametrize("address", ["{path}", "/comments/3/reply"])
def test_a_comment_is_taken_and_its_writer_led_to_its_page(
    reader: FlaskClient, path: str, address: str
) -> None:
    answer = reader.post(address.format(path=path), data={"text": "Buy *two*.", "name": "Lee"})
    assert answer.status_code == 303
    mine = reader.get(answer.location)
    assert "Your comment is posted" in mine.text
    assert mine.headers["Referrer-Policy"] == "no-referrer"
    assert "Buy <em>two</em>." in reader.get(path).text


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"text": "  "}, "Please write something first."),
        ({"text": "x" * 10_001}, "10,000 characters"),
        ({"name": "Hester  BrannocK"}, "reads like the name of the author"),
        ({"email": "x"}, "does not look like an e-mail address"),
    ],
)
def test_a_refused_comment_comes_back_as_it_was_typed(
    reader: FlaskClient, path: str, wrong: dict[str, str], sentence: str
) -> None:
    sent = {"text": "A thought & more.", "name": "Lee", "email": "lee@readers.example"} | wrong
    answer = reader.post("/comments/1/reply", data=sent)
    assert answer.status_code == 422
    assert sentence in answer.text
    if not wrong.get("text"):
        assert "A thought &amp; more.</textarea>" in answer.text
    assert reader.get(path).text.count("u-comment") == 3


def test_a_reply_to_what_was_removed_meanwhile_comes_back(
    app: Flask, reader: FlaskClient, path: str, hester: int
) -> None:
    with app.app_context(), writing() as session:
        session.get_one(Comment, 3).remove(session.get_one(Person, hester))
    answer = reader.post("/comments/3/reply", data={"text": "Too late?"})
    assert answer.status_code == 422
    assert "not there any more" in answer.text
    assert "Too late?</textarea>" in answer.text


def test_nobody_gets_the_badge_by_asking_for_it(reader: FlaskClient, path: str) -> None:
    reader.post(
        path, data={"text": "I am she", "name": "Post author", "person_id": "1", "by": "1", "by_author": "1"}
    )
    assert reader.get(path).text.count("<mark>Post author</mark>") == 1


def test_the_signed_in_author_writes_with_the_badge(author: Author, reader: FlaskClient, path: str) -> None:
    author.post("/comments/3/reply", page="/comments/3/reply", text="The saw too.", name="Somebody")
    page = reader.get(path).text
    assert page.count("<mark>Post author</mark>") == 2
    assert "Somebody" not in page


def test_no_page_asks_more_of_the_database_when_there_is_more(
    reader: FlaskClient, path: str, queries: list[str]
) -> None:
    def asked(address: str) -> int:
        reader.post(path, data={"text": "One more"})
        queries.clear()
        assert reader.get(address).status_code == 200
        return len(queries)

    for address in ("/", path):
        reader.get(address)
    before = [asked("/"), asked(path)]
    for n in range(5):
        reader.post(path, data={"text": f"More {n}"})
    assert [asked("/"), asked(path)] == before
    assert max(before) < 12
