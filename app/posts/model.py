"""A post, from draft to published."""

from collections.abc import Sequence
from datetime import date, datetime

from flask import current_app
from sqlalchemy import ForeignKey, Index, inspect, select, union_all
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.orm.attributes import flag_modified

from app import clock, text
from app.db import Base, Moment, db, moment, moment_made, pk, prose, words
from app.people import Person
from app.posts import addresses
from app.posts import parts as parts_of
from app.posts.links import OldAddress, post_category, post_question
from app.posts.parts import Heading, Part
from app.posts.states import Kind, State
from app.posts.whole import refuse_unless_whole
from app.questions import Question
from app.questions import State as QuestionState
from app.questions.states import OPEN
from app.questions.updates import first_of
from app.site import Category, Site, day_of, today
from app.web import Refusal

UPDATE, LONGEST_TITLE = "Update: ", 200
TYPING = {"typed_at", "revised_at", "version"}
"""What changes in the row of a published or scheduled post when somebody types and has not saved."""
LETTER_GONE = (
    "A question that this answers was erased meanwhile, so its letter was taken out. What you wrote yourself"
    " is below, and not saved yet."
)


class Post(Base):
    """Something published or about to be. `path` is its address without the leading slash.

    `typed_at` is when a working copy of it, not a draft, was last kept apart (see `revisions`).
    """

    __tablename__ = "post"
    __table_args__ = (
        Index("ix_post_list", "state", "published_at", "id"),
        Index("ix_post_due", "state", "publish_at"),
        Index("ix_post_open", "closed_at", "published_at"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[pk]
    kind: Mapped[Kind] = mapped_column(words(Kind))
    state: Mapped[State] = mapped_column(words(State), default=State.DRAFT)
    title: Mapped[str] = mapped_column(default="")
    path: Mapped[str | None] = mapped_column(unique=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    letter_source: Mapped[prose]
    letter_html: Mapped[prose]
    signature: Mapped[str] = mapped_column(default="")
    body_source: Mapped[prose]
    body_html: Mapped[prose]
    body_format: Mapped[text.Format] = mapped_column(words(text.Format), default=text.Format.MARKDOWN)
    renderer: Mapped[int] = mapped_column(default=text.RENDERER)
    begun_at: Mapped[moment_made]
    published_at: Mapped[datetime | None] = mapped_column(Moment)
    publish_at: Mapped[datetime | None] = mapped_column(Moment)
    revised_at: Mapped[moment] = mapped_column(default=clock.now, onupdate=clock.now)
    typed_at: Mapped[datetime | None] = mapped_column(Moment)
    version: Mapped[int] = mapped_column()
    letter_gone: Mapped[int] = mapped_column(default=0, server_default=sql("0"))
    """The version with which a letter in it was erased: what was opened before has that letter still."""
    follows_id: Mapped[int | None] = mapped_column(ForeignKey("post.id"), index=True)
    """The earlier post that it is an update to."""
    closed_at: Mapped[datetime | None] = mapped_column(Moment)
    opened_at: Mapped[datetime | None] = mapped_column(Moment)
    """When its thread was closed, and when it was last opened again (see `threads`)."""
    slow: Mapped[int] = mapped_column(default=0, server_default=sql("0"))
    """Minutes from one comment to the next from the same place; 0 for none."""

    author: Mapped[Person] = relationship(lazy="joined", innerjoin=True)
    questions: Mapped[list[Question]] = relationship(secondary=post_question)
    categories: Mapped[list[Category]] = relationship(secondary=post_category, order_by=Category.name)
    parts: Mapped[list[Part]] = relationship(
        order_by=Part.place, back_populates="post", cascade="all, delete-orphan", passive_deletes=True
    )
    follows: Mapped["Post | None"] = relationship(remote_side="Post.id")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    @classmethod
    def answering(cls, question: Question, by: Person) -> "Post":
        """The draft that answers QUESTION: the one begun before, or a new one with its text copied in.

        Those that are to be answered together with it are answered by it as well.
        """
        begun = cls.about(question)
        if begun is not None and begun.state is not State.DRAFT:
            return begun
        post = begun or cls._begun(question, by)
        for each in (question, *([] if post.kind is Kind.ROUND_UP else question.companions())):
            if each.id == question.id or (each.state in OPEN and each.may_publish and not cls.about(each)):
                each.start_answer(by)
                post.questions += [each] if each not in post.questions else []
        return post

    @classmethod
    def _begun(cls, question: Question, by: Person) -> "Post":
        """A new draft with the letter of QUESTION; an update to what answered the first, if it is one."""
        letter = text.for_reader(question.letter)
        post = cls(
            kind=Kind.ANSWER,
            title=question.headline,
            author_id=by.id,
            letter_source=letter.source,
            letter_html=letter.html,
            signature=question.signature,
            categories=[question.category] if question.category else [],
        )
        db.session.add(post)
        first = first_of(question)
        earlier = cls.about(first) if first else None
        if earlier and earlier.state is State.PUBLISHED:
            post.follow(earlier)
        return post

    def follow(self, earlier: "Post") -> None:
        """Let it be an update to EARLIER, and filed as that is; an update to an update says so but once."""
        self.kind, self.follows = Kind.UPDATE, earlier
        self.title = text.opening(UPDATE + earlier.title.removeprefix(UPDATE), LONGEST_TITLE)
        self.categories = list(earlier.categories)

    @classmethod
    def about(cls, question: Question) -> "Post | None":
        """The post that answers QUESTION, in whatever state."""
        link = post_question.c.post_id == cls.id
        return db.session.scalar(
            select(cls).join(post_question, link).where(post_question.c.question_id == question.id)
        )

    @property
    def topic(self) -> str | None:  # type: ignore[override]
        """The site, where readers see it or did so until now; typing changes nothing that they see."""
        attributes = inspect(self).attrs
        changed = {each.key for each in attributes if each.history.has_changes()}
        is_seen = State.PUBLISHED in (self.state, *(attributes.state.history.deleted or ()))
        is_only_typed = "typed_at" in changed and changed <= TYPING
        return "site" if is_seen and not is_only_typed else None

    @property
    def answered_here(self) -> list[Question]:
        """Its questions, without those that were withdrawn, and those of many decided otherwise meanwhile."""
        gone = {QuestionState.WITHDRAWN}
        if len(self.questions) > 1:
            gone |= {QuestionState.DECLINED, QuestionState.SPAM, QuestionState.ANSWERED_PRIVATELY}
            gone |= {QuestionState.EXPIRED}
        return [question for question in self.questions if question.state not in gone]

    @classmethod
    def release(cls, question: Question, by: Person) -> None:
        """Let the draft that answers QUESTION with others answer the others alone."""
        post = cls.about(question)
        if post is None or post.kind is Kind.ROUND_UP or len(post.questions) == 1:
            return
        if post.state is not State.DRAFT:
            raise Refusal("Its answer is published or scheduled already, with that of the others.")
        post.questions.remove(question)
        if question.state is QuestionState.DRAFTING:
            question.set_aside(by)

    @property
    def takes_comments(self) -> bool:
        """Whether readers may say something below it."""
        return self.state is State.PUBLISHED and self.kind is not Kind.PAGE

    @property
    def comes_out_at(self) -> datetime | None:
        """When it came out or is to come out; None for a draft."""
        return self.published_at if self.state is State.PUBLISHED else self.publish_at

    @property
    def day_out(self) -> date:
        """The day on which readers see it, if nothing is changed: that of its schedule, or today."""
        return day_of(self.publish_at) if self.publish_at else today()

    @property
    def is_closed(self) -> bool:
        """Whether its thread is closed."""
        return self.closed_at is not None

    @property
    def opening(self) -> str:
        """How the question begins, or the post where it has none, or else its headings."""
        begins = text.plain(self.letter_html or self.body_html)
        return text.opening(begins or " · ".join(part.heading for part in self.parts), 220)

    @property
    def address(self) -> str:
        """The whole address, for mail."""
        return f"{current_app.config['QUANDARY'].site_url}/{self.path}"

    def anchor_of(self, question: Question) -> str | None:
        """Where on its page QUESTION is answered, if not at the top."""
        return next((part.anchor for part in self.parts if part.question_id == question.id), None)

    def address_of(self, question: Question) -> str:
        """The whole address at which QUESTION is answered."""
        anchor = self.anchor_of(question)
        return f"{self.address}#{anchor}" if anchor else self.address

    @property
    def headings(self) -> tuple[Heading, ...]:
        """Those of its parts that readers can point at."""
        if self.kind is not Kind.ROUND_UP:
            return ()
        return tuple(
            Heading(part.id, part.number, part.anchor, part.heading) for part in self.parts if part.anchor
        )

    def revise(
        self,
        title: str,
        letter: text.Rendered,
        signature: str,
        body: text.Rendered,
        categories: Sequence[str] | None,
    ) -> None:
        """Write it anew; CATEGORIES stay as they are where None. A published post keeps its address."""
        self.title = title
        self.letter_source, self.letter_html, self.signature = letter.source, letter.html, signature
        self.body_source, self.body_html, self.body_format = body.source, body.html, body.format
        self.renderer = text.RENDERER
        if categories is not None:
            self.categories = Category.all_named(categories)
        if self.state is not State.DRAFT:
            refuse_unless_whole(self, self.day_out)

    def note_typing(self, at: datetime | None) -> None:
        """Say that a working copy of it was kept AT a time, or put aside; it is not revised by that."""
        self.typed_at = at
        flag_modified(self, "revised_at")

    def refuse_unless_version(self, seen: int) -> None:
        """Raises Refusal when it was changed since the version SEEN was opened."""
        if seen < self.letter_gone:
            raise Refusal(LETTER_GONE)
        if self.version != seen:
            raise Refusal(
                "This post was changed in another window since you opened it here."
                " Nothing was overwritten: what you typed is below."
            )

    def publish(self, by: Person | None) -> None:
        """Show it to everyone and close its questions. Its first date and address stay for good."""
        if self.state is State.PUBLISHED:
            raise Refusal("This post is published already.")
        refuse_unless_whole(self, today())
        self.published_at = self.published_at or clock.now()
        self.path = self.path or self._new_path(self.published_at)
        self.state, self.publish_at = State.PUBLISHED, None
        parts_of.name(self.parts)
        for question in self.answered_here:
            question.close(by, self.title, self.address_of(question))

    def schedule(self, at: datetime, by: Person) -> None:
        """Publish it by itself AT a moment to come."""
        refuse_unless_whole(self, day := day_of(at))
        if self.state is State.PUBLISHED:
            raise Refusal("This post is published already.")
        if at <= clock.now():
            raise Refusal("That time has passed. Choose one to come, or publish now.", 422)
        self.state, self.publish_at = State.SCHEDULED, at
        for question in self.answered_here:
            question.schedule(day, by)

    def withdraw(self, by: Person | None) -> None:
        """Back to a draft, whether it was published or scheduled; its questions are open again."""
        if self.state is State.DRAFT:
            raise Refusal("This post is a draft already.")
        self.state, self.publish_at = State.DRAFT, None
        for question in self.answered_here:
            question.reopen(by)

    def _new_path(self, published_at: datetime) -> str:
        if self.kind is Kind.PAGE:
            return free_path(addresses.slug(self.title))
        return free_path(addresses.dated(self.title, published_at, Site.current().time_zone))


def free_path(wanted: str) -> str:
    """WANTED, or with a number behind it where another post has or had that path."""
    begun = db.session.scalars(
        union_all(
            select(Post.path).where(Post.path.startswith(wanted, autoescape=True)),
            select(OldAddress.path).where(OldAddress.path.startswith(wanted, autoescape=True)),
        )
    )
    return addresses.free(wanted, begun)
