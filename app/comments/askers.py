"""Whoever asked, in the thread below the answer: through their private link alone, under an alias.

Nothing but the number of the question ties what they say there to them, and that is shown to nobody.
"""

import re
from collections import Counter

from sqlalchemy import select

from app import text
from app.comments.model import Comment
from app.comments.nameless import is_nameless
from app.comments.states import State
from app.db import db
from app.posts import Heading, Kind, Post, Talk
from app.posts.talk import talk_below
from app.questions import Question
from app.questions import State as QuestionState
from app.web import Refusal

THE_ASKER, ONE_OF_THEM = "The asker", "Asker"
MOST = 300
"""Comments of one asker below one post."""


def answer_to(question: Question) -> Post | None:
    """The published post in whose thread the asker of QUESTION has a place."""
    post = Post.about(question) if question.state is QuestionState.ANSWERED else None
    return post if post and post.takes_comments else None


def say(
    question: Question, said: text.Rendered, parent: Comment | None = None, part: Heading | None = None
) -> Comment:
    """What the asker of QUESTION says below its answer. Raises Refusal where the thread does not take it."""
    post = answer_to(question)
    talk = talk_below(post.id) if post else None
    if post is None or talk is None:
        raise Refusal("The answer to your question is not published at the moment, so nobody can comment.")
    if len(mine(question, talk)) >= MOST:
        raise Refusal("You have said very much here already. Please leave the rest to others.")
    name = alias_of(question, post)
    comment, _ = Comment.write(talk, said, parent=parent, part=part, name=name, asker=question)
    return comment


def mine(question: Question, talk: Talk) -> dict[int, State]:
    """The state of each comment of the asker of QUESTION in the thread of TALK that has a text, by number."""
    theirs = (Comment.question_id == question.id, Comment.post_id == talk.id, Comment.source != "")
    rows = db.session.execute(
        select(Comment.id, Comment.state).where(*theirs).order_by(Comment.id).limit(MOST)
    )
    return dict(rows.all())


def alias_of(question: Question, post: Post) -> str:
    """The name of the asker of QUESTION below POST: the sign-off as published there, else “The asker”.

    Where others would have the same they are numbered, in the order in which they first speak, so that
    the number says nothing of their letters.
    """
    wanted = signoff(question, post)
    if _wanting(post)[wanted] < 2:
        return wanted
    stem = ONE_OF_THEM if wanted == THE_ASKER else wanted
    taken = _numbers(post, stem)
    return f"{stem} {taken.get(question.id) or 1 + max(taken.values(), default=0)}"


def signoff(question: Question, post: Post) -> str:
    """With what the letter of QUESTION is signed in POST. One that was put together is signed by nobody."""
    if post.kind is Kind.ROUND_UP:
        signed = next((part.signature for part in post.parts if part.question_id == question.id), "")
    else:
        signed = post.signature if len(post.questions) == 1 else ""
    return THE_ASKER if is_nameless(signed) else signed


def _wanting(post: Post) -> Counter[str]:
    """How many askers of POST would have each alias."""
    return Counter(signoff(question, post) for question in post.questions)


def _numbers(post: Post, stem: str) -> dict[int, int]:
    """The number behind STEM in the name of each asker who spoke below POST, by their questions."""
    asked = [question.id for question in post.questions]
    spoke = select(Comment.question_id, Comment.name).where(Comment.question_id.in_(asked))
    found = db.session.execute(spoke.where(Comment.post_id == post.id).distinct().limit(2 * MOST))
    matches = ((number, re.fullmatch(re.escape(stem) + r" (\d{1,4})", name)) for number, name in found)
    return {number: int(match[1]) for number, match in matches if match and number}
