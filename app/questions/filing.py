"""How the desk files a question: star, priority, category, tags, a note, out of sight until a day."""

from collections.abc import Iterable
from datetime import UTC, datetime

from sqlalchemy import ForeignKey
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from app import clock
from app.db import Moment, prose
from app.people import Person
from app.questions.deeds import What
from app.questions.record import Recorded
from app.questions.states import INBOX, Priority
from app.questions.tags import Tagged, tidy_tags
from app.site import Category
from app.web import Refusal


class Filed(Recorded):
    """The part of a question that only the desk sees."""

    __abstract__ = True

    starred: Mapped[bool] = mapped_column(default=False)
    priority: Mapped[int] = mapped_column(default=Priority.NORMAL, server_default=sql("1"))
    category_id: Mapped[int | None] = mapped_column(ForeignKey("category.id"), index=True)
    snoozed_until: Mapped[datetime | None] = mapped_column(Moment)
    note: Mapped[prose]

    @declared_attr
    @classmethod
    def category(cls) -> Mapped[Category | None]:
        """The one heading that it is filed under, if any."""
        return relationship(lazy="selectin")

    @declared_attr
    @classmethod
    def tagged(cls) -> Mapped[list[Tagged]]:
        """Its tags, in order, as rows."""
        return relationship(order_by=Tagged.tag, cascade="all, delete-orphan", lazy="selectin")

    def star(self, starred: bool, by: Person) -> None:
        """Mark it, or unmark it, as one that grabs her."""
        self._change(What.STAR, starred, by)

    def prioritise(self, priority: Priority, by: Person) -> None:
        """Say how soon it should be answered."""
        self._change(What.PRIORITY, priority.value, by)

    @property
    def priority_name(self) -> str:
        """How soon it should be answered, as a word."""
        return Priority(self.priority).name.lower()

    def categorise(self, category: Category | None, by: Person) -> None:
        """File it under CATEGORY and no other, or under none."""
        self._change(What.CATEGORY, category and category.id, by)

    def jot(self, note: str, by: Person) -> None:
        """Keep a private note on it."""
        self._change(What.NOTE, note, by)

    def file_under(self, tags: Iterable[str], by: Person) -> None:
        """Let TAGS be all of its tags; case and order do not count."""
        self._change(What.TAGS, tidy_tags(tags), by)

    def snooze(self, until: datetime, by: Person) -> None:
        """Out of sight UNTIL a moment to come; it keeps its place. Raises Refusal for one that is past."""
        if self.state not in INBOX:
            raise Refusal(f"This question is {self.state}; only one that is to be answered can be snoozed.")
        if until <= clock.now():
            raise Refusal("That day has passed. Choose one to come.", 422)
        self._change(What.SNOOZE, until.astimezone(UTC).isoformat(), by)

    def wake(self, by: Person) -> None:
        """Back in sight."""
        self._change(What.SNOOZE, None, by)

    @property
    def is_snoozed(self) -> bool:
        """Whether it is out of sight for now."""
        return self.snoozed_until is not None and self.snoozed_until > clock.now()

    @property
    def asleep_until(self) -> str | None:
        """Until when it is snoozed, as JSON can say it."""
        return self.snoozed_until.isoformat() if self.snoozed_until else None

    @asleep_until.setter
    def asleep_until(self, until: str | None) -> None:
        self.snoozed_until = datetime.fromisoformat(until) if until else None

    @property
    def tags(self) -> list[str]:
        """The words that it is filed under, in order."""
        return [each.tag for each in self.tagged]

    @tags.setter
    def tags(self, tags: list[str]) -> None:
        self.tagged = [each for each in self.tagged if each.tag in tags]
        self.tagged += [Tagged(tag=tag) for tag in tags if tag not in self.tags]
        self.tagged.sort(key=lambda each: each.tag)
