"""The parts of a round-up: each a letter and its answer, under a heading and an anchor of its own."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, pk, prose
from app.posts import addresses
from app.posts.states import State
from app.posts.words import PartWords, PartWritten
from app.questions import Question

if TYPE_CHECKING:
    from app.posts.model import Post

MOST = 50
"""Parts that a round-up may have."""
OURS = re.compile(r"(main|comments?|say|text|name|email|part)(-|$)")
"""How the ids begin that a page of ours gives away itself."""


class Heading(NamedTuple):
    """As much of a part as readers point at."""

    id: int
    number: int
    anchor: str
    text: str


class Part(Base):
    """A letter and its answer among others. `number` and `anchor` are its own in its post, for good."""

    __tablename__ = "part"
    __table_args__ = (
        UniqueConstraint("post_id", "number"),
        UniqueConstraint("post_id", "anchor"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[pk]
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"))
    number: Mapped[int]
    place: Mapped[int]
    anchor: Mapped[str | None]
    """The last part of its address, once readers have seen it."""
    heading: Mapped[str] = mapped_column(default="")
    question_id: Mapped[int | None] = mapped_column(
        ForeignKey("question.id", ondelete="SET NULL"), index=True
    )
    letter_source: Mapped[prose]
    letter_html: Mapped[prose]
    signature: Mapped[str] = mapped_column(default="")
    body_source: Mapped[prose]
    body_html: Mapped[prose]

    post: Mapped["Post"] = relationship(back_populates="parts")
    question: Mapped[Question | None] = relationship()

    @property
    def topic(self) -> str | None:  # type: ignore[override]
        """The site, unless readers do not see its post."""
        return None if self.post and self.post.state is not State.PUBLISHED else "site"

    @property
    def words(self) -> PartWords:
        """As it was typed."""
        sources = (self.letter_source, self.signature, self.body_source)
        return PartWords(self.number, self.heading, *sources, self.question_id)

    def revise(self, written: PartWritten, place: int) -> None:
        """Write it anew, in this PLACE."""
        self.place, self.heading, self.signature = place, written.heading, written.signature
        self.letter_source, self.letter_html = written.letter.source, written.letter.html
        self.body_source, self.body_html = written.body.source, written.body.html


def name(parts: Iterable[Part]) -> None:
    """Give those of PARTS that have none an anchor, by their headings."""
    parts = list(parts)
    taken = {part.anchor for part in parts if part.anchor}
    for part in parts:
        if part.anchor is None:
            wanted = addresses.slug(part.heading, wordless=f"letter-{part.number}")
            part.anchor = addresses.free(f"on-{wanted}" if OURS.match(wanted) else wanted, taken)
            taken.add(part.anchor)
