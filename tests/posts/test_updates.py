"""Articles, and updates to an earlier post."""

import pytest

from app.db import db, writing
from app.people import Person
from app.posts import Kind, Post
from app.posts.beginning import begin, begin_update, updates_to
from app.posts.lists import published
from app.text import for_author, for_reader
from app.web import Refusal


@pytest.fixture
def earlier(draft: Post, by: Person) -> Post:
    """A published answer."""
    with writing():
        draft.publish(by)
    return draft


def update(earlier: Post, by: Person) -> Post:
    with writing() as session:
        post = begin_update(earlier, by)
        session.flush()
    return post


def publish(post: Post, by: Person) -> None:
    with writing():
        post.revise(post.title or "On ladders", for_reader(""), "", for_author("It came back."), None)
        post.publish(by)


def test_an_update_is_begun_once_and_names_what_it_follows(earlier: Post, by: Person) -> None:
    post = update(earlier, by)
    assert (post.kind, post.follows) == (Kind.UPDATE, earlier)
    assert post.title == "Update: The ladder that never came home"
    assert update(earlier, by) is post
    publish(post, by)
    assert update(earlier, by) is not post


def test_the_earlier_post_knows_of_it_as_long_as_it_is_published(earlier: Post, by: Person) -> None:
    post = update(earlier, by)
    assert updates_to(earlier) == []
    publish(post, by)
    assert updates_to(earlier) == [post]
    with writing():
        post.withdraw(by)
    assert updates_to(earlier) == []


def test_updates_follow_one_another(earlier: Post, by: Person) -> None:
    second = update(earlier, by)
    publish(second, by)
    third = update(second, by)
    publish(third, by)
    assert (updates_to(earlier), updates_to(second), updates_to(third)) == ([second], [third], [])


def test_a_draft_has_no_update(draft: Post, by: Person) -> None:
    with pytest.raises(Refusal, match="published"):
        update(draft, by)


def test_an_article_needs_no_question_and_says_how_it_begins(by: Person) -> None:
    with writing() as session:
        post = begin(Kind.ARTICLE, by)
        session.flush()
    with pytest.raises(Refusal, match="no text"), writing():
        post.title = "On ladders"
        post.publish(by)
    db.session.refresh(post)
    publish(post, by)
    assert post.opening == "It came back."
    assert published().rows == [post]


def test_an_update_to_an_update_says_so_but_once(earlier: Post, by: Person) -> None:
    first = update(earlier, by)
    publish(first, by)
    assert update(first, by).title == "Update: The ladder that never came home"


def test_the_title_of_an_update_is_no_longer_than_a_title_may_be(earlier: Post, by: Person) -> None:
    with writing():
        earlier.title = "ladder " * 28
    title = update(earlier, by).title
    assert title.startswith("Update: ladder ladder")
    assert len(title) <= 200
