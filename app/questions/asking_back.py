"""What the author asks an asker before she can answer, and what they reply."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app import clock
from app.db import Base, Moment, moment_made, pk, prose


class Clarification(Base):
    """What an asker was asked, and the reply that came of it; one that was taken back is not shown."""

    __tablename__ = "clarification"
    topic = None

    id: Mapped[pk]
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id", ondelete="CASCADE"), index=True)
    text: Mapped[prose]
    asked_at: Mapped[moment_made]
    reply: Mapped[prose]
    replied_at: Mapped[datetime | None] = mapped_column(Moment)
    taken_back: Mapped[bool] = mapped_column(default=False)

    def answer(self, reply: str) -> None:
        """Keep the asker's REPLY."""
        self.reply, self.replied_at = reply, clock.now()
