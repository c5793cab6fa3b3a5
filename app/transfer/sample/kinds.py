"""What the sample column has beside answers: a round-up, an update, and two articles."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from app import clock, text
from app.db import db
from app.people import Person
from app.posts import Kind, PartWritten, Post, Written, revisions
from app.posts.beginning import begin, begin_update
from app.posts.rewriting import take_in
from app.questions import Question
from app.transfer.sample.answers import discuss, out_at, published_at
from app.transfer.sample.past import date_deeds, full_hour


def publish_kinds(said: dict[str, Any], author: Person) -> None:
    """Put in all that is in SAID."""
    _article(said["article"], author)
    _round_up(said["round_up"], author)
    _update(said["update"], author)
    _schedule(said["scheduled"], author)


def _article(said: dict[str, Any], author: Person) -> None:
    post = begin(Kind.ARTICLE, author)
    _write(post, said, said["body"], author)
    out_at(post, published_at(said["days_ago"], said["hour"]), author)


def _round_up(said: dict[str, Any], author: Person) -> None:
    at = published_at(said["days_ago"], said["hour"])
    post = begin(Kind.ROUND_UP, author)
    db.session.flush()
    questions = [_asked(part, at - timedelta(days=9 - n)) for n, part in enumerate(said["part"])]
    for question in questions:
        question.queue(author)
        take_in(post, question, author)
    _write(post, said, said["introduction"], author)
    out_at(post, at, author)
    for question in questions:
        date_deeds(question, at - timedelta(days=4), at - timedelta(days=2), at)
    headings = dict(enumerate(post.headings, 1))
    discuss(post, said["comment"], author, at, headings)


def _asked(part: dict[str, Any], received_at: Any) -> Question:
    letter = part["letter"].strip()
    question, _ = Question.ask(
        letter, headline=part["heading"], signature=part["signature"], received_at=received_at
    )
    db.session.flush()
    return question


def _update(said: dict[str, Any], author: Person) -> None:
    earlier = db.session.scalars(select(Post).where(Post.title == said["follows"])).one()
    post = begin_update(earlier, author)
    _write(post, said, said["body"], author)
    out_at(post, published_at(said["days_ago"], said["hour"]), author)


def _schedule(said: dict[str, Any], author: Person) -> None:
    post = begin(Kind.ARTICLE, author)
    _write(post, said, said["body"], author)
    post.schedule(full_hour(clock.now() + timedelta(days=said["in_days"])), author)


def _write(post: Post, said: dict[str, Any], body: str, author: Person) -> None:
    """Let POST say what is SAID, with BODY as its main text."""
    bodies = [part["body"].strip() for part in said.get("part", ())]
    parts = tuple(
        PartWritten.of(part.words._replace(body=answer))
        for part, answer in zip(post.parts, bodies, strict=True)
    )
    letter, signature = text.for_reader(said.get("letter", "").strip()), said.get("signature", "")
    written = Written(said["title"], letter, signature, text.for_author(body.strip()), parts)
    db.session.flush()
    revisions.save(post, written, said["categories"], author)
