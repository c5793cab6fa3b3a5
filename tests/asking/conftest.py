"""Letters that were answered, and whoever sent them."""

from typing import NamedTuple

import pytest

from app.db import db, writing
from app.people import Person
from app.posts import Kind, PartWritten, Post
from app.posts.beginning import begin
from app.posts.rewriting import rewrite, take_in
from app.questions import Question
from app.text import for_author

LETTER = "My flatmate hums all day. What do I do?"


class Asked(NamedTuple):
    """The numbers of a question and of the post that answers it, and the way to its private page."""

    question: int
    post: int
    token: str
    path: str

    @property
    def link(self) -> str:
        """The address of the private page."""
        return f"/asked/{self.token}"

    @property
    def thread(self) -> str:
        """The address of the thread there."""
        return f"{self.link}/thread"


def answered(by: int, *, signature: str = "Hummed out", headline: str = "Humming", **more: object) -> Asked:
    """A question that BY answered in public."""
    with writing() as session:
        question, token = Question.ask(LETTER, headline=headline, signature=signature, **more)  # type: ignore[arg-type]
        session.flush()
        person = session.get_one(Person, by)
        post = Post.answering(question, person)
        post.body_source, post.body_html, _ = for_author("Hum along.")
        post.title = headline
        post.publish(person)
        session.flush()
        return Asked(question.id, post.id, token, f"/{post.path}")


def answered_together(by: int, kind: Kind, *signatures: str) -> list[Asked]:
    """Questions signed with SIGNATURES that BY answered in one post: as parts of a round-up, or grouped."""
    with writing() as session:
        person = session.get_one(Person, by)
        asked = [Question.ask(LETTER, headline=f"Humming {n}", signature=s) for n, s in enumerate(signatures)]
        session.flush()
        questions = [question for question, _ in asked]
        if kind is Kind.ROUND_UP:
            post = begin(kind, person)
            session.flush()
            for question in questions:
                take_in(post, question, person)
            session.flush()
            rewrite(post, [PartWritten.of(part.words._replace(body="Hum.")) for part in post.parts], person)
        else:
            for question in questions[1:]:
                question.group_with(questions[0], person)
            post = Post.answering(questions[0], person)
            post.body_source, post.body_html, _ = for_author("Hum along.")
        post.title = "Hummers"
        post.publish(person)
        session.flush()
        return [Asked(question.id, post.id, token, f"/{post.path}") for question, token in asked]


@pytest.fixture
def asked(context: None, hester: int) -> Asked:
    """A question with an answer, signed “Hummed out”."""
    made = answered(hester)
    db.session.rollback()
    return made
