"""The letters at the desk of the sample column, each as far as its author has come with it."""

from datetime import datetime, timedelta
from typing import Any

from app import clock, text
from app.db import db
from app.people import Person
from app.posts import Post
from app.questions import Permission, Question
from app.transfer.sample.past import date_deeds, full_hour

HOURS, MOMENT = (2, 26, 50, 51, 51), timedelta(minutes=20)


def put_on_desk(said: dict[str, Any], author: Person) -> None:
    """Receive the letter in SAID, as many hours ago, and do with it what AUTHOR did."""
    received_at = clock.now() - timedelta(hours=said["hours_ago"])
    question, _ = Question.ask(
        said["text"].strip(),
        headline=said["headline"],
        signature=said["signature"],
        email=said["email"],
        permission=Permission(said["may"]),
        received_at=received_at,
    )
    db.session.flush()
    if said.get("email_confirmed", True):
        question.take_as_confirmed()
    _bring_to(said["state"], question, said, author)
    question.star(said["starred"], author)
    question.jot(said["note"], author)
    date_deeds(question, *_since(received_at))


def _since(received_at: datetime) -> list[datetime]:
    """When something was done to what was RECEIVED: some hours later, and a moment ago at the latest."""
    return [min(received_at + timedelta(hours=hours), clock.now() - MOMENT) for hours in HOURS]


def _bring_to(state: str, question: Question, said: dict[str, Any], author: Person) -> None:
    match state:
        case "queued":
            question.queue(author)
        case "declined":
            question.decline(author)
        case "spam":
            question.mark_spam(author)
        case "drafting" | "scheduled":
            question.queue(author)
            _draft(question, said, author)


def _draft(question: Question, said: dict[str, Any], author: Person) -> None:
    post = Post.answering(question, author)
    letter, body = text.for_reader(question.letter), text.for_author(said["draft"].strip())
    post.revise(said["title"], letter, question.signature, body, said["categories"])
    if "in_hours" in said:
        post.schedule(full_hour(clock.now() + timedelta(hours=said["in_hours"])), author)
    db.session.flush()
    post.begun_at = post.revised_at = question.received_at + timedelta(hours=26)
    db.session.flush()
