"""What the learner is told: what somebody decided about a comment, and when that is taken back."""

from typing import TYPE_CHECKING

from app import text
from app.comments.states import State
from app.screening import spam

if TYPE_CHECKING:
    from app.comments.model import Comment

LESSONS = {State.PUBLISHED: "ham", State.SPAM: "spam"}


def teach(comment: "Comment", to: State, *, decided: bool) -> None:
    """Let the learner know that COMMENT is moved TO a state, where it stands because somebody DECIDED so.

    Only decisions teach: what it was before anybody decided teaches nothing. An asker's alias is no name.
    """
    lesson = LESSONS.get(to, "") if decided and comment.person_id is None else ""
    if lesson == comment.lesson:
        return
    name = "" if comment.question_id else comment.name
    tokens = spam.tokens_of(text.plain(comment.html), name, spam.links_in(comment.source))
    if comment.lesson:
        spam.unlearn(tokens, spam=comment.lesson == "spam")
    if lesson:
        spam.learn(tokens, spam=lesson == "spam")
    comment.lesson = lesson
