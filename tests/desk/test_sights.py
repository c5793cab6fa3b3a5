"""What of the questions the desk shows, and in which order."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app import clock
from app.db import db, writing
from app.desk import lanes
from app.desk.sights import CHOICES, LANES, ORDERS, Sight
from app.people import Person
from app.questions import Permission, Priority, Question, State
from app.site import Category, today

pytestmark = pytest.mark.usefixtures("context")
MANY = 130


@pytest.fixture
def many(context: None) -> None:
    """Letters of every kind, several of them alike in what an order goes by."""
    with writing() as session:
        family = Category.named("Family")
        for n in range(MANY):
            question, _ = Question.ask(
                "word " * (1 + n % 7),
                received_at=clock.now() - timedelta(hours=n // 2),
                headline=f"Letter {n}",
                deadline=today() + timedelta(days=n % 12 - 2) if n % 3 == 0 else None,
            )
            question.state = State.QUEUED if n % 3 else State.NEW
            question.starred = n % 5 == 0
            question.replied = n % 13 == 0
            question.priority = n % 3
            question.category = family if n % 6 == 0 else None
            question.permission = Permission.PRIVATE if n % 4 == 0 else Permission.EITHER
        session.flush()


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize("order", ORDERS)
def test_page_after_page_shows_each_question_once_and_in_order(order: str) -> None:
    sight = Sight(order=order, seed="7")
    page = lanes.lane(sight)
    seen = list(page.rows)
    while page.has_more:
        page = lanes.lane(sight, behind=page.rows[-1])
        seen += page.rows
    assert len({question.id for question in seen}) == len(seen) == MANY
    assert [q.id for q in seen] == [q.id for q in sorted(seen, key=PLACES[order])]


def _shuffled(question: Question) -> tuple[int, int]:
    return Sight(order="surprise", seed="7").by(question).values


PLACES = {
    "starred": lambda q: (not q.replied, not q.starred, -q.received_at.timestamp(), -q.id),
    "newest": lambda q: (-q.received_at.timestamp(), -q.id),
    "oldest": lambda q: (q.received_at, q.id),
    "priority": lambda q: (-q.priority, -q.received_at.timestamp(), -q.id),
    "deadline": lambda q: (q.due, q.id),
    "shortest": lambda q: (q.length, q.id),
    "surprise": _shuffled,
}


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize("order", ORDERS)
def test_the_open_question_stands_among_its_neighbours(order: str) -> None:
    sight = Sight(order=order)
    whole = [q.id for q in lanes.lane(sight).rows]
    around = lanes.lane(sight, around=db.session.get_one(Question, whole[20]))
    assert [q.id for q in around.rows][:30] == whole[10:40]
    assert (
        lanes.following(sight, db.session.get_one(Question, whole[20]), [whole[20], whole[21]]) == whole[22]
    )


def test_another_seed_is_another_order() -> None:
    with writing():
        for n in range(30):
            Question.ask(f"Letter {n}")
    orders = {tuple(q.id for q in lanes.lane(Sight(order="surprise", seed=str(n))).rows) for n in range(1, 9)}
    assert len(orders) == 8
    assert len({order[0] for order in orders}) > 3


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize(
    ("narrowed", "holds"),
    [
        ({"age": "day"}, lambda q: q.received_at > clock.now() - timedelta(days=1)),
        ({"age": "older"}, lambda q: q.received_at < clock.now() - timedelta(days=30)),
        ({"length": "short"}, lambda q: q.length < 800),
        ({"allows": "private"}, lambda q: q.permission is Permission.PRIVATE),
        ({"allows": "publish"}, lambda q: q.permission is not Permission.PRIVATE),
        ({"priority": "high"}, lambda q: q.priority == Priority.HIGH),
        ({"category": "family"}, lambda q: q.category and q.category.name == "Family"),
        ({"category": "-"}, lambda q: q.category is None),
        ({"due": "week"}, lambda q: q.deadline and 0 <= (q.deadline - today()).days <= 7),
        ({"due": "passed"}, lambda q: q.deadline and q.deadline < today()),
        ({"due": "any"}, lambda q: q.deadline),
        ({"only": "starred"}, lambda q: q.starred),
        ({"only": "email"}, lambda q: q.email),
        ({"only": "noted"}, lambda q: q.note),
    ],
)
def test_a_lane_is_narrowed(narrowed: dict[str, str], holds: object) -> None:
    rows = lanes.lane(Sight(**narrowed)).rows
    expected = [q for q in db.session.query(Question) if holds(q)]  # type: ignore[operator]
    assert len(rows) == min(lanes.PAGE, len(expected))
    assert all(holds(q) for q in rows)  # type: ignore[operator]


def test_what_sleeps_is_in_its_own_lane_until_it_wakes(hester: int) -> None:
    by = db.session.get_one(Person, hester)
    with writing():
        question, _ = Question.ask("Not today.")
        question.file_under([" Money ", "money", ""], by)
        question.snooze(clock.now() + timedelta(days=1), by)
    assert lanes.sizes() == dict.fromkeys(LANES, 0) | {"snoozed": 1, "all": 1}
    assert not lanes.lane(Sight()).rows
    assert lanes.lane(Sight(lane="snoozed", tag="money")).rows == [question]
    with writing():
        question.snoozed_until = clock.now() - timedelta(seconds=1)
    assert lanes.sizes()["inbox"] == lanes.sizes()["new"] == 1
    assert lanes.lane(Sight(tag="money")).rows == [question]
    assert not lanes.lane(Sight(lane="snoozed")).rows


def test_no_more_is_counted_in_a_lane_than_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lanes, "MOST", 2)
    with writing():
        for _ in range(5):
            Question.ask("One of very many.")
    assert lanes.sizes()["new"] == 3


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.dictionaries(st.sampled_from([*Sight._fields, "x"]), st.text(max_size=50)))
def test_whatever_is_asked_for_is_answered(query: dict[str, str]) -> None:
    sight = Sight.asked_for(query)
    assert sight.lane in LANES
    assert all(getattr(sight, name) in CHOICES[name] for name in CHOICES)
    assert Sight.asked_for(sight.query) == sight
    assert not lanes.lane(sight).rows
