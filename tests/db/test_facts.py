"""What seldom changes is asked once, and again after any change of the site."""

import pytest
from sqlalchemy import select, update

from app.db import db, writing
from app.db.facts import fact
from app.people import Person
from app.site import Moderation, Site
from app.site.model import rules

pytestmark = pytest.mark.usefixtures("context")


@fact
def tagline() -> str:
    return db.session.scalars(select(Site.tagline)).one()


def test_it_is_asked_once(queries: list[str]) -> None:
    assert tagline() == tagline() == "Questions from readers, answered"
    assert sum("tagline" in query for query in queries) == 1


def test_after_a_change_of_the_site_it_is_asked_again() -> None:
    tagline()
    with writing():
        Site.current().tagline = "Changed"
    assert tagline() == "Changed"
    with writing() as session:
        session.execute(update(Site).values(tagline="Changed at once"))
    assert tagline() == "Changed at once"
    with writing() as session:
        session.add(Person(name="Somebody", email="s@column.example"))
    assert tagline() == "Changed at once"


def test_a_change_that_was_undone_leaves_no_trace() -> None:
    tagline()
    with pytest.raises(ZeroDivisionError), writing() as session:
        Site.current().tagline = "Half-way"
        session.flush()
        assert tagline() == "Half-way"
        raise ZeroDivisionError
    assert tagline() == "Questions from readers, answered"


def test_a_change_that_was_not_even_written_leaves_no_trace() -> None:
    with pytest.raises(ZeroDivisionError), writing():
        Site.current().moderation = Moderation.NONE
        assert rules().moderation is Moderation.NONE
        raise ZeroDivisionError
    assert rules().moderation is Moderation.NEWCOMERS


def test_each_argument_has_its_own_answer() -> None:
    asked: list[int] = []

    @fact
    def double(number: int) -> int:
        asked.append(number)
        return 2 * number

    assert [double(1), double(2), double(1), double(number=2)] == [2, 4, 2, 4]
    assert asked == [1, 2, 2]


def test_what_is_not_there_takes_up_no_room() -> None:
    asked: list[str] = []

    @fact
    def nothing(path: str) -> None:
        asked.append(path)

    nothing("/a")
    nothing("/a")
    assert asked == ["/a", "/a"]
