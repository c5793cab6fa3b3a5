"""A post heeds what an asker says about their question while its answer is written or scheduled."""

from sqlalchemy import select

from app import clock
from app.db import db
from app.posts.links import post_question
from app.posts.model import Post
from app.posts.states import State
from app.questions import Question
from app.questions import State as QuestionState
from app.site import Site


def held_about(number: int) -> Post | None:
    """The post that answers question NUMBER, which nobody else changes until the commit.

    To be held before the question, as the desk does it: whoever holds one and waits for the other would
    otherwise wait for somebody who does the same the other way round.
    """
    link = post_question.c.post_id == Post.id
    query = select(Post).join(post_question, link).where(post_question.c.question_id == number)
    return db.session.scalar(query.limit(1).with_for_update(of=Post))


def heed(question: Question) -> None:
    """Cancel the schedule of the post that answers QUESTION, where its asker does not allow it any more."""
    post = Post.about(question)
    if post is not None and post.state is State.SCHEDULED and not _may_come_out(question, post):
        post.withdraw(by=None)


def let_go(question: Question) -> None:
    """Cancel the schedule of the post that answers QUESTION, which is about to be withdrawn."""
    if question.state is QuestionState.SCHEDULED and (post := Post.about(question)) is not None:
        post.withdraw(by=None)


def _may_come_out(question: Question, post: Post) -> bool:
    """Whether the asker of QUESTION lets POST come out when it is to."""
    first = question.not_before
    day = clock.local(post.publish_at or clock.now(), Site.current().time_zone).date()
    return question.may_publish and (first is None or first <= day)
