"""A published post to talk below."""

import pytest

from app.comments import Comment, CommentDeed
from app.db import db, writing
from app.people import Person
from app.posts import Kind, PartWords, PartWritten, Post
from app.posts.rewriting import rewrite
from app.text import for_author, for_reader


@pytest.fixture
def by(context: None, hester: int) -> Person:
    return db.session.get_one(Person, hester)


@pytest.fixture
def post(by: Person) -> Post:
    with writing() as session:
        made = Post(kind=Kind.ARTICLE, author_id=by.id)
        session.add(made)
        session.flush()
        made.revise("The ladder", for_reader(""), "", for_author("Ask for it."), [])
        made.publish(by)
    return made


@pytest.fixture
def round_up(by: Person) -> Post:
    """A published round-up of two parts."""
    with writing() as session:
        made = Post(kind=Kind.ROUND_UP, author_id=by.id)
        session.add(made)
        session.flush()
        words = (PartWords(n, f"Part {n}", "", "", "Ask for it.") for n in (1, 2))
        rewrite(made, [PartWritten.of(each) for each in words], by)
        made.revise("Ladders", for_reader(""), "", for_author(""), [])
        made.publish(by)
    return made


def say(post: Post, words: str = "Hello", **more: object) -> Comment:
    """Write a comment below POST and keep it."""
    with writing() as session:
        comment, _ = Comment.write(post, for_reader(words), **more)  # type: ignore[arg-type]
        session.flush()
    return comment


def undo_the_last(by: Person) -> None:
    """Take back what BY decided last."""
    with writing():
        deed = CommentDeed.last_of(by)
        assert deed is not None
        deed.undo(by)
