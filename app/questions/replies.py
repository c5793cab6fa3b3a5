"""Canned replies: what the author says again and again, with variables in it."""

import re
from collections.abc import Sequence
from enum import StrEnum

from sqlalchemy import Text, select
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from app import clock
from app.db import Base, db, pk, words
from app.people import Deed, Person
from app.questions.model import Question
from app.site import Site
from app.text import Rendered, for_author
from app.text.markdown import as_markdown
from app.web import Refusal

MOST = 100
VARIABLES = {
    "name": "the name that the letter is signed with, or “there”",
    "headline": "the headline of the letter, or how it begins",
    "site": "the name of the column",
    "author": "your name",
    "date": "today",
}
VARIABLE = re.compile(r"\{(\w[\w -]*)\}")


class Kind(StrEnum):
    """What a canned reply is for."""

    DECLINING = "declining"
    PRIVATE = "private answer"


class CannedReply(Base):
    """A text in Markdown, kept under a NAME. One of those for declining may be sent with each decline."""

    __tablename__ = "canned_reply"
    topic = None

    id: Mapped[pk]
    kind: Mapped[Kind] = mapped_column(words(Kind))
    name: Mapped[str]
    text: Mapped[str] = mapped_column(Text)
    sent_when_declining: Mapped[bool] = mapped_column(default=False, server_default=sql("false"))
    put_away: Mapped[bool] = mapped_column(default=False, server_default=sql("false"))

    @classmethod
    def of(cls, kind: Kind) -> Sequence["CannedReply"]:
        """Those of KIND that are in use, by name."""
        query = select(cls).where(cls.kind == kind, cls.put_away.is_(False))
        return db.session.scalars(query.order_by(cls.name, cls.id)).all()

    @classmethod
    def all_of_them(cls) -> Sequence["CannedReply"]:
        """Each, by name, those that were put away at the end."""
        return db.session.scalars(select(cls).order_by(cls.put_away, cls.name, cls.id).limit(2 * MOST)).all()

    @classmethod
    def when_declining(cls) -> "CannedReply | None":
        """The one that goes with each decline, if the author chose one."""
        return db.session.scalar(select(cls).where(cls.sent_when_declining.is_(True)).limit(1))

    @classmethod
    def add(cls, kind: Kind, name: str, said: str, by: Person) -> "CannedReply":
        """A new one. Raises Refusal where there are too many."""
        if len(cls.all_of_them()) >= MOST:
            raise Refusal(f"There are {MOST} canned replies. Write one of them anew.")
        reply = cls(kind=kind, name=name, text=said)
        db.session.add(reply)
        Deed.record(by, f"Added the canned reply “{name}”.")
        return reply

    def write(self, name: str, said: str, by: Person) -> None:
        """Call it NAME, and let it say what is SAID. Raises Refusal for what may not go out unseen."""
        self.name, self.text = name, said
        if self.sent_when_declining:
            self._refuse_unknown()
        Deed.record(by, f"Changed the canned reply “{name}”.")

    def send_when_declining(self, sent: bool, by: Person) -> None:
        """Let it go with each decline, in place of any other, or no longer."""
        if sent and self.kind is Kind.DECLINING and not self.put_away:
            self._refuse_unknown()
            for each in self.of(Kind.DECLINING):
                each.sent_when_declining = each is self
            Deed.record(by, f"“{self.name}” goes with each decline.")
        elif self.sent_when_declining:
            self.sent_when_declining = False
            Deed.record(by, f"“{self.name}” no longer goes with each decline.")

    def put(self, away: bool, by: Person) -> None:
        """Put it AWAY, where it is kept and offered no more, or take it out again."""
        self.send_when_declining(False, by)
        self.put_away = away
        Deed.record(by, f"{'Put away' if away else 'Took out again'} the canned reply “{self.name}”.")

    def filled(self, question: Question, by: Person) -> str:
        """What it says to the asker of QUESTION, from BY. An unknown variable is left as it is written."""
        return fill(self.text, values(question, by))

    def farewell(self, question: Question, by: Person) -> Rendered:
        """It, filled in, to go with the decline of QUESTION by BY."""
        return for_author(self.filled(question, by))

    def _refuse_unknown(self) -> None:
        if unknown(self.text):
            raise Refusal(
                f"{told(unknown(self.text))} It goes out without your looking at it, so mend that first.", 422
            )


def values(question: Question | None, by: Person) -> dict[str, str]:
    """What the variables stand for in a reply to QUESTION, or to nobody yet, from BY, in Markdown."""
    site = Site.current()
    return {
        "name": as_markdown(question.signature if question else "") or "there",
        "headline": as_markdown(question.title) if question else "(the headline)",
        "site": site.name,
        "author": by.name,
        "date": clock.day(clock.now(), site.time_zone),
    }


def fill(said: str, known: dict[str, str]) -> str:
    """What is SAID with the variables that are KNOWN filled in, and the others as they are written."""
    return VARIABLE.sub(lambda found: known.get(found[1], found[0]), said)


def unknown(said: str) -> list[str]:
    """The variables in what is SAID that stand for nothing, each once."""
    return [name for name in dict.fromkeys(VARIABLE.findall(said)) if name not in VARIABLES]


def told(names: Sequence[str]) -> str:
    """The sentence that NAMES are no variables."""
    written = ", ".join(f"{{{name}}}" for name in names)
    return f"{written} stands for nothing." if len(names) == 1 else f"{written} stand for nothing."
