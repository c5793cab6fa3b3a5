"""A thread in memory that grows is the thread that would be made anew."""

from datetime import timedelta
from random import Random

import pytest
from flask import current_app

from app import clock
from app.comments import Comment
from app.comments.growing import STRETCH, Thread, thread_shown
from app.db import db, writing
from app.people import Person
from app.posts import Post
from app.posts.talk import talk_below
from app.text import for_reader
from tests.comments.conftest import say

pytestmark = pytest.mark.usefixtures("hold_none")


def shown(post: Post) -> tuple[Thread, int, bytes]:
    """The thread in memory after a request begun now: itself, its count and its HTML."""
    db.session.rollback()
    talk = talk_below(post.id)
    assert talk
    thread, now = thread_shown(talk, "Europe/London")
    return thread, now.comments, b"".join(block.raw for block in now.blocks)


def anew(post: Post) -> tuple[int, bytes]:
    """The count and the HTML of the same thread, with nothing of it in memory."""
    kept = current_app.extensions.pop("threads")
    try:
        return shown(post)[1:]
    finally:
        current_app.extensions["threads"] = kept


def say_some(post: Post, rng: Random, said: list[int], most: int) -> None:
    """Up to MOST comments, half of them replies to any of those in SAID, in one transaction."""
    with writing() as session:
        for _ in range(rng.randint(1, most)):
            parent = session.get(Comment, rng.choice(said)) if said and rng.random() < 0.5 else None
            part = rng.choice([None, *post.headings]) if post.headings else None
            words = for_reader(f"Nr. {len(said)}’s")
            comment, _ = Comment.write(post, words, parent=parent, part=part, name="Kim")
            session.flush()
            said.append(comment.id)


@pytest.mark.parametrize("seed", range(3))
def test_whatever_arrives_it_is_as_if_made_anew(post: Post, seed: int) -> None:
    rng, said = Random(seed), list[int]()
    thread, _, _ = shown(post)
    while len(said) < 3 * STRETCH:
        say_some(post, rng, said, most=STRETCH)
        grown, *now = shown(post)
        assert grown is thread
        assert tuple(now) == anew(post)


def test_below_a_round_up_it_is_the_same(round_up: Post) -> None:
    rng, said = Random(7), list[int]()
    thread, _, _ = shown(round_up)
    while len(said) < STRETCH:
        say_some(round_up, rng, said, most=STRETCH // 2)
        grown, *now = shown(round_up)
        assert grown is thread
        assert tuple(now) == anew(round_up)
    assert b">on Part 1</a>" in now[1]
    assert b' p2"' in now[1]


def test_another_heading_is_shown_in_every_comment(round_up: Post, by: Person) -> None:
    say(round_up, part=round_up.headings[0])
    thread, *_ = shown(round_up)
    with writing():
        round_up.parts[0].heading = "The ladder"
    again, *now = shown(round_up)
    assert again is not thread
    assert tuple(now) == anew(round_up)
    assert b">on The ladder</a>" in now[1]


def test_only_the_stretch_where_something_arrived_is_made_again(post: Post) -> None:
    top = say(post)
    for _ in range(2 * STRETCH):
        say(post)
    thread, *_ = shown(post)
    before = [id(stretch.block) for stretch in thread._stretches]
    say(post, parent=top)
    assert shown(post)[0] is thread
    after = [id(stretch.block) for stretch in thread._stretches]
    assert after[0] != before[0]
    assert after[1:] == before[1:]


def test_growing_reads_nothing_but_what_arrived(post: Post, queries: list[str]) -> None:
    say(post)
    thread, *_ = shown(post)
    say(post, "New here")
    queries.clear()
    assert shown(post)[0] is thread
    assert [query for query in queries if "comment.post_id = " in query] == [
        query for query in queries if "comment.id > " in query
    ]


def test_what_happens_to_a_comment_later_is_shown(post: Post, by: Person) -> None:
    first = say(post, "First words")
    thread, *_ = shown(post)
    with writing():
        first.remove(by)
    again, count, html = shown(post)
    assert again is not thread
    assert (count, b"First words" in html) == (0, False)


def test_a_comment_from_before_stands_in_its_place(post: Post) -> None:
    say(post, "Today")
    thread, *_ = shown(post)
    say(post, "Long ago", created_at=clock.now() - timedelta(days=9))
    again, _, html = shown(post)
    assert again is not thread
    assert html.index(b"Long ago") < html.index(b"Today")


def test_what_was_added_in_another_way_is_shown(post: Post) -> None:
    thread, *_ = shown(post)
    said = for_reader("By an import")
    with writing() as session:
        row = Comment(post_id=post.id, name="Kim", state="published", **said._asdict())
        session.add(row)
    again, count, _ = shown(post)
    assert again is not thread
    assert count == 1


def test_a_held_comment_is_not_shown_before_it_is_approved(post: Post, by: Person) -> None:
    shown(post)
    held = say(post, "Held", state="held")
    say(post, "Shown")
    assert shown(post)[1] == 1
    with writing():
        held.approve(by)
    assert shown(post)[1:] == anew(post)
    assert shown(post)[1] == 2
