"""The largest groups of waiting questions about the same."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from heapq import nlargest
from typing import NamedTuple

from sqlalchemy import Select, or_, select, union_all

from app import clock
from app.db import db
from app.questions.comparing import Near
from app.questions.model import GROUPED, Question
from app.questions.states import INBOX, Permission
from app.questions.themes import Theme

LOOKED_AT = 5_000
"""The newest questions of each state that are put together."""
SHOWN = 20
FIRST = 5
TITLE = 4
TITLED_BY = 50
"""Questions of a cluster whose words name it."""
Groups = dict[int, int | None]


class Cluster(NamedTuple):
    """SIZE questions about the same: what they say, and the newest of them, some of which are SHOWN."""

    words: Sequence[str]
    size: int
    numbers: Sequence[int]
    shown: Sequence[Question]
    is_grouped: bool


def largest(whole: int = 0) -> list[Cluster]:
    """The largest clusters, largest first; that whose newest question is WHOLE is shown in full."""
    groups = _groups()
    found = sorted(_together(groups), key=lambda numbers: (-len(numbers), -numbers[0]))[:SHOWN]
    shown = {numbers[0]: numbers[: GROUPED if numbers[0] == whole else FIRST] for numbers in found}
    questions = _questions(number for some in shown.values() for number in some)
    words = _words(number for numbers in found for number in numbers[:TITLED_BY])
    return [
        Cluster(
            _shared([words.get(number, {}) for number in numbers[:TITLED_BY]]),
            len(numbers),
            numbers[:GROUPED],
            [questions[number] for number in shown[numbers[0]]],
            None not in (its := {groups[number] for number in numbers}) and len(its) == 1,
        )
        for numbers in found
    ]


def _waiting() -> Select[tuple[int]]:
    """The numbers of the newest that wait, were compared, are awake, and may be answered in public."""
    awake = or_(Question.snoozed_until.is_(None), Question.snoozed_until <= clock.now())
    each = [
        select(Question.id)
        .where(Question.state == state, Question.compared, awake, Question.permission != Permission.PRIVATE)
        .order_by(Question.id.desc())
        .limit(LOOKED_AT)
        .subquery()
        for state in INBOX
    ]
    found = union_all(*(select(one.c.id) for one in each)).subquery()
    return select(found.c.id).order_by(found.c.id.desc()).limit(LOOKED_AT)


def _groups() -> Groups:
    """The numbers of those, the newest first, each with the group that it is in."""
    theirs = select(Question.id, Question.group_number).where(Question.id.in_(_waiting()))
    return dict(db.session.execute(theirs.order_by(Question.id.desc())).all())


def _together(groups: Groups) -> list[list[int]]:
    """The numbers in GROUPS that hang together, two or more, the newest first."""
    above = {number: number for number in groups}

    def top(number: int) -> int:
        while above[number] != number:
            above[number] = number = above[above[number]]
        return number

    for one, other in (*_pairs(), *_grouped(groups)):
        if one in above and other in above:
            above[top(one)] = top(other)
    together: dict[int, list[int]] = {}
    for number in groups:
        together.setdefault(top(number), []).append(number)
    return [numbers for numbers in together.values() if len(numbers) > 1]


def _pairs() -> Iterable[tuple[int, int]]:
    """Those of the waiting questions that are like another, with that one."""
    near = select(Near.question_id, Near.other_id).where(Near.question_id.in_(_waiting()))
    return db.session.execute(near).all()


def _grouped(groups: Groups) -> Iterator[tuple[int, int]]:
    """Those that the author grouped, with the newest of their group."""
    newest: dict[int, int] = {}
    for number, group in groups.items():
        if group is not None:
            yield number, newest.setdefault(group, number)


def _questions(numbers: Iterable[int]) -> dict[int, Question]:
    found = db.session.scalars(select(Question).where(Question.id.in_(list(numbers))))
    return {question.id: question for question in found}


def _words(numbers: Iterable[int]) -> dict[int, dict[str, float]]:
    """The words that each of the questions is about, with their weights."""
    theirs = select(Theme.question_id, Theme.word, Theme.weight).where(Theme.question_id.in_(list(numbers)))
    about: dict[int, dict[str, float]] = {}
    for number, word, weight in db.session.execute(theirs):
        about.setdefault(number, {})[word] = weight
    return about


def _shared(words: Sequence[dict[str, float]]) -> Sequence[str]:
    """The words that weigh most in all of WORDS together, of those that more than one has."""
    times = Counter(word for each in words for word in each)
    weights = {word: sum(each.get(word, 0) for each in words) for word in times if times[word] > 1}
    heaviest = nlargest(2 * TITLE, weights, key=weights.__getitem__)
    one_of_each = {word.removesuffix("s"): word for word in reversed(heaviest)}
    return [word for word in heaviest if word in one_of_each.values()][:TITLE]
