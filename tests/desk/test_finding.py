"""Finding questions at the desk: by words, and by what they are about."""

import pytest
from flask import Flask

from app.db import db, writing
from app.people import Person
from app.posts import Post
from app.questions import Question
from app.text import for_author, for_reader
from tests.conftest import Author

LADDER = "My neighbour borrows my extension ladder every autumn and scratches the aluminium rungs."


@pytest.fixture
def letters(app: Flask, hester: int) -> None:
    """Two letters about ladders, one about cake, and an answer about ladders."""
    with app.app_context():
        by = db.session.get_one(Person, hester)
        with writing() as session:
            Question.ask(LADDER, headline="The ladder")
            Question.ask(f"{LADDER} Must I lend it again?", headline="Lending again")
            cake, _ = Question.ask("My sister bakes a cake for everybody but me.", headline="The cake")
            cake.jot("ask Petra about it", by)
            answered, _ = Question.ask(LADDER, headline="Long ago")
            session.flush()
            post = Post.answering(answered, by)
        with writing():
            post.revise("On scratched rungs", for_reader(LADDER), "", for_author("Do not lend it."), [])
            post.publish(by)


@pytest.mark.usefixtures("letters")
@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ladder", {"The ladder", "Lending again", "Long ago"}),
        ("ladder -lend", {"The ladder", "Long ago"}),
        ('"bakes a cake"', {"The cake"}),
        ("petra", {"The cake"}),
        ("zeppelin", set()),
        ('" AND col: (', None),
    ],
)
def test_questions_and_notes_are_searched_in_all_lanes(
    author: Author, words: str, found: set[str] | None
) -> None:
    answer = author.client.get("/desk", query_string={"lane": "all", "words": words})
    assert answer.status_code == 200
    titles = {"The ladder", "Lending again", "The cake", "Long ago"}
    if found is not None:
        assert {title for title in titles if f"Tick “{title}”" in answer.text} == found


@pytest.mark.usefixtures("letters")
def test_beside_a_question_stands_what_is_about_the_same(author: Author) -> None:
    page = author.get("/desk/questions/1/similar").text
    assert "On scratched rungs" in page
    assert "Tick “Lending again”" in page
    assert "The cake" not in page.split("Waiting, too")[1].split("Lending again")[0]


@pytest.mark.usefixtures("letters")
def test_a_triage_goes_on_through_what_was_found(author: Author) -> None:
    answer = author.post("/desk/questions/queue?lane=all&words=ladder&order=oldest", opened="1")
    assert answer.location == "/desk/questions/2?lane=all&order=oldest&words=ladder"
