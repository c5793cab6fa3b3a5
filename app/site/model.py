"""The one row that says what this column is called and how it is run."""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple
from zoneinfo import available_timezones

from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from app import clock, text
from app.db import Base, Moment, db, pk, prose, words
from app.db.facts import fact
from app.web import Refusal


class Moderation(StrEnum):
    """Which comments wait for the author before others see them."""

    NONE = "none"
    NEWCOMERS = "newcomers"
    ALL = "all"


class Site(Base):
    """The column as a whole. There is one row, with the id 1, from the first migration on."""

    __tablename__ = "site"

    id: Mapped[pk]
    name: Mapped[str] = mapped_column(default="An advice column")
    tagline: Mapped[str] = mapped_column(default="Questions from readers, answered")
    about_source: Mapped[prose]
    about_html: Mapped[prose]
    time_zone: Mapped[str] = mapped_column(default="UTC")
    moderation: Mapped[Moderation] = mapped_column(words(Moderation), default=Moderation.NEWCOMERS)
    word_list: Mapped[prose] = mapped_column(server_default=sql("''"))
    """Words and phrases that hold a comment, one a line."""
    purge_spam_after: Mapped[int] = mapped_column(default=30, server_default=sql("30"))
    purge_held_after: Mapped[int] = mapped_column(default=0, server_default=sql("0"))
    close_after: Mapped[int] = mapped_column(default=0, server_default=sql("0"))
    """Days until spam and held comments are purged, and until a thread closes; 0 for never."""
    expire_after: Mapped[int] = mapped_column(default=0, server_default=sql("0"))
    """Days until a question that was not reached expires; 0 for never."""
    expiry_set_at: Mapped[datetime | None] = mapped_column(Moment)
    """When questions were last given less time than before."""
    keep_unanswered_for: Mapped[int] = mapped_column(default=0, server_default=sql("0"))
    keep_answered_for: Mapped[int] = mapped_column(default=0, server_default=sql("0"))
    """Days for which a question is kept once it was declined, expired or spam, and once it was answered; 0
    for ever."""
    retention_set_at: Mapped[datetime | None] = mapped_column(Moment)
    """When one of those two was last set anew: a day has to pass before anything is erased by them."""
    one_in: Mapped[int] = mapped_column(default=0, server_default=sql("0"))
    most_within: Mapped[int] = mapped_column(default=0, server_default=sql("0"))
    """What askers can expect: one question in so many is answered, most of those within so many days; 0 where
    there is no telling yet."""

    @staticmethod
    def current() -> "Site":
        """The site; one query a request."""
        return db.session.get_one(Site, 1)

    def describe(self, name: str, tagline: str, about: text.Rendered) -> None:
        """Call the column NAME, with a line below it and a page about it."""
        self.name, self.tagline = name, tagline
        self.about_source, self.about_html = about.source, about.html

    def expect(self, one_in: int, most_within: int) -> None:
        """Tell askers that one question in so many is answered, most of those within so many days."""
        self.one_in, self.most_within = one_in, most_within

    def keep_time_of(self, zone: str) -> None:
        """Show times as clocks in the IANA time zone ZONE do. Raises Refusal for an unknown one."""
        if zone not in available_timezones():
            raise Refusal(f"There is no time zone called “{zone}”.", 422)
        self.time_zone = zone

    def guard(
        self, word_list: str, *, purge_spam_after: int, purge_held_after: int, close_after: int
    ) -> None:
        """Hold what has words of WORD_LIST, one a line; purge and close after days, 0 for never."""
        self.word_list = word_list
        self.purge_spam_after, self.purge_held_after = purge_spam_after, purge_held_after
        self.close_after = close_after

    def let_expire_after(self, days: int) -> None:
        """Let questions that were not reached expire after DAYS, 0 for never."""
        if days and (not self.expire_after or days < self.expire_after):
            self.expiry_set_at = clock.now()
        self.expire_after = days

    def keep_askers_for(self, *, unanswered: int, answered: int) -> None:
        """Erase a question so many days after it was put aside, or was answered; 0 for never."""
        if (unanswered, answered) != (self.keep_unanswered_for, self.keep_answered_for):
            self.keep_unanswered_for, self.keep_answered_for = unanswered, answered
            self.retention_set_at = clock.now()


class Rules(NamedTuple):
    """Which comments wait: those that MODERATION says, and those with words that are LISTED."""

    moderation: Moderation
    listed: tuple[str, ...]


@fact
def rules() -> Rules:
    """Which comments wait; looked up for each."""
    site = Site.current()
    return Rules(site.moderation, tuple(filter(None, map(text.tidy_line, site.word_list.splitlines()))))


@fact
def time_zone() -> str:
    """By which clocks times are shown."""
    return Site.current().time_zone
