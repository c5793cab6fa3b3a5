"""Slow threads: from one place, one comment every so many minutes."""

from datetime import timedelta
from math import ceil

from sqlalchemy import select

from app import clock
from app.comments.columns import comment
from app.db import db
from app.posts import Post, Talk
from app.site.model import time_zone
from app.web import Refusal


def refuse_too_soon(post: Post | Talk, place: str, question_id: int | None = None) -> None:
    """Raises Refusal (429) when PLACE said something below POST less than its minutes ago.

    Where an asker is, nobody knows: the number of their question stands for it.
    """
    if not (post.slow and (place or question_id)):
        return
    is_theirs = comment.c.question_id == question_id if question_id else comment.c.place == place
    now, pause = clock.now(), timedelta(minutes=post.slow)
    latest = db.session.scalar(
        select(comment.c.created_at)
        .where(is_theirs, comment.c.created_at > now - pause, comment.c.post_id == post.id)
        .order_by(comment.c.created_at.desc())
        .limit(1)
    )
    if latest is None:
        return
    again = latest + pause
    wait = ceil((again - now).total_seconds() / 60)
    at = clock.local(again + timedelta(seconds=59), time_zone())
    raise Refusal(
        f"This conversation is taking its time: one comment every {minutes(post.slow)}. Yours is all still"
        f" here, and can be sent in {minutes(wait)}, at {at:%H:%M}.",
        429,
    )


def minutes(count: int) -> str:
    """COUNT of them, in words."""
    return "1 minute" if count == 1 else f"{count} minutes"
