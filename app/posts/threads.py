"""Whether readers may talk below a post: closed, opened again, slowed down, or closed by the clock."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import func, select, update

from app import clock
from app.db import db, writing
from app.people import Deed, Person
from app.posts.model import Post
from app.posts.states import Kind, State
from app.site import Site
from app.web import Refusal

MOST_SLOW = 24 * 60
"""Minutes of a day."""
BATCH = 200


def close(post: Post, by: Person) -> None:
    """Take no more comments below POST. Raises Refusal where none are taken."""
    if post.is_closed:
        raise Refusal("Its comments are closed already.")
    _set([post.id], closed_at=clock.now())
    Deed.record(by, f"The comments on “{post.title}” were closed.")


def open_again(post: Post, by: Person) -> None:
    """Take comments below POST; the days until threads close are counted from now."""
    if not post.is_closed:
        raise Refusal("Its comments are open already.")
    _set([post.id], closed_at=None, opened_at=clock.now())
    Deed.record(by, f"The comments on “{post.title}” were opened again.")


def slow_down(post: Post, minutes: int, by: Person) -> None:
    """Take one comment every so many MINUTES from one place; 0 for as many as come."""
    if not 0 <= minutes <= MOST_SLOW:
        raise Refusal(f"Choose between 0 and {MOST_SLOW:,} minutes.", 422)
    if minutes == post.slow:
        return
    _set([post.id], slow=minutes)
    pace = f"slowed down to one every {minutes} min from each place" if minutes else "no longer slowed down"
    Deed.record(by, f"The comments on “{post.title}” were {pace}.")


def close_due() -> int:
    """Close the threads that are older than the site wants; some of them a round. How many they were."""
    days = Site.current().close_after
    if not days:
        return 0
    before = clock.now() - timedelta(days=days)
    due = select(Post.id).where(
        Post.closed_at.is_(None),
        Post.published_at <= before,
        func.coalesce(Post.opened_at, Post.published_at) <= before,
        Post.state == State.PUBLISHED,
        Post.kind != Kind.PAGE,
    )
    if db.session.scalar(due.limit(1)) is None:
        return 0
    with writing() as session:
        numbers = session.scalars(due.limit(BATCH).with_for_update(skip_locked=True)).all()
        _set(numbers, closed_at=clock.now())
        if numbers:
            which = (
                "The comments on one post" if len(numbers) == 1 else f"The comments on {len(numbers)} posts"
            )
            Deed.record(None, f"{which} were closed after {days} days.")
    return len(numbers)


def _set(numbers: Sequence[int], **columns: object) -> None:
    """Change the posts with NUMBERS without a new version: what is being written there is not touched."""
    changed = update(Post).where(Post.id.in_(numbers))
    db.session.execute(changed.values(revised_at=Post.revised_at, **columns))
