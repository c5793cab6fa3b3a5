"""What becomes of the posts and pages of an export."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from app.db import db, writing
from app.posts import Post, State
from app.posts.lists import publish_due
from app.site import Site

from .conftest import BringIn, Counts, the_post
from .exports import export, item

pytestmark = pytest.mark.usefixtures("context")
UNDATED = {"post_date": "0000-00-00 00:00:00", "post_date_gmt": "0000-00-00 00:00:00"}


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({"status": "publish"}, State.PUBLISHED),
        ({"status": "future"}, State.SCHEDULED),
        ({"status": "draft"}, State.DRAFT),
        ({"status": "pending"}, State.DRAFT),
        ({"status": "private"}, State.DRAFT),
        ({"status": "publish", "post_password": "sesame"}, State.DRAFT),
        ({"status": "draft", **UNDATED}, State.DRAFT),
        ({"status": "future", "body": ""}, State.DRAFT),
    ],
)
def test_a_post_keeps_its_state_and_what_was_not_for_all_is_a_draft(
    bring_in_export: BringIn, fields: dict[str, object], state: State
) -> None:
    bring_in_export(export(item(**fields)))
    post = the_post()
    assert post.state is state
    assert (post.path is None) == (post.published_at is post.publish_at is None) == (state is State.DRAFT)


def test_a_scheduled_post_that_is_due_is_published_at_its_own_date_and_address(
    bring_in_export: BringIn,
) -> None:
    bring_in_export(export(item(status="future")))
    assert publish_due() == 1
    assert the_post().published_at == datetime(2011, 9, 25, 19, 2, tzinfo=UTC)
    assert the_post().path == "2011/09/the-ladder"


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"status": "trash"}, "post 7: its status is “trash”"),
        ({"status": "auto-draft"}, "its status is “auto-draft”"),
        ({"status": None}, "its status is “”"),
        ({"post_type": "attachment", "status": "inherit"}, "attachment 7: it is neither a post nor a page"),
        ({"post_type": "nav_menu_item"}, "nav_menu_item 7: "),
        ({"post_id": None}, "it has no number"),
        ({"post_date_gmt": "2011-13-45 00:00:00"}, "its date, 2011-13-45 00:00:00, is none"),
        (
            {"post_date_gmt": None, "post_date": "0001-01-01 00:00:00"},
            "its date, 0001-01-01 00:00:00, is none",
        ),
        ({**UNDATED}, "it has no date"),
        ({"body": "long " * 300_000}, "its text is longer than 1,000,000 characters"),
    ],
)
def test_what_cannot_be_taken_is_told_with_the_reason_and_the_rest_is_taken(
    bring_in_export: BringIn, counts: Counts, fields: dict[str, object], reason: str
) -> None:
    for options in (["--dry-run"], []):
        result = bring_in_export(export(item(**fields), item(post_id=8)), *options)
        assert result.exit_code == 0
        assert reason in result.stderr
        assert result.stderr.count("\n") == 1
    assert counts() == (1, 0)


def test_a_date_without_a_zone_is_by_the_sites_clocks(bring_in_export: BringIn) -> None:
    with writing():
        Site.current().keep_time_of("Pacific/Auckland")
    bring_in_export(export(item(post_date="2011-09-25 21:02:00", post_date_gmt="0000-00-00 00:00:00")))
    assert the_post().published_at == datetime(2011, 9, 25, 8, 2, tzinfo=UTC)


def test_a_title_is_read_as_html_and_one_that_is_missing_is_how_the_post_begins(
    bring_in_export: BringIn,
) -> None:
    bring_in_export(export(item(title="Q&amp;A: <em>ladders</em> &#8211; again"), item(title="", post_id=8)))
    titles = db.session.scalars(select(Post.title).order_by(Post.id)).all()
    assert titles == ["Q&A: ladders – again", "Give it back. Today."]


def test_its_html_is_cleaned(bring_in_export: BringIn) -> None:
    bring_in_export(export(item(body='<!-- wp:paragraph --><p onclick="x">Hi<script>x</script></p>')))
    assert the_post().body_html == "<p>Hi</p>"


def test_the_same_site_is_known_again_when_it_has_moved_to_https(
    bring_in_export: BringIn, counts: Counts
) -> None:
    bring_in_export(export(item()))
    bring_in_export(export(item(), site="https://Old.example/"))
    bring_in_export(export(item(), site="https://other.example"))
    assert counts() == (2, 0)


def test_a_post_that_was_deleted_here_is_not_brought_back(bring_in_export: BringIn, counts: Counts) -> None:
    bring_in_export(export(item()))
    with writing() as session:
        session.delete(the_post())
    assert "post 7: it was imported before and is not here any more" in bring_in_export(export(item())).stderr
    assert counts() == (0, 0)


def test_an_export_without_an_address_is_known_by_its_name(bring_in_export: BringIn, tmp_path: Path) -> None:
    bring_in_export(export(item(), site=""))
    again = bring_in_export(export(item(), site=""))
    assert again.stdout.splitlines()[2].split() == ["post", "0", "1", "0"]
