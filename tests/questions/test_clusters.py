"""Waiting questions about the same are found and put together."""

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import db, writing
from app.people import Person
from app.questions import Near, Permission, Question, clusters
from app.questions.comparing import AT_ONCE, compare_waiting
from app.questions.themes import spoken, themes
from tests.conftest import Author

pytestmark = pytest.mark.usefixtures("context")
LADDERS = (
    "My neighbour keeps my ladder in his shed. The shed is locked, and the ladder is mine.",
    "Is a ladder in a shed still mine? He locked the shed with my ladder inside.",
    "I want my ladder back from that shed. Ladder or no ladder, the shed stays locked.",
)
OTHERS = (
    "My sister invites everybody to her wedding but me. It is her second wedding.",
    "The choir sings flat. Nobody in the choir will say so, and I conduct it.",
    "My cat sleeps on the piano. The piano is out of tune because of the cat.",
)


@pytest.fixture
def by(hester: int) -> Person:
    return db.session.get_one(Person, hester)


def ask(*letters: str, **more: object) -> list[Question]:
    with writing():
        return [Question.ask(letter, **more)[0] for letter in letters]


def compare_all() -> None:
    while compare_waiting():
        pass


def numbers() -> list[list[int]]:
    return [list(cluster.numbers) for cluster in clusters.largest()]


def test_letters_about_the_same_make_a_cluster_and_the_others_none() -> None:
    ask(LADDERS[0], OTHERS[0], LADDERS[1], OTHERS[1], LADDERS[2], OTHERS[2])
    compare_all()
    [cluster] = clusters.largest()
    assert list(cluster.numbers) == [5, 3, 1]
    assert set(cluster.words) >= {"ladder", "shed"}
    assert not cluster.is_grouped


def test_one_that_comes_later_joins_those_that_wait() -> None:
    ask(*OTHERS, LADDERS[0])
    compare_all()
    assert numbers() == []
    ask(LADDERS[1])
    compare_all()
    assert numbers() == [[5, 4]]


def test_what_is_decided_leaves_its_cluster_and_comes_back_with_all_that_came_meanwhile(by: Person) -> None:
    first, second, *_ = ask(LADDERS[0], LADDERS[1], *OTHERS)
    compare_all()
    with writing():
        first.decline(by)
    ask(LADDERS[2])
    compare_all()
    assert numbers() == [[6, 2]]
    with writing():
        second.decline(by)
        first.return_to_new(by)
    compare_all()
    assert numbers() == [[6, 1]]


def test_each_is_compared_once_a_few_in_a_round() -> None:
    ask(*[f"Letter number {n} about something else." for n in range(AT_ONCE + 3)])
    assert [compare_waiting() for _ in range(3)] == [AT_ONCE, 3, 0]
    assert not db.session.scalars(select(Question).where(Question.compared.is_(False))).all()


def test_those_that_are_grouped_are_one_cluster_though_they_have_nothing_in_common(by: Person) -> None:
    first, second, *_ = ask(*OTHERS)
    with writing():
        second.group_with(first, by)
    compare_all()
    [cluster] = clusters.largest()
    assert (list(cluster.numbers), cluster.is_grouped) == ([2, 1], True)


def test_what_cannot_be_answered_with_others_is_left_out() -> None:
    ask(LADDERS[0], *OTHERS)
    ask(LADDERS[1], permission=Permission.PRIVATE)
    compare_all()
    assert db.session.scalars(select(Near)).all()
    assert numbers() == []


def test_one_word_in_common_is_a_coincidence() -> None:
    ask("The ladder, the ladder, the ladder!", "Ladder upon ladder on my ladder.", *OTHERS)
    compare_all()
    assert numbers() == []


def test_a_name_says_nothing_about_a_letter() -> None:
    assert spoken("Bob kept it. I asked Bob; bob he did not. Earl, too.")["bob"] == 3
    assert "earl" not in spoken("Bob kept it. I asked Bob; bob he did not. Earl, too.")


@pytest.mark.parametrize("letter", ["?", "1 2 3", "BOB", "\N{SNOWMAN} " * 30])
def test_a_letter_without_words_is_about_nothing(letter: str) -> None:
    question, *_ = ask(letter)
    assert themes(question) == {}
    compare_all()
    assert numbers() == []


def test_a_cluster_is_answered_together_with_one_button_and_one_undo(app: Flask, author: Author) -> None:
    ask(*LADDERS, *OTHERS)
    compare_all()
    page = author.get("/desk/clusters").text
    assert "3 questions" in page
    assert 'name="opened" value="3"' in page
    grouped = author.post("/desk/questions/group", opened="3", selected=["2", "1"])
    assert grouped.location == "/desk/questions/3?lane=inbox"
    assert "Open the group" in author.get("/desk/clusters").text
    author.post("/desk/undo")
    assert "Answer these together" in author.get("/desk/clusters").text


def test_of_a_large_cluster_five_are_shown_and_all_where_asked_for(author: Author) -> None:
    ask(*OTHERS, *[f"{LADDERS[n % 3]} This is number {n}." for n in range(8)])
    compare_all()
    page = author.get("/desk/clusters").text
    assert "And 3 more" in page
    assert "whole=11#cluster-11" in page
    whole = author.get("/desk/clusters?whole=11").text
    assert all(f'/desk/questions/{number}"' in whole for number in range(4, 12))
