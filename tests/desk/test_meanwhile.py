"""Two people decide about the same at once: the second is told who did what, and nothing is written over."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app import text
from app.comments import Comment, CommentDeed, State
from app.db import db, writing
from app.people import Deed, Person, Role, one_deed
from app.posts import Kind, Post
from app.questions import Question, QuestionDeed
from app.questions import State as Standing
from tests.conftest import PASSWORD, Author


@pytest.fixture
def ida(app: Flask) -> int:
    """The number of Ida, who moderates as well."""
    with app.app_context(), writing() as session:
        person = Person.named("Ida Quill", "ida@column.example", PASSWORD, Role.AUTHOR)
        session.flush()
        return person.id


@pytest.fixture
def held(app: Flask, hester: int) -> str:
    """The address of a post below which three comments are held."""
    with app.app_context(), writing() as session:
        post = Post(kind=Kind.ARTICLE, author_id=hester)
        session.add(post)
        session.flush()
        post.revise("The ladder", text.for_reader(""), "", text.for_author("Ask."), [])
        post.publish(session.get_one(Person, hester))
        for name in ("Kim", "Rosa", "Tom"):
            Comment.write(post, text.for_reader(f"I am {name}."), name=name, state=State.HELD)
            session.flush()
        return f"/{post.path}"


@pytest.fixture
def letters(app: Flask) -> None:
    """Three letters."""
    with app.app_context(), writing():
        for n in range(1, 4):
            Question.ask(f"Ladder number {n}.", headline=f"Letter {n}")


def approve(app: Flask, ida: int, *numbers: int) -> None:
    """Ida approves comments in another window."""
    with app.app_context(), writing() as session:
        by = session.get_one(Person, ida)
        with one_deed(by, CommentDeed):
            for number in numbers:
                session.get_one(Comment, number).approve(by)


def decline(app: Flask, ida: int, number: int) -> None:
    """Ida declines a letter in another window."""
    with app.app_context(), writing() as session:
        by = session.get_one(Person, ida)
        with one_deed(by, QuestionDeed):
            session.get_one(Question, number).decline(by)


def states(app: Flask, of: type[Comment] | type[Question] = Comment) -> list[str]:
    with app.app_context():
        return list(db.session.scalars(select(of.state).order_by(of.id)))


def deeds(app: Flask) -> int:
    with app.app_context():
        return db.session.query(Deed).count()


def test_the_desk_sends_the_state_in_which_it_showed_a_comment(author: Author, held: str) -> None:
    page = author.get("/desk/comments").text
    assert 'name="selected" value="1.held"' in page
    assert 'name="one" value="1.held"' in page
    assert 'name="shown" value="1.held"' in page


def test_a_decision_on_a_comment_that_was_decided_meanwhile_is_refused_with_who_and_when(
    app: Flask, author: Author, ida: int, held: str
) -> None:
    approve(app, ida, 1)
    before = deeds(app)
    answer = author.post("/desk/comments/spam", one="1.held", opened="1")
    page = author.get(answer.location).text
    assert "Nothing was changed, for after this page was shown Ida Quill approved Kim’s comment" in page
    assert "Look at it again and decide anew." in page
    assert 'href="/desk/comments?lane=all&amp;at=1"' in page
    assert (states(app), deeds(app)) == (["published", "held", "held"], before)
    author.post("/desk/comments/spam", one="1.published", opened="1")
    assert states(app)[0] == "spam"


def test_of_many_those_that_were_decided_meanwhile_are_left_out_and_named(
    app: Flask, author: Author, ida: int, held: str
) -> None:
    approve(app, ida, 1)
    answer = author.post("/desk/comments/spam", selected=["1.held", "2.held", "3.held"], opened="1")
    page = author.get(answer.location).text
    assert "Marked 2 comments as spam." in page
    assert "1 was left out, for after this page was shown Ida Quill approved Kim’s comment" in page
    assert states(app) == ["published", "spam", "spam"]
    author.post("/desk/comments/undo")
    assert states(app) == ["published", "held", "held"]


def test_not_more_than_a_few_are_named(
    app: Flask, author: Author, ida: int, held: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.desk.meanwhile.NAMED", 1)
    approve(app, ida, 1, 2, 3)
    page = author.get(
        author.post("/desk/comments/spam", selected=["1.held", "2.held", "3.held"]).location
    ).text
    assert "Kim’s comment" in page
    assert "; and 2 more. Look at them again" in page
    assert states(app) == ["published"] * 3


def test_whoever_decides_the_same_is_told_that_it_was_so_already(
    app: Flask, author: Author, ida: int, held: str
) -> None:
    approve(app, ida, 1)
    answer = author.post("/desk/comments/approve", one="1.held", opened="1")
    assert "That was so already." in author.get(answer.location).text


def test_one_s_own_decision_in_another_window_is_called_so(author: Author, held: str) -> None:
    author.post("/desk/comments/approve", one="1.held")
    author.post("/desk/comments/undo")
    author.post("/desk/comments/remove", one="1.held")
    answer = author.post("/desk/comments/spam", one="1.held")
    assert "after this page was shown you removed Kim’s comment" in author.get(answer.location).text
    author.post("/desk/comments/undo")
    answer = author.post("/desk/comments/spam", one="1.removed")
    assert "you took back a decision about Kim’s comment" in author.get(answer.location).text


def test_a_reply_does_not_show_again_what_a_colleague_held_meanwhile(
    app: Flask, author: Author, ida: int, held: str
) -> None:
    answer = author.post("/desk/comments/1/reply", text="Well said.", shown="1.published")
    assert answer.status_code == 409
    assert "Well said." in answer.text
    assert states(app) == ["held"] * 3
    assert author.post("/desk/comments/1/reply", text="Well said.", shown="1.held").status_code == 303


def test_in_the_thread_what_was_decided_meanwhile_stays_too(
    app: Flask, author: Author, reader: FlaskClient, ida: int, held: str
) -> None:
    approve(app, ida, 1, 2)
    assert 'name="one" value="1.published"' in author.get(held).text
    author.post("/desk/comments/remove", one="1.published")
    answer = author.post("/desk/comments/spam", one="1.published", thread="yes")
    assert answer.location.startswith(held)
    assert "after this page was shown you removed Kim’s comment" in author.get(held).text
    assert states(app)[0] == "removed"


@pytest.mark.usefixtures("letters")
def test_a_decision_on_a_letter_that_was_decided_meanwhile_is_refused(
    app: Flask, author: Author, ida: int
) -> None:
    assert 'name="shown" value="2.new"' in author.get("/desk/questions/2").text
    decline(app, ida, 2)
    answer = author.post("/desk/questions/queue", opened="2", shown="2.new")
    assert answer.location == "/desk/questions/2?lane=inbox"
    page = author.get(answer.location).text
    assert "after this page was shown Ida Quill moved “Letter 2” from new to declined" in page
    assert states(app, Question) == [Standing.NEW, Standing.DECLINED, Standing.NEW]
    author.post("/desk/questions/queue", opened="2", shown="2.declined")
    assert states(app, Question)[1] == Standing.QUEUED


@pytest.mark.usefixtures("letters")
def test_of_many_letters_those_that_changed_are_left_out(app: Flask, author: Author, ida: int) -> None:
    decline(app, ida, 2)
    answer = author.post(
        "/desk/questions/spam", opened="1", shown="1.new", selected=["1.new", "2.new", "3.new"]
    )
    page = author.get(answer.location).text
    assert "2 questions marked as spam." in page
    assert "1 was left out, for after this page was shown Ida Quill moved “Letter 2”" in page
    assert states(app, Question) == [Standing.SPAM, Standing.DECLINED, Standing.SPAM]


@pytest.mark.usefixtures("letters")
def test_what_is_no_decision_does_not_ask_for_the_state(app: Flask, author: Author, ida: int) -> None:
    decline(app, ida, 2)
    author.post("/desk/questions/star", opened="2", shown="2.new")
    with app.app_context():
        assert db.session.get_one(Question, 2).starred


@pytest.mark.parametrize("sent", ["9" * 5_000 + ".held", ".held", "1.", "x.held", "1.held.2"])
def test_a_form_that_says_wrongly_what_it_showed_breaks_nothing(author: Author, held: str, sent: str) -> None:
    assert author.post("/desk/comments/spam", selected=[sent]).status_code in {303, 422}
