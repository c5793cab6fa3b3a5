"""Asking, keeping the link, and coming back to see where the question stands."""

import re

import pytest
from playwright.sync_api import Page, expect

from .conftest import Visit
from .steps import answer, ask, open_question, publish, said

PRIVATE = re.compile(r"/asked/[\w-]{22,}$")


def test_a_question_leads_to_a_private_page_with_its_link(reader: Page, scripts: bool):
    ask(reader, "My ladder")
    expect(reader).to_have_url(PRIVATE)
    expect(reader.get_by_label("Your private link")).to_have_value(reader.url)
    expect(reader.get_by_text("It arrived and waits to be read.")).to_be_visible()
    expect(reader.get_by_text("How do I get it back without a quarrel?")).to_be_visible()
    expect(reader.get_by_role("button", name="Copy the link")).to_be_visible(visible=scripts)


def test_the_link_can_be_copied(visit: Visit):
    page = visit(permissions=["clipboard-read", "clipboard-write"])
    address = ask(page, "Copied")
    page.get_by_role("button", name="Copy the link").click()
    expect(page.get_by_role("status")).to_have_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()") == address


def test_the_link_can_be_copied_by_hand_where_the_clipboard_is_closed(visit: Visit):
    page = visit(permissions=[])
    ask(page, "By hand")
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('closed')) }")
    page.get_by_role("button", name="Copy the link").click()
    expect(page.get_by_role("status")).to_contain_text("Selected")
    assert page.evaluate("getSelection().toString()") == page.url


def test_a_question_that_is_too_short_comes_back_with_all_that_was_typed(reader: Page):
    typed = {"Your question": "Help!", "Headline": "In short", "Name to sign with": "Terse"}
    typed |= {"Is there a day by which you need an answer?": "2020-02-29"}
    reader.goto("/ask")
    for label, text in typed.items():
        reader.get_by_label(label).fill(text)
    reader.get_by_label("Either is fine").check()
    reader.get_by_role("button", name="Send my question").click()
    expect(reader.get_by_role("alert")).to_contain_text("not sent yet")
    expect(reader.get_by_label("Your question")).to_have_accessible_description(re.compile("at least 20"))
    for label, text in typed.items():
        expect(reader.get_by_label(label)).to_have_value(text)
    expect(reader.get_by_label("Either is fine")).to_be_checked()


@pytest.mark.parametrize("scripts", [False], indirect=True, ids=["without scripts"])
@pytest.mark.parametrize("screen", ["phone"], indirect=True)
def test_the_private_page_says_where_a_question_stands(reader: Page, author: Page):
    title = "The way of a question"
    ask(reader, title)
    triage(author, title, "Queue")
    stands(reader, "It was read and is waiting for its answer.")
    triage(author, title, "Decline")
    stands(reader, "It will not be answered here.")
    triage(author, title, "Back to new", lane="declined")
    stands(reader, "It arrived and waits to be read.")
    answer(author, title)
    stands(reader, "An answer is being written.")
    author.get_by_label("Publish on").fill("2099-01-01T09:00")
    author.get_by_role("button", name="Schedule").click()
    said(author, "Scheduled.")
    stands(reader, "An answer is written and will be published soon.")
    address = publish(author)
    stands(reader, f"It was answered: {title}.")
    reader.get_by_role("link", name=title).click()
    expect(reader).to_have_url(address)


@pytest.mark.parametrize("screen", ["desktop"], indirect=True)
def test_a_private_answer_waits_on_the_private_page(reader: Page, author: Page, scripts: bool):
    title = f"Between us, {'with' if scripts else 'without'} scripts"
    ask(reader, title, permission="Only in private")
    open_question(author, title)
    assert author.get_by_role("button", name="Answer", exact=True).count() == 0
    author.get_by_label("Private answer").fill("Buy **two** ladders.")
    author.get_by_role("button", name="Send the private answer").click()
    said(author, "Answered in private")
    stands(reader, "It was answered, for you alone.")
    expect(reader.get_by_role("region", name="The answer, for you alone").locator("strong")).to_have_text(
        "two"
    )


def triage(author: Page, title: str, move: str, lane: str = "inbox") -> None:
    open_question(author, title, lane)
    author.get_by_role("button", name=move, exact=True).click()
    expect(author.locator(".said-list").get_by_role("button", name="Undo")).to_be_visible()


def stands(reader: Page, sentence: str) -> None:
    """The private page, opened again, says SENTENCE."""
    reader.reload()
    expect(reader.get_by_role("region", name="Where it stands")).to_contain_text(sentence)
