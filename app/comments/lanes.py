"""The lanes in which comments lie at the desk: each is walked along an index, and counted so far."""

from collections.abc import Callable, Collection, Sequence
from datetime import timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select, union_all
from sqlalchemy.orm import aliased, joinedload, selectinload

from app import clock
from app.comments.model import Comment
from app.comments.reports import Report
from app.comments.states import State
from app.db import db
from app.posts import Post

PAGE = 30
MOST = 1_000
"""So far a lane is counted."""
LATELY, OLD = timedelta(days=30), timedelta(days=60)
SEARCHED = 10_000
"""So many of the newest comments are searched for what no index knows: words, links, texts, newcomers."""
NAMES = {
    "held": "Held",
    "reported": "Reported",
    "first": "First-timers",
    "old": "On old posts",
    "spam": "Spam",
    "removed": "Removed",
    "all": "All",
}
Where = tuple[ColumnElement[bool], ...]


SHOWN = (
    joinedload(Comment.post).load_only(Post.title, Post.path, Post.state),
    joinedload(Comment.parent),
    selectinload(Comment.reports),
)
"""What is shown of a comment at the desk, in as many queries as for one."""


class Lane(NamedTuple):
    """The lane KEY, or of it only what has WORDS in it."""

    key: str = "held"
    words: str = ""

    @property
    def strands(self) -> list[Where]:
        """What lies in it, each strand along an index of its own."""
        if self.words:
            return [(among_the_newest(), _says(self.words), *strand) for strand in STRANDS[self.key]()]
        return STRANDS[self.key]()

    @property
    def rises(self) -> bool:
        """Whether the oldest stands first: it has waited longest."""
        return self.key == "held"

    def rows(self, since: int | None = None, behind: int | None = None) -> Sequence[Comment]:
        """A page and one more of it: from the comment numbered SINCE on, or from what stands BEHIND one."""
        where = [self._after(behind)] if behind is not None else []
        where += [or_(Comment.id == since, self._after(since))] if since is not None else []
        numbers = self._numbers(PAGE + 1, *where)
        whole = select(Comment).where(Comment.id.in_(numbers)).order_by(self._order()).limit(PAGE + 1)
        return db.session.scalars(whole.options(*SHOWN)).all()

    def next_to(self, number: int, leaving: Collection[int]) -> int | None:
        """The comment behind the one with NUMBER that is not LEAVING, or else the one before it."""
        stays = Comment.id.not_in(leaving)
        found = db.session.scalars(self._numbers(1, self._after(number), stays)).first()
        if found is not None:
            return found
        before = self._numbers(1, self._after(number, back=True), stays, back=True)
        return db.session.scalars(before).first()

    def _numbers(self, most: int, *where: ColumnElement[bool], back: bool = False) -> Select[int]:
        """The numbers of the first, or BACK from the end the last, that are as WHERE says."""
        order = self._order(back=back)
        each = [
            select(Comment.id).where(*strand, *where).order_by(order).limit(most).subquery()
            for strand in self.strands
        ]
        found = union_all(*(select(one.c.id) for one in each)).subquery()
        ordered = found.c.id.asc() if self.rises is not back else found.c.id.desc()
        return select(found.c.id).order_by(ordered).limit(most)

    def _after(self, number: int, *, back: bool = False) -> ColumnElement[bool]:
        return Comment.id > number if self.rises is not back else Comment.id < number

    def _order(self, *, back: bool = False) -> ColumnElement[int]:
        return Comment.id.asc() if self.rises is not back else Comment.id.desc()


def sizes() -> dict[str, int]:
    """How many comments lie in each lane, counted up to a little more than MOST; one query."""
    counted = [_counted(Lane(key)).label(key) for key in NAMES]
    return dict(db.session.execute(select(*counted)).one()._mapping)


def _counted(lane: Lane) -> ColumnElement[int]:
    some = [select(Comment.id).where(*strand).limit(MOST + 1).subquery() for strand in lane.strands]
    found = union_all(*(select(one.c.id) for one in some)).limit(MOST + 1).subquery()
    return select(func.count()).select_from(found).scalar_subquery()


def among_the_newest() -> ColumnElement[bool]:
    """Whether a comment is one of those that can be searched."""
    newest = select(Comment.id).order_by(Comment.id.desc()).offset(SEARCHED).limit(1).scalar_subquery()
    return Comment.id > func.coalesce(newest, 0)


def _says(words: str) -> ColumnElement[bool]:
    parts = [
        or_(
            *(
                field.icontains(word, autoescape=True)
                for field in (Comment.name, Comment.email, Comment.source)
            )
        )
        for word in words.split()[:8]
    ]
    return and_(*parts)


def _lately() -> ColumnElement[bool]:
    """Whether a comment is of the last days."""
    return and_(among_the_newest(), Comment.created_at >= clock.now() - LATELY)


def _is_first() -> ColumnElement[bool]:
    """Whether its writer said nothing before: the same e-mail, or the name where there is none.

    Of an asker nobody can tell.
    """
    earlier = aliased(Comment)
    before = exists().where(earlier.id < Comment.id)
    mailed = before.where(earlier.email == Comment.email).correlate(Comment)
    named = before.where(earlier.email == "", earlier.question_id.is_(None), earlier.name == Comment.name)
    named = named.correlate(Comment)
    is_first = or_(and_(Comment.email != "", ~mailed), and_(Comment.email == "", ~named))
    by_asker = or_(Comment.was_askers, Comment.question_id.is_not(None))
    return and_(Comment.person_id.is_(None), ~by_asker, is_first)


def _is_below_an_old_post() -> ColumnElement[bool]:
    old = exists().where(Post.id == Comment.post_id, Post.published_at < clock.now() - OLD)
    return and_(Comment.person_id.is_(None), old.correlate(Comment))


STRANDS: dict[str, Callable[[], list[Where]]] = {
    "held": lambda: [(Comment.state == State.HELD,)],
    "reported": lambda: [(Comment.id.in_(select(Report.comment_id).where(Report.closed_by_id.is_(None))),)],
    "first": lambda: [
        (Comment.state == State.HELD, _is_first()),
        (Comment.state == State.PUBLISHED, _lately(), _is_first()),
    ],
    "old": lambda: [(Comment.state == State.PUBLISHED, _lately(), _is_below_an_old_post())],
    "spam": lambda: [(Comment.state == State.SPAM,)],
    "removed": lambda: [(Comment.state == State.REMOVED,)],
    "all": lambda: [(Comment.state != State.MOVED,)],
}
