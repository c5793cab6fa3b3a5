"""Before a question is sent: what was answered already, what the browser keeps, how it would look."""

import pytest
from playwright.sync_api import Page, expect

from . import world
from .column import Column, wait_until
from .conftest import Visit
from .steps import LETTER

KEEPS = "This browser keeps what you type"
KEPT = "Object.keys(localStorage).filter(key => key.startsWith('quandary:ask:')).length"


@pytest.fixture(scope="module")
def answered(column: Column) -> str:
    """The address of a post that answers the letter."""
    return column.inside(lambda session: world.published(session, "The ladder"))


def write(page: Page, letter: str = LETTER, headline: str = "") -> None:
    page.goto("/ask")
    page.get_by_label("Your question").fill(letter)
    page.get_by_label("Headline").fill(headline)


def keeps_nothing(page: Page) -> None:
    wait_until(lambda: page.evaluate(KEPT) == 0, "the browser has forgotten the letter")


def test_an_earlier_answer_shows_below_the_text_and_may_spare_the_letter(
    reader: Page, answered: str, scripts: bool
):
    write(reader, headline="My ladder, again")
    if scripts:
        reader.get_by_label("Your question").focus()
    else:
        reader.get_by_role("button", name="Check whether").click()
    earlier = reader.get_by_role("list", name="Earlier answers")
    expect(earlier.get_by_role("link", name="The ladder")).to_have_attribute("href", answered)
    expect(reader.locator("#answered [role=status]")).to_contain_text("may be about the same")
    expect(reader.get_by_label("Headline")).to_have_value("My ladder, again")
    if scripts:
        expect(reader.get_by_label("Your question")).to_be_focused()
    earlier.get_by_role("button", name="This answered it").click()
    expect(reader.get_by_role("heading", name="Good that it helped")).to_be_visible()
    if scripts:
        keeps_nothing(reader)
    reader.get_by_role("main").get_by_role("link", name="The ladder").click()
    expect(reader.get_by_role("heading", name="The ladder", level=1)).to_be_visible()


def test_what_is_typed_below_stays_where_it_is_when_answers_come(visit: Visit, answered: str):
    page = visit(screen="phone")
    write(page)
    signature = page.get_by_label("Name to sign with")
    signature.focus()
    before = signature.bounding_box()
    expect(page.get_by_role("list", name="Earlier answers")).to_be_attached()
    assert abs(signature.bounding_box()["y"] - before["y"]) < 2
    expect(signature).to_be_focused()


def test_a_question_is_looked_at_changed_and_sent(reader: Page):
    write(reader, "My sister Sarah has my *ladder*, and means to keep it.", "A ladder")
    reader.get_by_label("E-mail").fill("asker@readers.example")
    reader.get_by_label("how it went").check()
    reader.get_by_role("button", name="See how it would look").click()
    expect(reader.get_by_role("region", name="The question").locator("em")).to_have_text("ladder")
    expect(reader.get_by_role("region", name="This may give you away")).to_contain_text("Sarah name")
    reader.get_by_role("button", name="Change it").click()
    expect(reader.get_by_label("E-mail")).to_have_value("asker@readers.example")
    expect(reader.get_by_label("how it went")).to_be_checked()
    reader.get_by_label("Headline").fill("Her ladder")
    reader.get_by_role("button", name="See how it would look").click()
    reader.get_by_role("button", name="Send my question").click()
    expect(reader.get_by_role("heading", name="Keep this link")).to_be_visible()
    expect(reader.get_by_text("Her ladder")).to_be_visible()


def test_what_is_typed_is_kept_until_it_is_sent_but_for_the_e_mail(visit: Visit):
    page = visit(screen="phone")
    write(page, headline="Half a letter")
    page.get_by_label("E-mail").fill("asker@readers.example")
    page.get_by_label("Either is fine").check()
    expect(page.get_by_text(KEEPS)).to_be_visible()
    page.goto("/")
    page.goto("/ask")
    expect(page.get_by_text("Here again is what you wrote")).to_be_visible()
    expect(page.get_by_label("Your question")).to_have_value(LETTER)
    expect(page.get_by_label("Either is fine")).to_be_checked()
    expect(page.get_by_label("E-mail")).to_have_value("")
    page.get_by_role("button", name="Send my question").click()
    expect(page.get_by_role("heading", name="Keep this link")).to_be_visible()
    keeps_nothing(page)
    page.goto("/ask")
    expect(page.get_by_label("Headline")).to_have_value("")
    expect(page.get_by_role("button", name="Clear")).to_be_hidden()


def test_what_was_refused_is_kept_on(visit: Visit):
    page = visit()
    write(page, "Too short.", "In short")
    page.get_by_role("button", name="Send my question").click()
    expect(page.get_by_role("alert")).to_contain_text("not sent yet")
    assert page.evaluate(KEPT) == 1


def test_whoever_shares_a_computer_clears_it_and_can_think_again(visit: Visit):
    page = visit()
    write(page, headline="Nobody's business")
    page.get_by_role("button", name="Clear").click()
    expect(page.get_by_text("This browser keeps nothing of it")).to_be_visible()
    expect(page.get_by_label("Your question")).to_have_value("")
    assert page.evaluate(KEPT) == 0
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_label("Headline")).to_have_value("Nobody's business")
    assert page.evaluate(KEPT) == 1


def test_two_tabs_do_not_destroy_each_others_text(visit: Visit):
    one = visit()
    write(one, headline="One")
    two = one.context.new_page()
    two.goto("/ask")
    expect(two.get_by_label("Headline")).to_have_value("One")
    two.get_by_label("Headline").fill("Two")
    one.get_by_label("Headline").fill("One, still")
    two.get_by_label("Headline").fill("Two, still")
    for page, headline in ((one, "One, still"), (two, "Two, still")):
        page.goto("/ask")
        expect(page.get_by_label("Headline")).to_have_value(headline)
    one.close()
    other = two.get_by_role("group", name="Another letter")
    expect(other.last).to_contain_text("keeps another letter")
    other.get_by_role("button").first.click()
    expect(two.get_by_label("Headline")).to_have_value("One, still")
