"""What the author does with a post once it is written: schedule, edit, take back."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import update

from app.posts import Post

from . import world
from .column import Column, wait_until
from .steps import answer, ask, publish, said


@pytest.fixture
def title(request: pytest.FixtureRequest) -> str:
    """A title that no other test has."""
    return f"For {request.node.name}"


@pytest.fixture
def screen(scripts: bool) -> str:
    """A phone with scripts, a desktop without."""
    return "phone" if scripts else "desktop"


@pytest.fixture
def post(column: Column, title: str) -> str:
    """The address of a published post."""
    return column.inside(lambda session: world.published(session, title))


def test_a_scheduled_post_comes_out_by_itself_and_its_asker_finds_it(
    reader: Page, author: Page, column: Column, title: str
):
    ask(reader, title)
    answer(author, title)
    schedule(author, datetime.now(UTC) + timedelta(hours=1))
    expect(author.locator(".facts")).to_contain_text("comes out")
    reader.reload()
    expect(reader.get_by_text("will be published soon")).to_be_visible()
    let_an_hour_pass(column, title)
    link = reader.get_by_role("link", name=title)
    wait_until(lambda: reader.reload() and link.count() == 1, "the post came out")
    link.click()
    expect(reader.get_by_role("heading", name=title, level=1)).to_be_visible()


def test_a_schedule_in_the_past_is_refused_and_nothing_is_lost(author: Page, reader: Page, title: str):
    ask(reader, title)
    answer(author, title, "Not *yet*.")
    author.get_by_label("Publish on").fill("2001-01-01T09:00")
    author.get_by_role("button", name="Schedule").click()
    said(author, "That time has passed.")
    expect(author.get_by_label("Answer", exact=True)).to_have_value("Not *yet*.")
    expect(author.get_by_label("Publish on")).to_have_value("2001-01-01T09:00")


def test_an_edited_post_keeps_its_address(author: Page, reader: Page, post: str):
    reader.goto(post)
    author.goto(post)
    author.get_by_role("link", name="Edit").click()
    author.get_by_label("Title").fill("A better title")
    author.get_by_label("Answer", exact=True).fill("On reflection, *buy* a ladder.")
    author.get_by_role("button", name="Save", exact=True).click()
    said(author, "Saved.")
    reader.reload()
    expect(reader).to_have_url(post)
    expect(reader.get_by_role("heading", name="A better title")).to_be_visible()
    expect(reader.locator(".answer em")).to_have_text("buy")


def test_an_unpublished_post_is_gone_until_it_is_published_again(
    author: Page, reader: Page, post: str, title: str
):
    author.goto(post)
    author.get_by_role("link", name="Edit").click()
    author.get_by_role("button", name="Unpublish").click()
    said(author, "Unpublished")
    assert reader.request.get(post).status == 404
    reader.goto("/")
    assert reader.get_by_role("link", name=title).count() == 0
    assert publish(author) == post
    reader.goto("/")
    reader.get_by_role("link", name=title).click()
    expect(reader).to_have_url(post)


def schedule(author: Page, at: datetime) -> None:
    author.get_by_label("Publish on").fill(f"{at:%Y-%m-%dT%H:%M}")
    author.get_by_role("button", name="Schedule").click()
    said(author, "Scheduled.")


def let_an_hour_pass(column: Column, title: str) -> None:
    """The time at which the post called TITLE is due is over."""
    over = datetime.now(UTC) - timedelta(seconds=1)
    due = update(Post).where(Post.title == title).values(publish_at=over)
    column.inside(lambda session: session.execute(due))
