"""What questions are filed under."""

from collections.abc import Iterable

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app import text
from app.db import Base


class Tagged(Base):
    """A question filed under a tag."""

    __tablename__ = "question_tag"
    topic = None

    question_id: Mapped[int] = mapped_column(ForeignKey("question.id", ondelete="CASCADE"), primary_key=True)
    tag: Mapped[str] = mapped_column(primary_key=True, index=True)


def tidy_tags(tags: Iterable[str]) -> list[str]:
    """TAGS as they are kept: in lower case, each once, in order, none longer than 40 characters."""
    return sorted({text.tidy_line(tag).lower()[:40].strip() for tag in tags} - {""})
