"""Asking and replying with nothing but a keyboard; where one is can always be seen."""

import pytest
from playwright.sync_api import Locator, Page, expect

from . import world
from .column import Column
from .steps import LETTER, row

MOST = 80
SHOWN = """element => {
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
  return (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || boxShadow !== "none";
}"""


@pytest.fixture
def screen(scripts: bool) -> str:
    """A phone with scripts, a desktop without."""
    return "phone" if scripts else "desktop"


@pytest.fixture
def post(column: Column) -> str:
    """A post with a comment by Rosa Lind."""
    return column.inside(lambda session: world.discussed(session, "A thread", ("Rosa Lind", "First!")))


def test_a_question_is_asked_by_keyboard_alone(reader: Page):
    reader.goto("/")
    tab_to(reader, reader.get_by_role("link", name="Ask a question"))
    reader.keyboard.press("Enter")
    expect(reader.get_by_role("heading", name="Ask a question")).to_be_visible()
    tab_to(reader, reader.get_by_label("Your question"))
    reader.keyboard.type(LETTER)
    tab_to(reader, reader.get_by_label("Publish it"))
    reader.keyboard.press("ArrowDown")
    expect(reader.get_by_label("Only in private")).to_be_checked()
    tab_to(reader, reader.get_by_role("button", name="Send my question"))
    reader.keyboard.press("Enter")
    expect(reader.get_by_role("heading", name="Keep this link")).to_be_visible()


def test_a_reply_is_posted_by_keyboard_alone(reader: Page, post: str, scripts: bool):
    reader.goto(post)
    tab_to(reader, reader.get_by_role("link", name="Reply to Rosa Lind"))
    reader.keyboard.press("Enter")
    box = reader.get_by_label("Comment", exact=True).first
    if scripts:
        expect(reader.get_by_role("form", name="Reply to Rosa Lind")).to_be_visible()
        expect(box).to_be_focused()
    else:
        expect(reader.get_by_role("heading", name="Reply to Rosa Lind")).to_be_visible()
        tab_to(reader, box)
    reader.keyboard.type("Typed, not clicked.")
    tab_to(reader, reader.get_by_role("button", name="Post comment").first)
    reader.keyboard.press("Enter")
    expect(row(reader, "Typed, not clicked.").locator(".note")).to_contain_text("Held")
    if scripts:
        expect(row(reader, "Typed, not clicked.")).to_be_focused()


def test_the_first_tab_offers_to_skip_to_the_text(reader: Page):
    reader.goto("/ask")
    reader.keyboard.press("Tab")
    expect(reader.get_by_role("link", name="Skip to the text")).to_be_focused()
    reader.keyboard.press("Enter")
    tab_to(reader, reader.get_by_label("Your question"), most=1)


def tab_to(page: Page, target: Locator, most: int = MOST) -> None:
    """Press Tab until TARGET has the focus, and see that this shows."""
    element = target.element_handle()
    for _ in range(most):
        page.keyboard.press("Tab")
        if element.evaluate("element => element === document.activeElement"):
            assert element.evaluate(SHOWN), f"nothing shows that {target} has the focus"
            return
    pytest.fail(f"{target} was not reached with {most} presses of Tab")
