"""What lies in which lane at the desk, and what has something in common."""

from datetime import timedelta

import pytest

from app import clock
from app.comments import Comment, State
from app.comments.alike import Trait, alike, histories
from app.comments.lanes import PAGE, Lane, sizes
from app.comments.reports import report
from app.db import writing
from app.people import Person
from app.posts import Post
from app.web import Refusal
from tests.comments.conftest import say


@pytest.fixture
def said(post: Post, by: Person) -> dict[str, Comment]:
    """One of each kind."""
    old = clock.now() - timedelta(days=40)
    made = {
        "ago": say(post, "Old", name="Ann", email="ann@a.example", state=State.PUBLISHED, created_at=old),
        "again": say(post, "New", name="Annie", email="ann@a.example", state=State.PUBLISHED),
        "first": say(post, "Hi", name="Bo", state=State.PUBLISHED),
        "second": say(post, "Hi", name="Bo", state=State.PUBLISHED),
        "held": say(post, "Wait", name="Cy", email="cy@a.example"),
        "spam": say(post, "Buy [this](https://www.pills.example/a)", name="Di", state=State.SPAM),
        "author": say(post, "See https://pills.example", by=by),
    }
    with writing():
        report(made["second"], "Rude", "here")
    return made


def test_each_lane_has_what_its_name_says(said: dict[str, Comment], post: Post, by: Person) -> None:
    assert [row.id for row in Lane("held").rows()] == [said["held"].id]
    assert [row.id for row in Lane("reported").rows()] == [said["second"].id]
    assert [row.id for row in Lane("first").rows()] == [said["held"].id, said["first"].id]
    assert [row.id for row in Lane("spam").rows()] == [said["spam"].id]
    assert Lane("old").rows() == []
    with writing():
        post.published_at = clock.now() - timedelta(days=61)
        said["first"].remove(by)
    assert [row.id for row in Lane("old").rows()] == [said["second"].id, said["again"].id]
    assert [row.id for row in Lane("removed").rows()] == [said["first"].id]
    counted = {"held": 1, "reported": 1, "first": 1, "old": 2, "spam": 1, "removed": 1, "all": 7}
    assert sizes() == counted


def test_a_lane_is_walked_from_anywhere(post: Post) -> None:
    numbers = [say(post, name="Kim").id for _ in range(PAGE + 5)]
    held, everything = Lane("held"), Lane("all")
    assert [row.id for row in held.rows()] == numbers[: PAGE + 1]
    assert [row.id for row in held.rows(behind=numbers[PAGE - 1])] == numbers[PAGE:]
    assert [row.id for row in held.rows(since=numbers[PAGE])] == numbers[PAGE:]
    assert [row.id for row in everything.rows(behind=numbers[3])] == numbers[:3][::-1]
    assert held.next_to(numbers[0], numbers[:2]) == numbers[2]
    assert held.next_to(numbers[-1], numbers[-1:]) == numbers[-2]
    assert everything.next_to(numbers[0], numbers[:1]) == numbers[1]
    assert held.next_to(numbers[0], numbers) is None


@pytest.mark.parametrize(
    ("words", "found"),
    [("buy", ["spam"]), ("ann@", ["again", "ago"]), ("bo hi", ["second", "first"]), ("100%", [])],
)
def test_words_are_looked_for_in_name_email_and_text(
    said: dict[str, Comment], words: str, found: list[str]
) -> None:
    assert [row.id for row in Lane("all", words).rows()] == [said[each].id for each in found]


def test_everything_from_a_writer_with_a_link_or_with_a_text_is_found(said: dict[str, Comment]) -> None:
    def found(name: str, trait: Trait, host: str = "") -> list[int]:
        return [each.id for each in alike(said[name], trait, host)]

    assert found("ago", Trait.WRITER) == [said["again"].id, said["ago"].id]
    assert found("first", Trait.WRITER) == [said["second"].id, said["first"].id]
    assert found("first", Trait.TEXT) == [said["second"].id, said["first"].id]
    assert found("spam", Trait.LINK, "pills.example") == [said["spam"].id]
    assert found("spam", Trait.LINK, "pills.exam") == []


def test_without_a_name_or_an_email_nobody_is_known_again(post: Post) -> None:
    comment = say(post)
    with pytest.raises(Refusal, match="known again"):
        alike(comment, Trait.WRITER)
    assert histories([comment]) == {}


def test_what_a_page_of_writers_did_before_takes_one_query(
    said: dict[str, Comment], queries: list[str]
) -> None:
    comments = list(said.values())
    assert [comment.name for comment in comments]
    queries.clear()
    found = histories(comments)
    assert sum(query.startswith("SELECT") for query in queries) == 1
    assert dict(found["ann@a.example", ""]) == {"published": 2}
    assert dict(found["", "Bo"]) == {"published": 2}
    assert dict(found["", "Di"]) == {"spam": 1}
