"""An asker forgotten: their question, what posts keep of it, and what they said below the answer."""

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import NamedTuple

from sqlalchemy import Select, select, update
from sqlalchemy.orm import Session

from app import clock, mail
from app.comments.learning import teach
from app.comments.model import Comment, changes_of
from app.comments.purging import take
from app.comments.states import State
from app.db import db, writing
from app.db.leftovers import leave
from app.db.versions import touch
from app.people import Deed
from app.posts import Post
from app.posts import erasing as in_posts
from app.questions import Question, erasing
from app.questions.reconsidering import KEPT
from app.site import Site

REGRET = timedelta(days=1)
"""So long after the site was told to erase what is old, nothing is."""
BATCH = 20
"""Questions of each kind that are erased in one round, each in a transaction of its own."""
TABLES = ("comment", "comment_move", "report", "learned_word")


class Due(NamedTuple):
    """NUMBERS of questions that are to be erased, what is SAID of them, and whether comments stay."""

    numbers: Select[int]
    said: str
    keeps_comments: bool = False


class Outlook(NamedTuple):
    """What would go with a question, and which POSTS would stay for everyone to read."""

    posts: list[Post]
    is_being_answered: bool
    updates: int
    mails: int
    comments: int

    @property
    def edition(self) -> str:
        """A word for what would stay: if something else would, it is another."""
        return " ".join(str(post.id) for post in self.posts)


def outlook(question: Question) -> Outlook:
    """What its asker is to know before QUESTION and its updates are erased."""
    later = [outlook(update_to_it) for update_to_it in erasing.updates_to(question)]
    posts = dict.fromkeys([*in_posts.published(question), *(post for each in later for post in each.posts)])
    return Outlook(
        list(posts),
        any(each.is_being_answered for each in later) or in_posts.is_being_answered(question),
        sum(1 + each.updates for each in later),
        sum(each.mails for each in later) + len(mail.about(f"question {question.id}")),
        sum(each.comments for each in later) + len(said_by_asker(question)),
    )


def erase(question: Question, *, keeps_comments: bool = False) -> None:
    """Erase QUESTION and its updates at once and for good, and what its asker said in the thread.

    Where one KEEPS COMMENTS they stay under the name of the asker and with the badge, tied to nothing.
    """
    for update_to_it in erasing.updates_to(question):
        erase(update_to_it, keeps_comments=keeps_comments)
    in_posts.let_go(question)
    (_cut_off if keeps_comments else _take_out)(db.session, question)
    erasing.erase(question)


def said_by_asker(question: Question) -> Sequence[Comment]:
    """What the asker of QUESTION said below answers, the first first."""
    query = select(Comment).where(Comment.question_id == question.id)
    return db.session.scalars(query.order_by(Comment.id)).all()


def erase_due() -> int:
    """Erase, some a round, what was withdrawn a week ago and what is kept no longer; how many it was."""
    return sum(map(_erase_all, _due()))


def concerned(unanswered: int, answered: int) -> int:
    """How many questions would be erased if they were kept for so many days; 0 for ever."""
    return sum(erasing.count(due.numbers) for due in _kept_too_long(unanswered, answered))


def _due() -> Iterator[Due]:
    site, now = Site.current(), clock.now()
    yield Due(erasing.withdrawn_since(now - KEPT), "withdrawn 7 days before")
    if site.retention_set_at is None or site.retention_set_at <= now - REGRET:
        yield from _kept_too_long(site.keep_unanswered_for, site.keep_answered_for)


def _kept_too_long(unanswered: int, answered: int) -> Iterator[Due]:
    now = clock.now()
    if unanswered:
        since = erasing.put_aside_since(now - timedelta(days=unanswered))
        yield Due(since, f"put aside {unanswered} days before")
    if answered:
        since = erasing.answered_since(now - timedelta(days=answered))
        yield Due(since, f"answered {answered} days before", keeps_comments=True)


def _erase_all(due: Due) -> int:
    numbers = db.session.scalars(due.numbers.limit(BATCH)).all()
    done = sum(_erase_if_due(number, due) for number in numbers)
    if done:
        with writing():
            some = "One question was" if done == 1 else f"{done} questions were"
            Deed.record(None, f"{some} erased: {due.said}.")
    return done


def _erase_if_due(number: int, due: Due) -> bool:
    """Erase the question NUMBER, unless another worker is at it or it was moved meanwhile."""
    still = due.numbers.where(Question.id == number).with_only_columns(Question)
    with writing() as session:
        question = session.scalar(still.with_for_update(of=Question, skip_locked=True))
        if question is None:
            return False
        erase(question, keeps_comments=due.keeps_comments)
    return True


def _take_out(session: Session, question: Question) -> None:
    """Purge what the asker of QUESTION said; where others replied, an empty place stays."""
    comments = said_by_asker(question)
    if not comments:
        return
    for comment in comments:
        teach(comment, State.REMOVED, decided=True)
        _unname(session, comment)
        touch(session, changes_of(comment.post_id))
    session.flush()
    take(session, [comment.id for comment in comments])
    session.expire_all()
    leave(TABLES)


def _unname(session: Session, comment: Comment) -> None:
    """Let no sentence of the record name who wrote COMMENT."""
    moving = Deed.told.contains(f"by {comment.name} (number {comment.id})", autoescape=True)
    named = moving | (Deed.about == "comments") & Deed.told.contains(comment.name, autoescape=True)
    whole = re.compile(rf"(?<!\w){re.escape(comment.name)}(?!\w)")
    for deed in session.scalars(select(Deed).where(named)):
        deed.told = whole.sub(erasing.ERASED, deed.told)


def _cut_off(session: Session, question: Question) -> None:
    """Let what the asker of QUESTION said stand as it does, tied to nothing. No page shows another thing."""
    comments = Comment.__table__
    cut = update(comments).where(comments.c.question_id == question.id)  # type: ignore[arg-type]
    if session.connection().execute(cut.values(question_id=None, was_askers=True, token_hash=None)).rowcount:
        leave(["comment"])
