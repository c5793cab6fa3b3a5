"""What becomes of the comments of an export."""

from datetime import UTC, datetime

import pytest

from app.comments import State
from app.comments.badges import Badge
from app.comments.thread import thread_of
from app.transfer.batches import MOST

from .conftest import BringIn, Counts, comments, the_post
from .exports import comment, export, item

pytestmark = pytest.mark.usefixtures("context")


def nesting() -> list[tuple[str, int]]:
    return [(entry.name, entry.level) for entry in thread_of(the_post())]


@pytest.mark.parametrize(
    ("approved", "state"),
    [
        ("1", State.PUBLISHED),
        ("0", State.HELD),
        ("spam", State.SPAM),
        ("trash", State.REMOVED),
        ("post-trashed", State.REMOVED),
    ],
)
def test_a_comment_keeps_its_state(bring_in_export: BringIn, approved: str, state: State) -> None:
    bring_in_export(export(item(comment(approved=approved))))
    assert comments()[0].state is state


def test_a_comment_keeps_its_words_its_date_and_its_e_mail(bring_in_export: BringIn) -> None:
    bring_in_export(export(item(comment(content="Ask <b>her</b>.\n\nTwice & now.", author="A &amp; B"))))
    kept = comments()[0]
    assert kept.html == "<p>Ask her.</p>\n<p>Twice &amp; now.</p>"
    assert (kept.name, kept.email, kept.token_hash) == ("A & B", "Lina@readers.example", None)
    assert kept.created_at == datetime(2011, 9, 26, 8, 0, tzinfo=UTC)


def test_nothing_keeps_the_address_of_a_commenters_machine(bring_in_export: BringIn) -> None:
    bring_in_export(export(item(comment())))
    assert "192.0.2.1" not in str(vars(comments()[0]))


def test_a_comment_without_a_name_is_anonymous(bring_in_export: BringIn) -> None:
    bring_in_export(export(item(comment(author=""))))
    assert comments()[0].name == "Anonymous"


def test_a_name_like_the_authors_is_taken_but_gives_no_badge(bring_in_export: BringIn) -> None:
    bring_in_export(export(item(comment(author="Hester Brannock"))))
    assert [entry.badge == Badge.AUTHOR for entry in thread_of(the_post())] == [False]


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"type": "pingback"}, "pingback 1: a pingback is not shown here"),
        ({"type": "trackback"}, "trackback 1: a trackback is not shown here"),
        ({"type": "order_note"}, "order_note 1: "),
        ({"approved": "maybe"}, "comment 1: its state is “maybe”"),
        ({"id": None}, "it has no number"),
        ({"content": " "}, "it says nothing"),
        ({"content": "ha" * 40_000}, "it is longer than 65,535 characters"),
        ({"date_gmt": "yesterday"}, "its date, yesterday, is none"),
        ({"date_gmt": None, "date": None}, "it has no date"),
        ({"id": 2}, "comment 2: its number stands twice below one post"),
    ],
)
def test_a_comment_that_cannot_be_taken_is_told_and_the_rest_is_taken(
    bring_in_export: BringIn, counts: Counts, fields: dict[str, object], reason: str
) -> None:
    for options in (["--dry-run"], []):
        result = bring_in_export(export(item(comment(id=2), comment(**fields))), *options)
        assert reason in result.stderr
        assert result.stderr.count("\n") == 1
    assert counts() == (1, 1)


def test_a_reply_that_stands_before_its_parent_finds_it(bring_in_export: BringIn) -> None:
    first, second = comment(id=1, parent=3, author="Reply"), comment(id=2, author="Other")
    bring_in_export(export(item(first, second, comment(id=3, author="Parent"))))
    assert [each.name for each in comments()] == ["Parent", "Reply", "Other"]
    assert nesting() == [("Parent", 1), ("Reply", 2), ("Other", 1)]


@pytest.mark.parametrize("parent", [comment(id=8, type="pingback"), ""])
def test_a_reply_to_what_is_not_here_stands_at_the_top_and_is_told(
    bring_in_export: BringIn, parent: str
) -> None:
    result = bring_in_export(export(item(parent, comment(parent=8))))
    assert "comment 1: comment 8, which it replies to, is not here; it stands at the top" in result.stderr
    assert nesting() == [("Lina", 1)]


def test_a_reply_to_a_comment_below_another_post_stands_at_the_top(bring_in_export: BringIn) -> None:
    bring_in_export(export(item(comment()), item(comment(id=2, parent=1), post_id=8)))
    assert comments()[1].parent_id is None


def test_comments_that_reply_in_a_circle_are_all_taken(bring_in_export: BringIn) -> None:
    circle = [comment(id=1, parent=2), comment(id=2, parent=1), comment(id=3, parent=3)]
    bring_in_export(export(item(*circle)))
    assert sorted(each.parent_id is None for each in comments()) == [False, True, True]


def test_a_removed_comment_with_replies_keeps_its_place(bring_in_export: BringIn) -> None:
    bring_in_export(export(item(comment(approved="trash"), comment(id=2, parent=1))))
    assert [(entry.shown, entry.level) for entry in thread_of(the_post())] == [(False, 1), (True, 2)]


def test_a_thread_of_many_batches_is_nested_across_them(bring_in_export: BringIn) -> None:
    depth = 2 * MOST + 50
    chain = [comment(id=number, parent=number - 1) for number in range(1, depth + 1)]
    bring_in_export(export(item(*chain)))
    assert [entry.level for entry in thread_of(the_post())] == list(range(1, depth + 1))


def test_comments_made_there_since_are_added_below_the_right_ones(
    bring_in_export: BringIn, counts: Counts
) -> None:
    bring_in_export(export(item(comment(author="First"))))
    bring_in_export(export(item(comment(author="First"), comment(id=2, parent=1, author="Second"))))
    assert counts() == (1, 2)
    assert nesting() == [("First", 1), ("Second", 2)]
