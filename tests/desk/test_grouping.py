"""Questions that are answered once and told to all."""

import pytest
from flask import Flask

from app.db import db, writing
from app.mail import Message
from app.people import Person
from app.posts import Post
from app.questions import Permission, Question, State
from app.text import for_author, for_reader
from tests.conftest import Author


@pytest.fixture
def letters(app: Flask) -> None:
    """Four letters about ladders, the last of them only to be answered in private."""
    with app.app_context(), writing():
        for n in range(1, 5):
            may = Permission.PRIVATE if n == 4 else Permission.PUBLISH
            question, _ = Question.ask(
                f"Ladder number {n}.", headline=f"Letter {n}", email=f"{n}@readers.example", permission=may
            )
            question.take_as_confirmed()


@pytest.mark.usefixtures("letters")
def test_those_that_are_ticked_are_grouped_with_the_open_one(app: Flask, author: Author) -> None:
    answer = author.post("/desk/questions/group", opened="2", selected=["1", "3"])
    assert answer.location == "/desk/questions/2?lane=inbox"
    page = author.get(answer.location).text
    assert "3 questions to be answered together." in page
    assert page.index("Answered together with") < page.index(">Letter 1</a> <span")
    author.post("/desk/undo")
    assert "Answered together with" not in author.get("/desk/questions/2").text


@pytest.mark.usefixtures("letters")
def test_one_alone_makes_no_group(author: Author) -> None:
    answer = author.post("/desk/questions/group", opened="2")
    assert answer.status_code == 422
    assert "Tick those that belong together" in answer.text


@pytest.mark.usefixtures("letters")
def test_one_answer_closes_all_of_a_group_and_tells_each_asker(
    app: Flask, author: Author, hester: int
) -> None:
    author.post("/desk/questions/group", opened="2", selected=["1", "3"])
    with app.app_context():
        by = db.session.get_one(Person, hester)
        with writing():
            post = Post.answering(db.session.get_one(Question, 2), by)
        with writing():
            post.revise("On ladders", for_reader("May I?"), "", for_author("No."), [])
            post.publish(by)
        states = [question.state for question in db.session.query(Question).order_by(Question.id)]
        assert states == [State.ANSWERED, State.ANSWERED, State.ANSWERED, State.NEW]
        told = [message.to for message in db.session.query(Message)]
        assert sorted(told) == [f"{n}@readers.example" for n in (1, 2, 3)]


@pytest.mark.usefixtures("letters")
def test_one_that_leaves_its_group_is_answered_by_itself(app: Flask, author: Author, hester: int) -> None:
    author.post("/desk/questions/group", opened="2", selected=["1", "3"])
    author.post("/desk/questions/ungroup", opened="1")
    with app.app_context(), writing():
        post = Post.answering(db.session.get_one(Question, 2), db.session.get_one(Person, hester))
        assert [question.id for question in post.questions] == [2, 3]


@pytest.mark.usefixtures("letters")
def test_what_is_only_for_its_asker_is_left_out_with_a_word(author: Author) -> None:
    answer = author.post("/desk/questions/group", opened="2", selected=["1", "4"])
    assert "1 could not be: The asker wants this answered only in private" in author.get(answer.location).text


@pytest.mark.usefixtures("letters")
def test_another_group_has_another_number_though_it_begins_with_the_same(app: Flask, author: Author) -> None:
    author.post("/desk/questions/group", opened="1", selected=["2"])
    author.post("/desk/questions/ungroup", opened="1")
    author.post("/desk/questions/group", opened="1", selected=["3"])
    with app.app_context():
        assert [each.id for each in db.session.get_one(Question, 3).companions()] == [1]


@pytest.mark.usefixtures("letters")
def test_one_that_is_let_go_of_while_drafting_is_not_answered_with_the_others(
    app: Flask, author: Author
) -> None:
    author.post("/desk/questions/group", opened="2", selected=["1", "3"])
    author.post("/desk/questions/2/answer")
    author.post("/desk/questions/ungroup", opened="1")
    author.post("/desk/questions/aside", opened="3")
    author.post("/desk/questions/decline", opened="3")
    with app.app_context():
        post = db.session.get_one(Post, 1)
        with writing():
            post.revise("On ladders", for_reader("May I?"), "", for_author("No."), [])
            post.publish(None)
        states = [question.state for question in db.session.query(Question).order_by(Question.id)]
        assert states[:3] == [State.QUEUED, State.ANSWERED, State.DECLINED]
        assert [message.to for message in db.session.query(Message)] == ["2@readers.example"]


@pytest.mark.usefixtures("letters")
def test_one_undo_takes_back_that_an_answer_was_begun_for_all(app: Flask, author: Author) -> None:
    author.post("/desk/questions/group", opened="2", selected=["1", "3"])
    author.post("/desk/questions/2/answer")
    author.post("/desk/undo")
    with app.app_context():
        assert {q.state for q in db.session.query(Question)} == {State.NEW}


def groups(app: Flask) -> list[int | None]:
    with app.app_context():
        return [question.group_number for question in db.session.query(Question).order_by(Question.id)]


@pytest.mark.usefixtures("letters")
def test_two_groups_are_joined_whole_and_parted_by_one_undo(app: Flask, author: Author) -> None:
    with app.app_context(), writing():
        Question.ask("Ladder number 5.", headline="Letter 5")
    author.post("/desk/questions/group", opened="1", selected=["2"])
    author.post("/desk/questions/group", opened="3", selected=["5"])
    before = groups(app)
    assert len({*before}) == 3
    author.post("/desk/questions/group", opened="1", selected=["3"])
    first, *others = groups(app)
    assert others == [first, first, None, first]
    author.post("/desk/undo")
    assert groups(app) == before


@pytest.mark.usefixtures("letters")
def test_a_group_comes_whole_to_one_that_stood_alone(app: Flask, author: Author) -> None:
    author.post("/desk/questions/group", opened="1", selected=["2"])
    author.post("/desk/questions/group", opened="3", selected=["1"])
    first, *others = groups(app)
    assert others == [first, first, None]


@pytest.mark.usefixtures("letters")
def test_no_group_becomes_larger_than_can_be_answered_at_once(
    app: Flask, author: Author, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.questions.model.GROUPED", 3)
    with app.app_context(), writing():
        Question.ask("Ladder number 5.", headline="Letter 5")
    author.post("/desk/questions/group", opened="1", selected=["2"])
    author.post("/desk/questions/group", opened="3", selected=["5"])
    before = groups(app)
    answer = author.post("/desk/questions/group", opened="1", selected=["3"])
    assert "1 could not be: No more than 3 questions can be answered together." in (
        author.get(answer.location).text
    )
    assert groups(app) == before
