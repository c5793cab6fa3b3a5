"""An image, who brought it, and where it is used."""

from typing import NamedTuple

from markupsafe import escape
from sqlalchemy import ForeignKey, Text, cast, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, db, moment_made, pk, prose
from app.db.pages import Page, page_of
from app.people import Deed, Person
from app.posts.images import files
from app.posts.model import Post
from app.posts.parts import Part
from app.posts.revisions import Revision
from app.questions import CannedReply, Question
from app.site import Site
from app.text.images import NARROW, narrow
from app.web import Refusal

PAGE = 24
SPECIAL = str.maketrans({mark: f"\\{mark}" for mark in "\\[]`*_"} | {"&": "&amp;", "<": "&lt;"})
"""What a description may hold that means something in Markdown."""


class Use(NamedTuple):
    """A text that shows an image: what it is called, and the number of its post, if it is one."""

    title: str
    post_id: int | None = None


class Image(Base):
    """A picture that was uploaded. NAME is that of its file, and changes with its content.

    `alt` is what it shows, in words, for those who do not see it; "" where it only decorates.
    """

    __tablename__ = "image"
    topic = None

    id: Mapped[pk]
    name: Mapped[str] = mapped_column(unique=True)
    width: Mapped[int]
    height: Mapped[int]
    bytes: Mapped[int]
    alt: Mapped[prose]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[moment_made]

    by: Mapped[Person] = relationship(lazy="joined", innerjoin=True)

    @classmethod
    def keep(cls, sent: files.Encoded, alt: str, by: Person) -> "Image":
        """What was SENT, described as ALT: a new one, or the same as was uploaded before.

        To say nothing takes no description away.

        Raises OSError where there is no room for its files.
        """
        known = select(cls).where(cls.name == sent.name).with_for_update(of=cls)
        image = db.session.scalar(known) or cls._new(sent, by)
        image.alt = alt or image.alt or ""
        db.session.flush()
        files.keep(sent)
        return image

    @classmethod
    def _new(cls, sent: files.Encoded, by: Person) -> "Image":
        size = {"width": sent.width, "height": sent.height, "bytes": len(sent.whole)}
        image = cls(name=sent.name, by_id=by.id, **size)
        db.session.add(image)
        Deed.record(by, f"Uploaded the picture {sent.name}.")
        return image

    @classmethod
    def page(cls, number: int) -> Page["Image"]:
        """Page NUMBER, from 1, of all of them, the newest first."""
        return page_of(select(cls).order_by(cls.id.desc()), number, PAGE)

    @property
    def address(self) -> str:
        """Where readers have it."""
        return f"/images/{self.name}"

    @property
    def preview(self) -> str:
        """Where its smaller copy is, or itself where it is small."""
        return f"/images/{narrow(self.name)}" if self.width > NARROW else self.address

    @property
    def markdown(self) -> str:
        """How a text in Markdown shows it."""
        return f"![{self.alt.translate(SPECIAL)}]({self.address})"

    @property
    def html(self) -> str:
        """How a text in HTML shows it."""
        return f'<img src="{self.address}" alt="{escape(self.alt)}">'

    def uses(self) -> list[Use]:
        """Where it is used; at most ten of each kind. All texts are looked through."""
        return [*self._in_posts(), *self._elsewhere()]

    def _in_posts(self) -> list[Use]:
        said = Revision.body.contains(self.address) | cast(Revision.parts, Text).contains(self.address)
        kept = select(Revision.post_id).where(said)
        part = select(Part.post_id).where(Part.body_source.contains(self.address))
        shows = select(Post).where(
            Post.body_source.contains(self.address) | Post.id.in_(kept) | Post.id.in_(part)
        )
        posts = db.session.scalars(shows.order_by(Post.id).limit(10))
        return [Use(post.title or "Untitled", post.id) for post in posts]

    def _elsewhere(self) -> list[Use]:
        told = Question.private_answer.contains(self.address) | Question.farewell.contains(self.address)
        askers = db.session.scalars(select(Question).where(told).limit(10))
        canned = db.session.scalars(
            select(CannedReply).where(CannedReply.text.contains(self.address)).limit(10)
        )
        about = ["the page “About”"] if self.address in Site.current().about_source else []
        private = [f"what the asker of “{each.title}” was told in private" for each in askers]
        replies = [f"the canned reply “{each.name}”" for each in canned]
        return [Use(title) for title in (*about, *private, *replies)]

    def remove(self, by: Person) -> None:
        """Delete it; its files go with the commit. Raises Refusal as long as a text shows it."""
        if self.uses():
            raise Refusal("That picture is used, so it stays. Take it out of the texts below first.", 422)
        Deed.record(by, f"Deleted the picture {self.name}.")
        db.session.delete(self)
        db.session.info["until done"].enter_context(files.leaving(self.name))
