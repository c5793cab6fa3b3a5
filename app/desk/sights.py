"""What of the questions is looked at: a lane, what it is narrowed to, and in which order."""

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, ColumnElement, cast, literal, tuple_

from app.questions import Priority, Question, State, tidy_tags

LANES: dict[str, tuple[State, ...]] = {
    "inbox": (State.NEW, State.QUEUED),
    "new": (State.NEW,),
    "queued": (State.QUEUED,),
    "waiting": (State.WAITING,),
    "drafting": (State.DRAFTING,),
    "scheduled": (State.SCHEDULED,),
    "snoozed": (State.NEW, State.QUEUED),
    "expiring": (State.NEW, State.QUEUED),
    "answered": (State.ANSWERED, State.ANSWERED_PRIVATELY),
    "declined": (State.DECLINED,),
    "expired": (State.EXPIRED,),
    "spam": (State.SPAM,),
    "all": tuple(State),
}
NAMES = {
    "inbox": "New and to answer",
    "new": "New",
    "queued": "To answer",
    "waiting": "Waiting for the asker",
    "drafting": "Drafting",
    "scheduled": "Scheduled",
    "snoozed": "Snoozed",
    "expiring": "About to expire",
    "answered": "Answered",
    "declined": "Declined",
    "expired": "Expired",
    "spam": "Spam",
    "all": "All",
}
ORDERS = {
    "starred": "Starred, then newest",
    "newest": "Newest",
    "oldest": "Oldest",
    "priority": "Priority, then newest",
    "deadline": "Deadline",
    "shortest": "Shortest",
    "surprise": "Surprise me",
}
CHOICES: dict[str, dict[str, str]] = {
    "order": ORDERS,
    "age": {
        "": "Of any age",
        "day": "Last day",
        "week": "Last week",
        "month": "Last month",
        "older": "Older",
    },
    "length": {"": "Of any length", "short": "Short", "medium": "Medium", "long": "Long"},
    "allows": {"": "Public or private", "publish": "May be published", "private": "Only in private"},
    "priority": {"": "Any", **{each.name.lower(): each.name.capitalize() for each in reversed(Priority)}},
    "due": {"": "With or without", "week": "Within a week", "passed": "Has passed", "any": "Has one"},
    "only": {
        "": "All of them",
        "starred": "Starred",
        "email": "Has e-mail",
        "noted": "With a note",
        "went": "To ask how it went",
    },
}
PLACES = {
    "starred": ("replied", "starred", "lifted_at", "id"),
    "priority": ("priority", "received_at", "id"),
    "deadline": ("due", "id"),
    "shortest": ("length", "id"),
}
"""The columns that an order goes by, where these are not the time and the number."""
FALLING = {"starred", "newest", "priority"}
SHUFFLE = 2_147_483_647
"""A prime, 2**31 - 1: what is multiplied by less and taken modulo it stays below 2**63 on the way."""


class Order(NamedTuple):
    """Columns to go by, their values for a row, and whether large ones stand first, all alike.

    All alike, so that the place of a row is one comparison of tuples, which an index can jump to.
    """

    columns: tuple[ColumnElement[Any], ...]
    values: tuple[Any, ...]
    falls: bool


class Sight(NamedTuple):
    """A part of the questions in an order. Its names are those of the query that asks for it."""

    lane: str = "inbox"
    order: str = "starred"
    age: str = ""
    length: str = ""
    allows: str = ""
    only: str = ""
    priority: str = ""
    due: str = ""
    category: str = ""
    tag: str = ""
    words: str = ""
    seed: str = "1"

    @classmethod
    def asked_for(cls, query: Mapping[str, str]) -> "Sight":
        """That which QUERY asks for; what it gets wrong is as if it had not asked."""
        known: dict[str, Collection[str]] = {"lane": LANES, **CHOICES}
        chosen = {name: query[name] for name, values in known.items() if query.get(name) in values}
        seed = query.get("seed", "")
        if seed.isdecimal() and len(seed) <= 9:
            chosen["seed"] = seed
        words = " ".join(query.get("words", "").replace("\0", " ").split())[:200].strip()
        category = query.get("category", "").replace("\0", "")[:200]
        tag = next(iter(tidy_tags([query.get("tag", "")])), "")
        return cls(**chosen, category=category, tag=tag, words=words)

    @property
    def query(self) -> dict[str, Any]:
        """What asks for it, as short as may be."""
        return {
            name: value for name, value in self._asdict().items() if value != self._field_defaults[name]
        } | {"lane": self.lane}

    @property
    def is_narrowed(self) -> bool:
        """Whether it leaves out something of its lane."""
        return any(self._replace(lane="", order="", seed=""))

    @property
    def states(self) -> tuple[State, ...]:
        """Where the questions stand that it shows."""
        return LANES[self.lane]

    def by(self, question: Question | None = None) -> Order:
        """What it goes by, and what that is for QUESTION."""
        columns = Question.__table__.c
        if self.order == "surprise":
            place = (self._shuffled(question.id), question.id) if question else ()
            return Order((self._shuffled(cast(columns.id, BigInteger)), columns.id), place, False)
        names = PLACES.get(self.order, ("received_at", "id"))
        values = tuple(getattr(question, name) for name in names) if question else ()
        return Order(tuple(columns[name] for name in names), values, self.order in FALLING)

    def behind(self, question: Question, *, back: bool = False) -> ColumnElement[bool]:
        """Whether a question stands behind QUESTION; with BACK, before it."""
        order = self.by(question)
        here, there = tuple_(*order.columns), tuple_(*map(literal, order.values))
        return here < there if order.falls is not back else here > there

    def in_order(self, *, back: bool = False) -> list[ColumnElement[Any]]:
        """What to sort by; with BACK, from the last to the first."""
        order = self.by()
        return [column.desc() if order.falls is not back else column.asc() for column in order.columns]

    def _shuffled(self, number: Any) -> Any:
        """Where NUMBER stands in the shuffle of our seed, the same in SQL as here."""
        factor = int(self.seed) * 48_271 % SHUFFLE or 1
        mixed = number * factor % SHUFFLE
        return mixed * (mixed + factor) % SHUFFLE
