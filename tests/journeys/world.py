"""What happened here before: questions, posts and comments made by their verbs, without a browser."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock, text
from app.comments import Comment, State
from app.people import Person
from app.posts import Kind, PartWritten, Post
from app.posts.beginning import begin, begin_update
from app.posts.rewriting import rewrite, take_in
from app.questions import Question
from app.web.tokens import hashed

from .steps import LETTER

BODY = "Ask for it **in May**, and bring cake."


def author(session: Session) -> Person:
    """Hester, who was here first."""
    return session.scalars(select(Person).order_by(Person.id).limit(1)).one()


def asked(session: Session, headline: str, letter: str = LETTER, **more: object) -> tuple[Question, str]:
    """A question, and the token of its private page."""
    question, token = Question.ask(letter, headline=headline, signature="Ladderless", **more)
    session.flush()
    return question, token


def answered(session: Session, question: Question, body: str = BODY, also: str = "Property") -> Post:
    """The post that answers QUESTION, filed under Neighbours and under what is said in ALSO."""
    by = author(session)
    post = Post.answering(question, by)
    letter = text.for_reader(question.letter)
    post.revise(question.headline, letter, "Ladderless", text.for_author(body), ["Neighbours", also])
    post.publish(by)
    session.flush()
    return post


def rounded_up(session: Session, title: str, *questions: Question) -> Post:
    """The published round-up called TITLE that answers QUESTIONS."""
    by = author(session)
    post = begin(Kind.ROUND_UP, by)
    session.flush()
    for question in questions:
        take_in(post, question, by)
    session.flush()
    rewrite(post, [PartWritten.of(part.words._replace(body=BODY)) for part in post.parts], by)
    post.revise(title, text.for_reader(""), "", text.for_author(BODY), ["Neighbours"])
    post.publish(by)
    session.flush()
    return post


def followed(session: Session, earlier: Post) -> Post:
    """The published update to EARLIER."""
    update = begin_update(earlier, author(session))
    update.revise(update.title, text.for_reader(LETTER), "Ladderless", text.for_author(BODY), None)
    update.publish(author(session))
    session.flush()
    return update


def published(session: Session, headline: str) -> str:
    """The address of a post called HEADLINE, without a comment."""
    return f"/{answered(session, asked(session, headline)[0]).path}"


def discussed(session: Session, headline: str, *said: tuple[str, str]) -> str:
    """The address of a post called HEADLINE with a comment, by NAME and saying WORDS, for each of SAID."""
    post = answered(session, asked(session, headline)[0])
    for name, words in said:
        Comment.write(post, text.for_reader(words), name=name, state=State.PUBLISHED)
        session.flush()
    return f"/{post.path}"


def may_be_asked(session: Session, token: str) -> None:
    """Four months have passed since the question behind TOKEN was answered, and its asker may be asked."""
    question = session.scalars(select(Question).where(Question.token_hash == hashed(token))).one()
    post = Post.about(question)
    question.wants_follow_up, post.published_at = True, clock.now() - timedelta(days=120)
