"""Commenting with scripts: in place, without leaving the page, and with nothing lost."""

import pytest
from playwright.sync_api import Page, expect

from . import axe, world
from .column import Column
from .conftest import Visit, absent
from .steps import comment, row, start_reply

FIRST, SECOND, THIRD = "The first to speak.", "The second, to the first.", "The third, to the post."


@pytest.fixture
def thread(column: Column) -> str:
    """A post with two comments: Rosa's, and Tom's below it."""
    said = ("Rosa", FIRST), ("Tom", THIRD)
    return column.inside(lambda session: world.discussed(session, "A thread", *said))


@pytest.fixture
def reader(visit: Visit, screen: str, thread: str) -> Page:
    """Somebody with scripts who reads the thread."""
    page = visit(screen=screen)
    page.goto(thread)
    return page


def test_a_reply_opens_in_place_and_stays_there_after_a_reload(reader: Page, thread: str):
    start_reply(reader, "Rosa")
    expect(row(reader, FIRST).locator("form")).to_be_visible()
    row(reader, FIRST).get_by_role("button", name="Cancel").click()
    expect(row(reader, FIRST).locator("form")).to_have_count(0)
    comment(reader, SECOND, name="Ida", to="Rosa")
    for _ in range(2):
        expect(row(reader, SECOND)).to_contain_class("mine")
        expect(row(reader, SECOND)).to_have_attribute("aria-level", "2")
        expect(reader.locator(".comments > li")).to_contain_text([FIRST, SECOND, THIRD])
        expect(reader).to_have_url(thread)
        reader.reload()


def test_pressing_reply_twice_opens_one_form(reader: Page):
    reader.get_by_role("link", name="Reply to Rosa").evaluate("link => { link.click(); link.click(); }")
    expect(reader.get_by_role("form", name="Reply to Rosa")).to_have_count(1)
    reader.wait_for_load_state("networkidle")
    expect(reader.get_by_role("form", name="Reply to Rosa")).to_have_count(1)


def test_a_form_in_its_place_shuts_nobody_out(visit: Visit, thread: str):
    if not axe.SOURCE.exists():
        absent(axe.MISSING)
    page = visit(bypass_csp=True)
    page.goto(thread)
    comment(page, SECOND, to="Rosa")
    expect(row(page, SECOND)).to_be_visible()
    start_reply(page, "Tom")
    found = axe.violations(page)
    assert not found, "\n".join(found)


def test_others_do_not_see_what_is_held(reader: Page, visit: Visit, thread: str):
    comment(reader, "Held and unseen.", name="Ida")
    expect(row(reader, "Held and unseen.")).to_be_visible()
    other = visit()
    other.goto(thread)
    other.wait_for_load_state("networkidle")
    assert row(other, "Held and unseen.").count() == 0


def test_nobody_may_comment_in_the_authors_name_and_the_text_stays(reader: Page, thread: str):
    comment(reader, "Trust me.", name="Hester Brannock")
    expect(reader.get_by_role("alert")).to_contain_text("reads like the name of the author")
    expect(reader.get_by_label("Comment", exact=True)).to_have_value("Trust me.")
    expect(reader).to_have_url(thread)


def test_when_the_server_is_out_of_reach_the_text_stays(reader: Page):
    reader.context.set_offline(True)
    comment(reader, "Into the void.", name="Ida")
    expect(reader.get_by_role("alert")).to_contain_text("Your text is still here")
    expect(reader.get_by_label("Comment", exact=True)).to_have_value("Into the void.")
    reader.context.set_offline(False)
    reader.get_by_role("button", name="Post comment").click()
    expect(row(reader, "Into the void.")).to_contain_class("mine")


def test_what_was_written_is_not_thrown_away_without_asking(reader: Page):
    start_reply(reader, "Tom")
    form = reader.get_by_role("form", name="Reply to Tom")
    form.get_by_label("Comment", exact=True).fill("Half a thought")
    reader.once("dialog", lambda dialog: dialog.dismiss())
    form.get_by_role("button", name="Cancel").click()
    expect(form.get_by_label("Comment", exact=True)).to_have_value("Half a thought")
    reader.once("dialog", lambda dialog: dialog.accept())
    form.get_by_role("button", name="Cancel").click()
    expect(form).to_have_count(0)
