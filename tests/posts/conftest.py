"""A question and its draft."""

import pytest

from app.db import db, writing
from app.people import Person
from app.posts import Post
from app.questions import Question
from app.text import for_author, for_reader


@pytest.fixture
def by(context: None, hester: int) -> Person:
    return db.session.get_one(Person, hester)


@pytest.fixture
def question(by: Person) -> Question:
    with writing():
        asked, _ = Question.ask(
            "My neighbour keeps my *ladder*.", headline="The ladder", email="asker@readers.example"
        )
        asked.take_as_confirmed()
    return asked


@pytest.fixture
def draft(question: Question, by: Person) -> Post:
    with writing() as session:
        post = Post.answering(question, by)
        session.flush()
        revise(post)
    return post


def revise(post: Post, title: str = "The ladder that never came home", **other: str) -> None:
    """Write the post anew, with an answer unless OTHER says so."""
    body = for_author(other.get("body", "Knock, and ask for it."))
    letter = for_reader(other.get("letter", post.letter_source))
    post.revise(title, letter, other.get("signature", ""), body, other.get("categories", "").split(","))
