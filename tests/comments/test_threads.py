"""A thread as it is read."""

from datetime import timedelta

import pytest

from app import clock
from app.comments import Comment, State
from app.comments.badges import Badge
from app.comments.markup import Items
from app.comments.thread import Entry, counts, entry_of, thread_of
from app.db import writing
from app.people import Person
from app.posts import Post
from app.text import Format
from tests.comments.conftest import say

pytestmark = pytest.mark.usefixtures("hold_none")


def as_html(thread: list[Entry]) -> str:
    items = Items("UTC")
    return b"".join(map(items.item, thread)).decode()


def shape(post: Post) -> list[tuple[int, int]]:
    return [(entry.id, entry.level) for entry in thread_of(post)]


def test_replies_follow_what_they_answer_oldest_first(post: Post) -> None:
    first = say(post)
    second = say(post)
    under_first = say(post, parent=first)
    later_under_first = say(post, parent=first)
    deep = say(post, parent=under_first)
    assert shape(post) == [
        (first.id, 1),
        (under_first.id, 2),
        (deep.id, 3),
        (later_under_first.id, 2),
        (second.id, 1),
    ]


def test_the_order_is_by_time_and_not_by_number(post: Post) -> None:
    today = say(post)
    imported = say(post, created_at=clock.now() - timedelta(days=900))
    assert [entry.id for entry in thread_of(post)] == [imported.id, today.id]


def test_a_chain_of_two_thousand_replies_is_walked_and_shown(post: Post) -> None:
    with writing() as session:
        row = {
            "post_id": post.id, "name": "Kim", "source": "x", "html": "<p>x</p>", "format": Format.MARKDOWN,
            "state": State.PUBLISHED,
        }  # fmt: skip
        chain = [Comment(id=n, parent_id=n - 1 or None, **row) for n in range(1, 2001)]
        session.add_all(chain)
    thread = thread_of(post)
    assert [entry.level for entry in thread] == list(range(1, 2001))
    assert 'aria-level="2000" class="u-comment h-cite l8"' in as_html(thread)
    assert entry_of(chain[-1]).level == 2000


def test_a_removed_comment_with_replies_leaves_a_tombstone(post: Post, by: Person) -> None:
    rude = say(post, "something rude", name="Rude")
    say(post, parent=rude)
    with writing():
        rude.remove(by)
    html = as_html(thread_of(post))
    assert "This comment was removed." in html
    assert "something rude" not in html
    assert "Rude" not in html
    assert "to a removed comment" in html


def test_a_removed_comment_without_replies_is_gone(post: Post, by: Person) -> None:
    alone = say(post)
    with writing():
        alone.remove(by)
    assert thread_of(post) == []


def test_a_branch_that_was_removed_whole_is_gone(post: Post, by: Person) -> None:
    top = say(post)
    reply = say(post, parent=top)
    with writing():
        top.remove(by)
        reply.mark_spam(by)
    assert thread_of(post) == []
    assert counts([post]) == {}


def test_only_comments_by_the_author_of_the_post_bear_the_badge(post: Post, by: Person) -> None:
    with writing():
        other = Person.named("Guest Writer", "guest@column.example", None)
    say(post, "mine", by=by)
    say(post, "theirs", by=other)
    say(post, "a reader’s", name="Kim")
    assert [entry.badge == Badge.AUTHOR for entry in thread_of(post)] == [True, False, False]
    assert as_html(thread_of(post)).count("Post author") == 1


def test_a_name_is_text_and_never_markup(post: Post) -> None:
    say(post, name="<b>100%(id)s</b>")
    assert "&lt;b&gt;100%(id)s&lt;/b&gt;" in as_html(thread_of(post))


def test_a_thread_costs_one_query_however_long_it_is(post: Post, by: Person, queries: list[str]) -> None:
    top = say(post)
    for _ in range(5):
        say(post, parent=top)
    assert post.author_id == by.id
    queries.clear()
    thread_of(post)
    assert len(queries) == 1
