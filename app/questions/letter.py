"""What an asker sent."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from app import clock, text
from app.db import Base, Moment, moment_made, pk, words
from app.questions.states import Permission
from app.web import Refusal

NEVER = date.max


class Letter(Base):
    """The part of a question that came from its asker. Its text never changes; a post carries a copy."""

    __abstract__ = True

    id: Mapped[pk]
    headline: Mapped[str] = mapped_column(default="")
    letter: Mapped[str] = mapped_column(Text)
    length: Mapped[int] = mapped_column(server_default="0")
    signature: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    permission: Mapped[Permission] = mapped_column(words(Permission), default=Permission.PUBLISH)
    due: Mapped[date] = mapped_column(default=NEVER, server_default=sql("'9999-12-31'"))
    """The day by which the asker hopes for an answer, or NEVER, so that those without one come last."""
    not_before: Mapped[date | None]
    """The first day on which it may be published, on the calendar of the site."""
    wants_follow_up: Mapped[bool] = mapped_column(default=False, server_default=sql("false"))
    """Whether its asker may be asked, months later, how it went."""
    asked_how_it_went_at: Mapped[datetime | None] = mapped_column(Moment)
    email_confirmed_at: Mapped[datetime | None] = mapped_column(Moment)
    """When somebody who reads mail at its address said that it is theirs."""
    update_to_id: Mapped[int | None] = mapped_column(ForeignKey("question.id"), index=True)
    """The question of the same asker that it tells the end of."""
    token_hash: Mapped[str] = mapped_column(unique=True)
    received_at: Mapped[moment_made]

    @property
    def mailbox(self) -> str:
        """Where its asker is told of it: the address that they confirmed, or nothing."""
        return self.email if self.email_confirmed_at is not None else ""

    @property
    def title(self) -> str:
        """The headline, or else how the letter begins."""
        return self.headline or text.opening(self.letter, 70)

    @property
    def deadline(self) -> date | None:
        """The day by which the asker hopes for an answer, if they named one."""
        return None if self.due == NEVER else self.due

    @property
    def may_publish(self) -> bool:
        """Whether the asker allows their question to be published."""
        return self.permission is not Permission.PRIVATE

    @property
    def may_answer_privately(self) -> bool:
        """Whether the asker would take an answer that only they see."""
        return self.permission is not Permission.PUBLISH

    def may_publish_on(self, day: date) -> bool:
        """Whether the asker allows their question to be published on DAY."""
        return self.may_publish and (self.not_before is None or self.not_before <= day)

    def refuse_unless_publishable(self, day: date | None = None) -> None:
        """Raises Refusal when the asker did not allow publication, or did not on DAY."""
        if not self.may_publish:
            raise Refusal("The asker wants this answered only in private, so it cannot be published.")
        if self.not_before and day and day < self.not_before:
            first = clock.date_of(self.not_before)
            raise Refusal(f"The asker does not want this published before {first}.")
