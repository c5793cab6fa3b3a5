"""A comment, and every decision about it."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index, Text, event, select
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship
from sqlalchemy.orm.attributes import instance_state

from app import clock, text
from app.comments.badges import Badge
from app.comments.deeds import CommentDeed, CommentMove
from app.comments.impersonation import refuse_impersonation
from app.comments.judging import Came, judge, judge_asker
from app.comments.learning import teach
from app.comments.nameless import ANONYMOUS
from app.comments.pace import refuse_too_soon
from app.comments.states import State
from app.db import Base, db, moment_made, pk, prose, words
from app.db.sessions import RoutedSession
from app.db.versions import raise_number, touch
from app.people import Person, deed_of
from app.posts import Heading, Post, Talk
from app.posts.talk import signoffs_of, talk_below
from app.questions import Question
from app.web import Refusal, tokens

if TYPE_CHECKING:
    from app.comments.reports import Report

NONE, PLACED = sql("''"), sql("place <> ''")
"""No text, and the condition of an index, written into a query: so databases see that the index will do."""


class Comment(Base):
    """What somebody said below a post."""

    __tablename__ = "comment"
    __table_args__ = (
        Index("ix_comment_thread", "post_id", "id"),
        Index("ix_comment_count", "post_id", "state"),
        Index("ix_comment_lane", "state", "id"),
        Index("ix_comment_writer", "email", "name", "state"),
        Index("ix_comment_created_at", "created_at"),
        Index("ix_comment_place", "place", "created_at"),
        Index("ix_comment_reads", "reads", "created_at"),
        Index("ix_comment_reads_too", "reads_too", "created_at"),
        Index("ix_comment_placed", "created_at", sqlite_where=PLACED, postgresql_where=PLACED),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[pk]
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id"), index=True)
    part_id: Mapped[int | None] = mapped_column(ForeignKey("part.id"), index=True)
    """Of a round-up, the part that it is about; that of its parent where it is a reply."""
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    question_id: Mapped[int | None] = mapped_column(ForeignKey("question.id"), index=True)
    """The question below whose answer its asker wrote it, through their private link."""
    was_askers: Mapped[bool] = mapped_column(default=False, server_default=sql("false"))
    """Whether its asker wrote it, where the question itself was kept for as long as the site says."""
    name: Mapped[str]
    email: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)
    format: Mapped[text.Format] = mapped_column(words(text.Format))
    renderer: Mapped[int] = mapped_column(default=text.RENDERER)
    state: Mapped[State] = mapped_column(words(State))
    reasons: Mapped[prose] = mapped_column(server_default=sql("''"))
    """Why it was held: a sentence a line."""
    score: Mapped[int] = mapped_column(default=0, server_default=sql("0"))
    """How much speaks for spam, in points."""
    place: Mapped[str] = mapped_column(default="", server_default=sql("''"))
    """A keyed hash of the address that it came from (`app.web.places`), under a key that does not change from
    day to day, kept for 90 days (`purging`); empty where it has none."""
    reads: Mapped[int | None]
    reads_too: Mapped[int | None]
    """The two numbers by which what is nearly the same is known again (`app.screening.spam.repeats`)."""
    lesson: Mapped[str] = mapped_column(default="", server_default=sql("''"))
    """What the learner was told that it is: spam, ham or nothing."""
    moved_to_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id"), index=True)
    """Of a signpost: the comment whose conversation stood here before it was moved."""
    token_hash: Mapped[str | None] = mapped_column(unique=True)
    created_at: Mapped[moment_made]

    post: Mapped[Post] = relationship()
    parent: Mapped["Comment | None"] = relationship(foreign_keys=parent_id, remote_side="Comment.id")
    moves: Mapped[list[CommentMove]] = relationship(order_by=CommentMove.id, back_populates="comment")
    reports: Mapped[list["Report"]] = relationship(order_by="Report.id", back_populates="comment")

    arrives = False
    """Whether the number of `arrivals_of` its post was raised before it was written."""

    @classmethod
    def write(
        cls,
        post: Post | Talk,
        said: text.Rendered,
        *,
        parent: "Comment | None" = None,
        part: Heading | None = None,
        name: str = "",
        email: str = "",
        by: Person | None = None,
        asker: Question | None = None,
        state: State | None = None,
        created_at: datetime | None = None,
        came: Came = Came(),  # noqa: B008
    ) -> tuple["Comment", str]:
        """A new comment, and the token of its writer's page. BY is set for whoever is signed in, ASKER for
        whoever came by the private link of that question (see `askers`).

        Others are judged by what they say and how it CAME, unless STATE says what becomes of it. Raises
        Refusal when the thread does not take it, or when its name is the author's or the asker's.
        """
        cls._refuse_unless_open(post, parent)
        is_reader = by is None and asker is None
        if is_reader:
            refuse_impersonation(name, signoffs_of(post))
        if by is None:
            refuse_too_soon(post, came.place, asker.id if asker else None)
        judged = None
        if not (by or state):
            judged = judge_asker(said.source, asker.id) if asker else judge(said.source, name, email, came)
        raise_number(db.session, arrivals_of(post.id))
        token = tokens.new_token()
        comment = cls(
            post_id=post.id,
            parent_id=parent.id if parent else None,
            part_id=parent.part_id if parent else part and part.id,
            person_id=by.id if by else None,
            question_id=asker.id if asker else None,
            name=by.name if by else name or ANONYMOUS,
            email=email if is_reader else "",
            source=said.source,
            html=said.html,
            format=said.format,
            **(judged._asdict() if judged else {"state": state or State.PUBLISHED}),
            place=came.place if is_reader else "",
            created_at=created_at or clock.now(),
            token_hash=None if asker else tokens.hashed(token),
        )
        comment.arrives = True
        db.session.add(comment)
        return comment, token

    @property
    def topic(self) -> str | None:  # type: ignore[override]
        """What changes with it: the thread as it was, unless it has only just arrived."""
        return None if self.arrives and instance_state(self).key is None else changes_of(self.post_id)

    @property
    def badge(self) -> Badge:
        """What readers are told of who wrote it. The asker of one letter is none below another."""
        if self.person_id is not None:
            return Badge.AUTHOR if self.person_id == self.post.author_id else Badge.NONE
        talk = talk_below(self.post_id) if self.question_id else None
        is_here = self.was_askers or (talk and self.question_id in talk.asked_by)
        return Badge.ASKER if is_here else Badge.NONE

    @property
    def is_purged(self) -> bool:
        """Whether its text is gone for good, and it is only kept for what hangs on it."""
        return self.state is State.REMOVED and not self.source and not self.html

    @property
    def is_askers(self) -> bool:
        """Whether it was written by the one who had asked, through their private link."""
        return self.question_id is not None or self.was_askers

    @property
    def opening(self) -> str:
        """How it begins."""
        return text.opening(text.plain(self.html), 120)

    @classmethod
    def behind(cls, token: str) -> "Comment | None":
        """The comment whose writer's page has TOKEN in its address."""
        return db.session.scalar(select(cls).where(cls.token_hash == tokens.hashed(token)))

    @staticmethod
    def _refuse_unless_open(post: Post | Talk, parent: "Comment | None") -> None:
        if not post.takes_comments:
            raise Refusal("This page takes no comments at the moment.")
        if post.is_closed:
            raise Refusal("Comments are closed.")
        if parent and (parent.post_id != post.id or parent.state is not State.PUBLISHED):
            raise Refusal("The comment that you are replying to is not there any more.")

    def approve(self, by: Person) -> None:
        """Show it to everyone."""
        self._decide(State.PUBLISHED, by)

    def hold(self, by: Person | None, reason: str = "") -> None:
        """Hide it until it is decided, for REASON. BY is None where the reports of readers did it."""
        said = reason or (f"Held by {by.name}." if by else "")
        if said and said not in self.reasons.splitlines():
            self.reasons = f"{self.reasons}\n{said}".strip()
        if self.state is not State.HELD:
            self._move(State.HELD, by)

    def mark_spam(self, by: Person) -> None:
        """Hide it as spam."""
        self._decide(State.SPAM, by)

    def remove(self, by: Person) -> None:
        """Take it out of the thread; where it has replies, a tombstone stays."""
        self._decide(State.REMOVED, by)

    @property
    def open_reports(self) -> list["Report"]:
        """What readers reported about it and nobody has decided."""
        return [report for report in self.reports if report.closed_by is None]

    def take_back(self, move: CommentMove, by: Person, *, was_decided: bool) -> None:
        """Let it be as it was before MOVE, the last decision about it; what MOVE closed is open again.

        The learner hears whether it WAS_DECIDED before.
        """
        for report in list(move.closed):
            report.closed_by = None
        self._move(move.was, by, teaches=was_decided)

    def _decide(self, to: State, by: Person) -> None:
        """Move it, and close what readers reported about it."""
        reports = self.open_reports
        if to is not self.state or reports:
            self._move(to, by).closed = reports

    def _move(self, to: State, by: Person | None, *, teaches: bool = True) -> CommentMove:
        if self.state is State.MOVED:
            raise Refusal("That is only a signpost: the conversation that stood there was moved.")
        if self.is_purged:
            raise Refusal("Its text was purged.")
        if by is not None:
            teach(self, to, decided=teaches)
        move = CommentMove(deed=deed_of(by, CommentDeed), comment=self, was=self.state, became=to)
        db.session.add(move)
        self.state = to
        return move


@event.listens_for(RoutedSession, "after_flush")
def _signposts_change(session: Session, context: object) -> None:
    """What a signpost says hangs on the state of the comment to which it leads; one query for all of them."""
    numbers = [row.id for row in session.dirty if isinstance(row, Comment) and _is_moved(row)]
    if numbers:
        standing = select(Comment.post_id).where(Comment.moved_to_id.in_(numbers)).distinct()
        for (post_id,) in session.connection().execute(standing):
            touch(session, changes_of(post_id))


def _is_moved(comment: Comment) -> bool:
    return instance_state(comment).attrs.state.history.has_changes()


def arrivals_of(post_id: int) -> str:
    """The topic of what is new below a post. Its number is raised before such a row is written."""
    return f"arrivals {post_id}"


def changes_of(post_id: int) -> str:
    """The topic of all else that happens to the comments below a post."""
    return f"comments {post_id}"


def topics_of(post_id: int) -> tuple[str, str]:
    """Both."""
    return changes_of(post_id), arrivals_of(post_id)
