"""Saying something, and what becomes of it."""

import pytest

from app.comments import Comment, State
from app.db import writing
from app.people import Person
from app.posts import Post
from app.site import Moderation, Site
from app.text import for_reader
from app.web import Refusal
from tests.comments.conftest import say

KIM = {"name": "Kim", "email": "kim@readers.example"}


def hold(mode: Moderation) -> None:
    with writing():
        Site.current().moderation = mode


def test_the_first_comment_of_a_newcomer_is_held(post: Post) -> None:
    assert say(post, **KIM).state is State.HELD


def test_whoever_was_approved_once_is_no_newcomer(post: Post, by: Person) -> None:
    first = say(post, **KIM)
    with writing():
        first.approve(by)
    assert say(post, **KIM).state is State.PUBLISHED


@pytest.mark.parametrize("other", [{"name": "Kim"}, {"name": "Lee", "email": "kim@readers.example"}, {}])
def test_a_name_or_an_address_alone_does_not_make_one_known(
    post: Post, by: Person, other: dict[str, str]
) -> None:
    first = say(post, **KIM)
    with writing():
        first.approve(by)
    assert say(post, **other).state is State.HELD


@pytest.mark.parametrize(
    ("mode", "state"), [(Moderation.NONE, State.PUBLISHED), (Moderation.ALL, State.HELD)]
)
def test_the_author_may_hold_none_or_all(post: Post, by: Person, mode: Moderation, state: State) -> None:
    hold(mode)
    assert say(post, **KIM).state is state
    assert say(post, by=by).state is State.PUBLISHED


def test_without_a_name_one_is_anonymous(post: Post) -> None:
    assert say(post).name == "Anonymous"


@pytest.mark.parametrize(
    "name",
    [
        "Hester Brannock",
        "hester brannock",
        "Неster Brannосk",
        "HesterBrannock",
        "Hester Brannock (author)",
        "Jo Post author",
        "\u202eHester Brannock",
    ],
)
def test_a_name_that_reads_like_the_authors_is_refused(post: Post, name: str) -> None:
    with pytest.raises(Refusal, match="reads like"):
        say(post, name=name)


def test_each_decision_can_be_taken_back(post: Post, by: Person) -> None:
    comment = say(post, **KIM)
    for verb, state in (
        (Comment.approve, State.PUBLISHED),
        (Comment.mark_spam, State.SPAM),
        (Comment.remove, State.REMOVED),
    ):
        with writing():
            verb(comment, by)
        assert comment.state is state
        with writing():
            comment.moves[-1].deed.undo(by)
        assert comment.state is State.HELD


def test_nobody_can_reply_to_what_is_not_shown(post: Post) -> None:
    held = say(post, **KIM)
    with pytest.raises(Refusal, match="not there any more"):
        say(post, parent=held)


def test_a_post_that_was_unpublished_takes_no_comments(post: Post, by: Person) -> None:
    with writing():
        post.withdraw(by)
    with pytest.raises(Refusal, match="takes no comments"):
        say(post)


def test_only_the_hash_of_the_writers_link_is_kept(post: Post) -> None:
    with writing():
        comment, token = Comment.write(post, for_reader("x"))
    assert token not in (comment.token_hash or "")
    assert Comment.behind(token) is comment
