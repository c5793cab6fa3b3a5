"""What keeps a thread in hand, as its readers and its author meet it."""

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from app.comments import Comment

from . import world
from .column import Column
from .conftest import Visit
from .steps import comment, row, said, start_reply

FIRST, SECOND, THIRD = "The first to speak.", "About a saw, rather.", "The third, to the post."


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def scripts(request: pytest.FixtureRequest) -> bool:
    """Whether browsers run scripts."""
    return request.param


@pytest.fixture
def thread(column: Column) -> str:
    """A post with three comments, by Rosa, Ida and Tom."""
    talk = ("Rosa", FIRST), ("Ida", SECOND), ("Tom", THIRD)
    return column.inside(lambda session: world.discussed(session, "A thread", *talk))


@pytest.fixture
def author(visit: Visit, session: dict[str, object], scripts: bool) -> Page:
    """Hester at her desk."""
    return visit(storage_state=session, scripts=scripts)


def number_of(column: Column, words: str) -> int:
    """The number of the latest comment that says WORDS."""
    query = select(Comment.id).where(Comment.source == words).order_by(Comment.id.desc()).limit(1)
    return column.inside(lambda session: session.scalar(query))


def test_a_conversation_moves_and_its_signpost_leads_there(
    column: Column, visit: Visit, author: Page, thread: str, scripts: bool
):
    other = column.inside(lambda session: world.published(session, "The saw"))
    author.goto(f"/desk/comments/{number_of(column, SECOND)}/move")
    author.get_by_label("Address or title of the other post").fill(other)
    author.get_by_role("button", name="Move it there").click()
    said(author, "Moved to “The saw”.")
    reader = visit(scripts=scripts)
    reader.goto(thread)
    expect(row(reader, SECOND)).to_have_count(0)
    reader.get_by_role("link", name="“The saw”").click()
    expect(row(reader, SECOND)).to_be_visible()
    author.get_by_role("button", name="Move it back to “A thread”").click()
    reader.goto(thread)
    expect(reader.locator(".comments > li")).to_contain_text([FIRST, SECOND, THIRD])


def test_a_closed_thread_is_read_and_not_written_to(visit: Visit, author: Page, thread: str, scripts: bool):
    author.goto(thread)
    author.get_by_role("link", name="Edit").click()
    author.get_by_role("link", name="Its comments").click()
    author.get_by_role("button", name="Close", exact=True).click()
    said(author, "Closed")
    reader = visit(scripts=scripts)
    reader.goto(thread)
    expect(reader.get_by_text("Comments are closed.")).to_be_visible()
    expect(row(reader, FIRST)).to_be_visible()
    expect(reader.get_by_role("link", name="Reply to Rosa")).to_have_count(0)
    author.get_by_role("button", name="Open again").click()
    reader.goto(thread)
    expect(reader.get_by_role("button", name="Post comment")).to_be_visible()


def test_in_a_slow_thread_the_second_waits_with_its_text(
    visit: Visit, author: Page, thread: str, scripts: bool
):
    author.goto(thread)
    author.get_by_role("link", name="Edit").click()
    author.get_by_role("link", name="Its comments").click()
    author.get_by_label("Minutes between two comments").fill("10")
    author.get_by_role("button", name="Save").click()
    said(author, "Saved.")
    reader = visit(scripts=scripts)
    for words in ("One thought.", "And another."):
        reader.goto(thread)
        comment(reader, words, name="Ida")
        reader.wait_for_load_state("networkidle")
    expect(reader.get_by_text("can be sent in 10 minutes")).to_be_visible()
    expect(reader.get_by_label("Comment", exact=True).first).to_have_value("And another.")


def test_a_writer_is_blocked_and_sees_a_comment_that_is_held(
    column: Column, visit: Visit, author: Page, thread: str, scripts: bool
):
    reader = visit(scripts=scripts)
    reader.goto(thread)
    comment(reader, "Buy my ladders!", name="Ladder Larry")
    expect(reader.get_by_text("Held: only you see this")).to_be_visible()
    author.goto(f"/desk/writers/{number_of(column, 'Buy my ladders!')}")
    author.get_by_role("button", name="Block by name").click()
    said(author, "Blocked by name")
    reader.goto(thread)
    comment(reader, "Ladders, cheap!", name="ladder-larry")
    expect(row(reader, "Ladders, cheap!").get_by_text("Held: only you see this")).to_be_visible()
    author.goto("/desk/comments?lane=spam")
    expect(author.locator(".decide-list")).to_contain_text("Ladders, cheap!")
    author.goto("/desk/writers")
    author.get_by_role("button", name="Unblock").click()
    said(author, "no longer blocked by name")


def test_nobody_comes_to_the_decoy_by_keyboard_or_by_ear(visit: Visit, thread: str):
    page = visit()
    page.goto(thread)
    form = page.locator("form.comment-form")
    expect(form.get_by_role("textbox")).to_have_count(3)
    form.get_by_label("E-mail").focus()
    page.keyboard.press("Tab")
    expect(form.get_by_role("button", name="Post comment")).to_be_focused()
    assert page.locator("p:has(> #website)").evaluate("box => box.getBoundingClientRect().width") <= 1


def test_the_seconds_go_with_a_comment_and_with_a_reply(visit: Visit, thread: str):
    page = visit()
    page.clock.install()
    page.goto(thread)
    for words, to in (("A while later.", ""), ("A reply.", "Rosa")):
        if to:
            start_reply(page, to)
        form = (
            page.get_by_role("form", name=f"Reply to {to}") if to else page.locator("form.comment-form").last
        )
        form.get_by_label("Comment", exact=True).fill(words)
        page.clock.fast_forward(42_000)
        with page.expect_request(lambda request: request.method == "POST") as sent:
            form.get_by_role("button", name="Post comment").click()
        counted = sent.value.post_data.split('name="seconds"')[1].split("\r\n")[2]
        assert 42 <= int(counted) < 60
        expect(row(page, words)).to_be_visible()
