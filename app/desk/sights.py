"""What of the questions is looked at: a lane, what it is narrowed to, and in which order."""

from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, ColumnElement, and_, cast, literal, or_, select, true, tuple_

from app import clock
from app.questions import Permission, Priority, Question, State, Tagged, tidy_tags
from app.questions.finding import matching
from app.questions.letter import NEVER
from app.site import Category, today

LANES: dict[str, tuple[State, ...]] = {
    "inbox": (State.NEW, State.QUEUED),
    "new": (State.NEW,),
    "queued": (State.QUEUED,),
    "waiting": (State.WAITING,),
    "drafting": (State.DRAFTING,),
    "scheduled": (State.SCHEDULED,),
    "snoozed": (State.NEW, State.QUEUED),
    "answered": (State.ANSWERED, State.ANSWERED_PRIVATELY),
    "declined": (State.DECLINED,),
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
    "answered": "Answered",
    "declined": "Declined",
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
AGES = {"day": timedelta(days=1), "week": timedelta(weeks=1), "month": timedelta(days=30)}
LENGTHS = {"short": (0, 800), "medium": (800, 3_000), "long": (3_000, 10**9)}
"""In characters: about 140 and 520 words."""
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
    "only": {"": "All of them", "starred": "Starred", "email": "With e-mail", "noted": "With a note"},
}
PLACES = {
    "starred": ("replied", "starred", "lifted_at", "id"),
    "priority": ("priority", "received_at", "id"),
    "deadline": ("due", "id"),
    "shortest": ("length", "id"),
}
"""The columns that an order goes by, where these are not the time and the number."""
FALLING = {"starred", "newest", "priority"}
UNFILED = "-"
"""Asked for as a category: those that are filed under none."""
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

    def conditions(self) -> list[ColumnElement[bool]]:
        """What a question must be to be seen, beside standing in one of `states`."""
        return [
            self._awake(),
            self._aged(),
            self._sized(),
            self._allowed(),
            self._marked(),
            self._prioritised(),
            self._due(),
            self._categorised(),
            self._filed(),
            self._saying(),
        ]

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

    def _awake(self) -> ColumnElement[bool]:
        snoozed = and_(Question.snoozed_until.is_not(None), Question.snoozed_until > clock.now())
        if self.lane == "snoozed":
            return snoozed
        return (
            or_(Question.snoozed_until.is_(None), Question.snoozed_until <= clock.now())
            if set(self.states) <= {State.NEW, State.QUEUED}
            else true()
        )

    def _aged(self) -> ColumnElement[bool]:
        if self.age == "older":
            return Question.received_at < clock.now() - AGES["month"]
        return Question.received_at >= clock.now() - AGES[self.age] if self.age else true()

    def _sized(self) -> ColumnElement[bool]:
        least, most = LENGTHS.get(self.length, (0, 0))
        return and_(Question.length >= least, Question.length < most) if self.length else true()

    def _allowed(self) -> ColumnElement[bool]:
        if self.allows == "publish":
            return Question.permission != Permission.PRIVATE
        return Question.permission == Permission.PRIVATE if self.allows else true()

    def _marked(self) -> ColumnElement[bool]:
        marks = {
            "starred": Question.starred.is_(True),
            "email": Question.email != "",
            "noted": Question.note != "",
        }
        return marks[self.only] if self.only else true()

    def _prioritised(self) -> ColumnElement[bool]:
        return Question.priority == Priority[self.priority.upper()] if self.priority else true()

    def _due(self) -> ColumnElement[bool]:
        if not self.due:
            return true()
        day = today()
        return {
            "week": and_(Question.due >= day, Question.due <= day + timedelta(days=7)),
            "passed": Question.due < day,
            "any": Question.due < NEVER,
        }[self.due]

    def _categorised(self) -> ColumnElement[bool]:
        if self.category == UNFILED:
            return Question.category_id.is_(None)
        its_id = select(Category.id).where(Category.slug == self.category).scalar_subquery()
        return Question.category_id == its_id if self.category else true()

    def _filed(self) -> ColumnElement[bool]:
        return Question.tagged.any(Tagged.tag == self.tag) if self.tag else true()

    def _saying(self) -> ColumnElement[bool]:
        return Question.id.in_(matching(self.words)) if self.words else true()
