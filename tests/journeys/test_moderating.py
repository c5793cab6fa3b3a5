"""Comments at the desk: thirty cleared by keyboard alone, many at one stroke, and once without scripts."""

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import update
from sqlalchemy.orm import Session

from app import text
from app.comments import Comment, State

from . import world
from .column import Column
from .steps import row, said

KEYS = {"a": "Approved", "s": "as spam", "d": "Removed"}


@pytest.fixture
def screen(scripts: bool) -> str:
    """Where there are keys; a phone without scripts."""
    return "desktop" if scripts else "phone"


@pytest.fixture
def post(column: Column) -> str:
    """A post with thirty-one comments, all of which are held, and nothing else held; two are of one Kim."""
    return column.inside(held)


def held(session: Session) -> str:
    session.execute(update(Comment).where(Comment.state == State.HELD).values(state=State.REMOVED))
    post = world.answered(session, world.asked(session, "A thread")[0])
    for n in range(31):
        name = f"Kim {post.id}" if n in {3, 30} else f"Reader {n}"
        said = text.for_reader(f"Number {n}. [Mine](https://pills.example/{n})")
        Comment.write(post, said, name=name, state=State.HELD)
        session.flush()
    return f"/{post.path}"


def size(author: Page, lane: str) -> int:
    return int(
        author.get_by_role("navigation", name="Lanes").get_by_role("link", name=lane).inner_text().split()[-1]
    )


@pytest.mark.parametrize("scripts", [True])
def test_thirty_are_cleared_by_keyboard_alone_and_no_page_load(author: Page, post: str) -> None:
    author.goto("/desk/comments")
    author.evaluate("window.same = true")
    for n in range(30):
        opened = author.locator(".decide-list > .opened")
        expect(opened).to_contain_text(f"Number {n}.")
        author.keyboard.press(list(KEYS)[n % 3])
        said(author, list(KEYS.values())[n % 3])
    expect(author.locator(".decide-list > .opened")).to_contain_text("Number 30.")
    expect(author.locator(".decide-list > .opened")).to_be_focused()
    assert size(author, "Held") == 1
    author.keyboard.press("z")
    said(author, "Undone.")
    expect(author.locator(".decide-list > .opened")).to_contain_text("Number 29.")
    assert author.evaluate("window.same")
    author.goto(post)
    expect(author.locator(".comments > li")).to_have_count(10)


@pytest.mark.parametrize("scripts", [True])
def test_keys_move_tick_and_act_on_all_that_are_ticked(author: Page, post: str) -> None:
    author.goto("/desk/comments")
    opened = author.locator(".decide-list > .opened")
    author.keyboard.press("x")
    for n in (1, 2):
        author.keyboard.press("j")
        expect(opened).to_contain_text(f"Number {n}.")
    author.keyboard.press("x")
    author.keyboard.press("k")
    expect(opened).to_contain_text("Number 1.")
    expect(author.get_by_text("2 ticked:")).to_be_visible()
    author.keyboard.press("s")
    said(author, "Marked 2 comments as spam.")
    expect(opened).to_contain_text("Number 1.")
    assert size(author, "Held") == 29
    author.locator("#said").get_by_role("button", name="Undo").click()
    said(author, "Undone.")
    assert size(author, "Held") == 31


@pytest.mark.parametrize("scripts", [True])
def test_a_reply_is_written_where_the_comment_is(author: Page, post: str) -> None:
    author.goto("/desk/comments")
    author.keyboard.press("r")
    expect(author.get_by_role("textbox", name="Reply to Reader 0")).to_be_focused()
    author.keyboard.type("Thank you, all.")
    author.get_by_role("button", name="Approve and reply").click()
    said(author, "Replied to Reader 0’s comment")
    expect(author.locator(".decide-list > .opened")).to_contain_text("Number 1.")
    author.goto(post)
    expect(row(author, "Thank you, all.")).to_contain_text("to Reader 0")


@pytest.mark.parametrize("scripts", [True])
def test_keys_can_be_seen_and_switched_off(author: Page, post: str) -> None:
    author.goto("/desk/comments")
    author.keyboard.press("?")
    expect(author.get_by_role("dialog", name="Keys")).to_contain_text("next and previous comment")
    author.get_by_label("Single keys are on").uncheck()
    author.get_by_role("button", name="Close").click()
    author.keyboard.press("s")
    author.reload()
    assert size(author, "Held") == 31


def test_everything_from_a_writer_goes_at_one_stroke(author: Page, post: str, scripts: bool) -> None:
    author.goto("/desk/comments")
    kim = author.locator(".decide-list > li").filter(has_text="Number 3.")
    kim.get_by_role("link", name="Everything from this writer").click()
    expect(author.get_by_role("heading", name="Everything from Kim")).to_be_visible()
    expect(author.locator(".decide-list > li")).to_have_count(2)
    author.get_by_role("button", name="Spam").click()
    said(author, "Marked 2 comments as spam.")
    assert size(author, "Held") == 29
    author.locator("#said").get_by_role("button", name="Undo").click()
    said(author, "Undone.")
    author.goto("/desk/comments")
    assert size(author, "Held") == 31


def test_buttons_and_boxes_do_it_as_well(author: Page, post: str) -> None:
    author.goto("/desk/comments")
    items = author.locator(".decide-list > li")
    items.filter(has_text="Number 1.").get_by_role("button", name="Approve", exact=True).click()
    said(author, "Approved Reader 1’s comment")
    for number in (2, 4):
        author.get_by_role("checkbox", name=f"Tick the comment by Reader {number}", exact=True).check()
    author.get_by_role("group", name="What to do with all that are ticked").get_by_role(
        "button", name="Remove"
    ).click()
    said(author, "Removed 2 comments.")
    author.goto(post)
    expect(author.locator(".comments > li")).to_have_count(1)
    author.get_by_role("button", name="Spam: Reader 1").click()
    said(author, "Marked Reader 1’s comment")
    expect(author.locator(".comments > li")).to_have_count(0)
    author.locator("#said").get_by_role("button", name="Undo").click()
    expect(row(author, "Number 1.")).to_be_visible()
    author.goto("/desk/log")
    expect(author.locator(".log > li").first).to_contain_text("Undone: Marked Reader 1’s comment")
    author.get_by_role("button", name="Undo: Removed 2 comments.").first.click()
    said(author, "Undone.")


def test_a_reader_reports_a_comment(author: Page, reader: Page, column: Column) -> None:
    thread = column.inside(lambda session: world.discussed(session, "A rude thread", ("Rosa Lind", "Fool!")))
    reader.goto(thread)
    reader.get_by_role("link", name="Reply to Rosa Lind").click()
    reader.get_by_role("link", name="Report this comment").click()
    reader.get_by_label("What is wrong with it?").fill("It calls names.")
    reader.get_by_role("button", name="Report it").click()
    expect(reader.get_by_role("heading", name="Thank you")).to_be_visible()
    author.goto("/desk/comments?lane=reported")
    expect(author.locator(".decide-list > li").first).to_contain_text("It calls names.")
