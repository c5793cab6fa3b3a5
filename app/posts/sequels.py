"""Which askers can be asked by now how it went."""

from datetime import timedelta

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import aliased

from app import clock
from app.posts.links import post_question
from app.posts.model import Post
from app.posts.states import State
from app.questions import Question
from app.questions import State as QuestionState
from app.questions.model import MAY_BE_ASKED

AFTER = timedelta(days=91)
"""Three months: sooner there is seldom an end to tell."""


def due() -> Select[int]:
    """The ids of the questions answered so long ago whose askers may be asked and told nothing yet."""
    update = aliased(Question)
    told = exists().where(update.update_to_id == Question.id)
    return (
        select(Question.id)
        .join(post_question, post_question.c.question_id == Question.id)
        .join(Post, Post.id == post_question.c.post_id)
        .where(Question.state == QuestionState.ANSWERED, MAY_BE_ASKED, ~told)
        .where(Post.state == State.PUBLISHED, Post.published_at <= clock.now() - AFTER)
    )
