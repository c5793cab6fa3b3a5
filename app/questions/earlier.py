"""What a letter said before its asker changed it."""

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, moment, moment_made, pk


class Earlier(Base):
    """A letter as it was from when it was `written_at` until it was `changed_at`."""

    __tablename__ = "question_version"
    topic = None

    id: Mapped[pk]
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id", ondelete="CASCADE"), index=True)
    headline: Mapped[str]
    letter: Mapped[str] = mapped_column(Text)
    signature: Mapped[str]
    written_at: Mapped[moment]
    changed_at: Mapped[moment_made]
