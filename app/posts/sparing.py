"""Letters that need not be sent, since an earlier answer helped: how many, by post and day, and no more."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import ForeignKey, func, select
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, db, insert
from app.posts.model import Post

MOST = 5


class Spared(Base):
    """How many LETTERS a post spared on a DAY of the site's calendar."""

    __tablename__ = "spared"
    topic = None

    post_id: Mapped[int] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True, index=True)
    letters: Mapped[int]


class Helpful(NamedTuple):
    """How many letters were spared in all, and the posts that spared most, with how many."""

    letters: int
    posts: list[tuple[Post, int]]


def note_spared(number: int, day: date) -> None:
    """Count one more letter that the post with NUMBER spared on DAY."""
    first = insert(Spared).values(post_id=number, day=day, letters=1)
    again = {"letters": Spared.letters + 1}
    db.session.execute(first.on_conflict_do_update(index_elements=["post_id", "day"], set_=again))


def spared_since(day: date) -> Helpful:
    """What was spared since DAY."""
    since = Spared.day >= day
    letters = func.sum(Spared.letters)
    all_ = db.session.scalar(select(func.coalesce(letters, 0)).where(since)) or 0
    most = select(Post, letters).join(Spared, Spared.post_id == Post.id).where(since).group_by(Post.id)
    rows = db.session.execute(most.order_by(letters.desc(), Post.id.desc()).limit(MOST))
    return Helpful(int(all_), [(post, int(count)) for post, count in rows])
