"""The answers of the sample column: each with the letter behind it and the thread below it."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from app import clock, text
from app.comments import Comment, State
from app.comments.askers import signoff
from app.db import db
from app.people import Person
from app.posts import Heading, Post
from app.questions import Question
from app.site import Site
from app.transfer.sample.past import date_deeds

AUTHOR = "AUTHOR"
"""The name by which the sample calls the author in its threads."""


def publish(said: dict[str, Any], author: Person) -> None:
    """Answer the letter in SAID as AUTHOR did, as many days ago, and let readers comment."""
    at = published_at(said["days_ago"], said["hour"])
    question, _ = Question.ask(
        said["letter"].strip(),
        headline=said["title"],
        signature=said["signature"],
        received_at=at - timedelta(days=5, hours=3),
    )
    db.session.flush()
    question.queue(author)
    post = _answer(question, said, author, at)
    date_deeds(question, at - timedelta(days=4), at - timedelta(days=2), at)
    discuss(post, said["comment"], author, at)


def published_at(days_ago: int, hour: int) -> datetime:
    """The full HOUR of the site's clocks, so many days ago."""
    zone = Site.current().time_zone
    day = clock.local(clock.now(), zone).date() - timedelta(days=days_ago)
    return clock.from_wall_clock(datetime.combine(day, time(hour)), zone)


def _answer(question: Question, said: dict[str, Any], author: Person, at: datetime) -> Post:
    post = Post.answering(question, author)
    letter, body = text.for_reader(question.letter), text.for_author(said["body"].strip())
    post.revise(said["title"], letter, question.signature, body, said["categories"])
    return out_at(post, at, author)


def out_at(post: Post, at: datetime, author: Person) -> Post:
    """POST, which came out AT a time."""
    post.begun_at, post.published_at = at - timedelta(days=2), at
    post.publish(author)
    db.session.flush()
    post.revised_at = at
    db.session.flush()
    return post


def discuss(
    post: Post,
    remarks: list[dict[str, Any]],
    author: Person,
    at: datetime,
    headings: Mapping[int, Heading] | None = None,
) -> None:
    """Let everyone say their REMARKS, then let AUTHOR moderate: nobody can reply to what is hidden.

    Those that are about a part of a round-up are filed under it, by its place among the HEADINGS.
    """
    thread: dict[int, Comment] = {}
    for said in remarks:
        part = headings[said["part"]] if headings and "part" in said else None
        thread[said["n"]] = _comment(post, said, thread.get(said["to"]), part, author, at)
    for said in remarks:
        _moderate(thread[said["n"]], State(said.get("state", State.PUBLISHED)), author)


def _comment(
    post: Post,
    said: dict[str, Any],
    parent: Comment | None,
    part: Heading | None,
    author: Person,
    at: datetime,
) -> Comment:
    by_author = said["name"] == AUTHOR
    asker = next((each for each in post.questions if signoff(each, post) == said["name"]), None)
    comment, _ = Comment.write(
        post,
        text.for_reader(said["text"].strip()),
        parent=parent,
        part=part,
        name=said["name"],
        by=author if by_author else None,
        asker=asker,
        state=State.PUBLISHED,
        created_at=_said_at(said, at),
    )
    db.session.flush()
    return comment


def _said_at(said: dict[str, Any], at: datetime) -> datetime:
    """So many minutes after the post came out AT a time, or so many hours ago: spam is not kept for long."""
    if "hours_ago" in said:
        return clock.now() - timedelta(hours=said["hours_ago"])
    return at + timedelta(minutes=said["minutes"])


def _moderate(comment: Comment, state: State, author: Person) -> None:
    """Decide about COMMENT an hour after it was written."""
    decide = {State.SPAM: comment.mark_spam, State.REMOVED: comment.remove}.get(state)
    if decide:
        decide(author)
        comment.moves[-1].deed.at = comment.created_at + timedelta(hours=1)
    comment.state = state
