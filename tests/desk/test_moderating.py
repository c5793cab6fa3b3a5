"""The author moderates: lanes, bulk, replies, the thread itself, and the log of it all."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app import text
from app.comments import Comment, State
from app.db import db, writing
from app.people import Deed, Person
from app.posts import Kind, Post
from app.questions import Question
from tests.conftest import Author

COMMENTS = 5


@pytest.fixture
def held(app: Flask, hester: int) -> str:
    """The address of a post below which five comments are held, two of them by Kim."""
    with app.app_context(), writing() as session:
        by = session.get_one(Person, hester)
        post = Post(kind=Kind.ARTICLE, author_id=hester)
        session.add(post)
        session.flush()
        post.revise("The ladder", text.for_reader(""), "", text.for_author("Ask."), [])
        post.publish(by)
        for n in range(1, COMMENTS + 1):
            said = text.for_reader(f"Number {n}, see https://pills.example/{n}")
            Comment.write(post, said, name="Kim" if n < 3 else f"Reader {n}", state=State.HELD)
            session.flush()
        return f"/{post.path}"


def states(app: Flask) -> list[State]:
    with app.app_context():
        return list(db.session.scalars(select(Comment.state).order_by(Comment.id)))


def opened(page: str) -> str:
    found = re.search(r'name="opened" value="(\d+)"', page)
    assert found
    return found[1]


def test_a_decision_goes_on_to_the_next(app: Flask, author: Author, held: str) -> None:
    assert opened(author.get("/desk/comments").text) == "1"
    answer = author.post("/desk/comments/approve", one="1", opened="1")
    assert answer.location == "/desk/comments?lane=held&at=2"
    assert "Approved Kim’s comment on “The ladder”." in author.get(answer.location).text
    assert author.post("/desk/comments/spam", one="4", opened="2").location.endswith("at=2")
    assert author.post("/desk/comments/spam", one="5", opened="5").location.endswith("at=3")
    assert states(app) == ["published", "held", "held", "spam", "spam"]


def test_many_are_decided_and_taken_back_at_one_stroke(app: Flask, author: Author, held: str) -> None:
    author.post("/desk/comments/spam", selected=["1", "2", "3"], opened="1")
    assert "Marked 3 comments as spam." in author.get("/desk/comments").text
    assert states(app) == ["spam", "spam", "spam", "held", "held"]
    author.post("/desk/comments/undo")
    assert states(app) == ["held"] * COMMENTS
    assert author.post("/desk/comments/undo").status_code == 409


@pytest.mark.parametrize(
    ("address", "sent", "status"),
    [
        ("/desk/comments/spam", {}, 422),
        ("/desk/comments/spam", {"one": "999"}, 422),
        ("/desk/comments/undo", {"deed": "9" * 30}, 409),
        ("/desk/comments/1/reply", {"text": " "}, 422),
        ("/desk/comments/999/reply", {"text": "Hello"}, 404),
        ("/desk/log/undo", {"deed": "999"}, 409),
    ],
)
def test_what_names_nothing_is_refused(
    author: Author, held: str, address: str, sent: dict[str, str], status: int
) -> None:
    assert author.post(address, **sent).status_code == status


def test_everything_from_a_writer_comes_ticked(author: Author, held: str) -> None:
    page = author.get("/desk/comments/1/like/writer").text
    assert page.count(" checked>") == 2
    assert author.get("/desk/comments/1/like/link?host=pills.example").text.count(" checked>") == COMMENTS
    assert author.get("/desk/comments/1/like/text").text.count(" checked>") == 1
    assert author.get("/desk/comments/999/like/text").status_code == 404


def test_a_reply_approves_what_was_held_and_undo_holds_it_again(
    app: Flask, author: Author, reader: FlaskClient, held: str
) -> None:
    answer = author.post("/desk/comments/1/reply", text="Thank *you*.")
    assert answer.location == "/desk/comments?lane=held&at=2"
    assert "Replied to Kim’s comment" in author.get(answer.location).text
    assert states(app) == ["published", *["held"] * 4, "published"]
    assert "Thank <em>you</em>." in reader.get(held).text
    author.post("/desk/comments/undo")
    assert states(app) == ["held"] * COMMENTS + ["published"]


def test_in_the_thread_the_author_has_buttons_and_readers_have_none(
    app: Flask, author: Author, reader: FlaskClient, held: str
) -> None:
    author.post("/desk/comments/approve", selected=["1", "3"])
    assert "decide" not in reader.get(held).text
    page = author.get(held).text
    assert page.count('form="decide"') == 6
    assert 'aria-label="Spam: Reader 3"' in page
    answer = author.post("/desk/comments/spam", page=held, one="3", thread="yes")
    assert answer.location == f"{held}#comment-1"
    page = author.get(held).text
    assert "Marked Reader 3’s comment on “The ladder” as spam." in page
    assert "Number 3" not in page
    deed = re.findall(r'name="deed" value="(\d+)"', page)
    assert author.post("/desk/comments/undo", page=held, deed=deed[-1], thread="yes").location == (
        f"{held}#comment-3"
    )
    assert "Number 3" in reader.get(held).text


def test_a_page_of_comments_takes_no_more_queries_when_it_is_longer(
    app: Flask, author: Author, held: str, queries: list[str]
) -> None:
    def asked() -> int:
        queries.clear()
        assert author.get("/desk/comments").status_code == 200
        return len(queries)

    asked()
    before = asked()
    with app.app_context(), writing() as session:
        post = session.get_one(Post, 1)
        for n in range(20):
            Comment.write(post, text.for_reader(f"More {n}"), name=f"Other {n}", state=State.HELD)
    assert asked() == before


def test_a_reader_reports_a_comment_and_the_desk_sees_why(
    app: Flask, author: Author, reader: FlaskClient, held: str
) -> None:
    assert reader.get("/comments/1/report").status_code == 404
    author.post("/desk/comments/approve", one="1")
    assert "/comments/1/report" in reader.get("/comments/1/reply").text
    assert "Number 1" in reader.get("/comments/1/report").text
    for _ in range(3):
        assert reader.post("/comments/1/report", data={"reason": "Rude & wrong"}).location == (
            "/comments/reported"
        )
    assert "Rude &amp; wrong" in author.get("/desk/comments?lane=reported").text
    assert states(app)[0] is State.PUBLISHED
    for place in ("10.0.0.1", "10.0.0.2"):
        reader.post("/comments/1/report", environ_base={"REMOTE_ADDR": place})
    assert states(app)[0] is State.HELD
    assert "Reported by 3 readers." in author.get("/desk/comments").text
    assert reader.post("/comments/2/report").status_code == 404


def test_reports_from_one_place_are_limited(author: Author, reader: FlaskClient, held: str) -> None:
    author.post("/desk/comments/approve", one="1")
    answers = [reader.post("/comments/1/report").status_code for _ in range(21)]
    assert set(answers[:20]) == {303}
    assert answers[20] == 429


def test_the_log_tells_of_all_kinds_of_deeds_and_takes_back_what_can_be(
    app: Flask, author: Author, held: str
) -> None:
    with app.app_context(), writing():
        Question.ask("A letter.", headline="Ladders")
    author.post("/desk/questions/decline", opened="1")
    days = {"purge_spam_after": "30", "purge_held_after": "0", "close_after": "0"}
    author.post(
        "/desk/settings", name="Dear Hester", tagline="Ask.", time_zone="UTC", moderation="newcomers", **days
    )
    author.post("/desk/comments/spam", selected=["1", "2"])
    page = author.get("/desk/log").text
    for sentence in (
        "Marked 2 comments as spam.",
        "Settings changed: Name of the column, Tagline.",
        "“Ladders” declined.",
        "/desk/questions/1",
        "lane=all&amp;at=1",
        "Hester Brannock",
    ):
        assert sentence in page
    assert page.count("/desk/log/undo") == 2
    with app.app_context():
        declined = db.session.scalars(select(Deed.id).where(Deed.about == "questions")).one()
    author.post("/desk/log/undo", deed=str(declined))
    page = author.get("/desk/log").text
    assert "Undone: “Ladders” declined." in page
    assert "undone since" in page
    with app.app_context():
        assert db.session.get_one(Question, 1).state == "new"


def test_the_log_is_read_by_person_and_a_page_at_a_time(app: Flask, author: Author, hester: int) -> None:
    with app.app_context(), writing() as session:
        other = Person.named("Ann Other", "ann@column.example", None)
        session.flush()
        Deed.record(other, "Ann did it.")
        Deed.record(None, "It did itself.")
        for n in range(31):
            Deed.record(session.get_one(Person, hester), f"Deed {n}.")
            session.flush()
    page = author.get("/desk/log").text
    assert "Deed 30." in page
    assert "Deed 0." not in page
    older = re.search(r'href="(/desk/log\?behind=\d+)"', page)
    assert older
    page = author.get(older[1]).text
    for sentence in ("Deed 0.", "It did itself.", "by itself", "Ann did it."):
        assert sentence in page
    with app.app_context():
        number = db.session.scalars(select(Person.id).where(Person.name == "Ann Other")).one()
    page = author.get(f"/desk/log?by={number}").text
    assert "Ann did it." in page
    assert "Deed " not in page


def test_settings_that_stay_as_they_were_are_not_in_the_log(author: Author) -> None:
    sent = {"name": "C", "tagline": "T", "about_source": "", "time_zone": "UTC", "moderation": "all"}
    author.post("/desk/settings", **sent)
    author.post("/desk/settings", **sent)
    assert author.get("/desk/log").text.count("Settings changed") == 1
