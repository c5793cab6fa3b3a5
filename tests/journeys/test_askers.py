"""After the answer: the asker in the thread, a stranger's reply, an update, and its answer."""

import json

import pytest
from playwright.sync_api import Page, expect

from . import world
from .column import Column
from .conftest import Visit
from .steps import approve, comment, open_question, publish, row, said, start_reply

FRIDGE, REALLY, GLAD = "It was the fridge, after all.", "Did it really hum?", "It really did."
NEWS = "We sing together now, the fridge and I."


@pytest.fixture
def letter(column: Column, scripts: bool, screen: str) -> tuple[str, str]:
    """The private page of a question that was answered, and the post."""

    def happen(session: world.Session) -> tuple[str, str]:
        question, token = world.asked(session, f"A fridge {'with' if scripts else 'without'}, {screen}")
        return f"/asked/{token}", f"/{world.answered(session, question).path}"

    return column.inside(happen)


def test_the_asker_talks_with_a_stranger_and_tells_how_it_went(
    reader: Page, author: Page, visit: Visit, letter: tuple[str, str], scripts: bool
):
    private, post = letter
    reader.goto(private)
    reader.get_by_role("link", name="To the comments").click()
    expect(reader.get_by_text("You write as Ladderless")).to_be_visible()
    comment(reader, FRIDGE)
    expect(row(reader, FRIDGE)).to_contain_text("Held: only you see this")
    approve(author, FRIDGE)

    stranger = visit(scripts=scripts)
    stranger.goto(post)
    expect(row(stranger, FRIDGE).locator("mark")).to_have_text("Asker")
    comment(stranger, REALLY, name="Kim", to="Ladderless")
    expect(row(stranger, REALLY)).to_be_visible()
    approve(author, REALLY)

    reader.goto(f"{private}/thread")
    start_reply(reader, "Kim")
    reader.locator("form.comment-form").first.get_by_label("Comment", exact=True).fill(GLAD)
    reader.locator("form.comment-form").first.get_by_role("button", name="Post comment").click()
    expect(row(reader, GLAD)).to_contain_text("to Kim")
    stranger.goto(post)
    expect(row(stranger, GLAD)).to_have_attribute("aria-level", "3")

    reader.goto(private)
    reader.get_by_role("link", name="Send an update").click()
    reader.get_by_label("How did it go?").fill(NEWS)
    reader.get_by_role("button", name="Send my update").click()
    expect(reader.get_by_role("region", name="How did it go?")).to_contain_text("It waits to be read.")

    open_question(author, NEWS)
    expect(author.get_by_text("Update to A fridge")).to_be_visible()
    author.get_by_role("button", name="Answer", exact=True).click()
    author.get_by_label("Text").or_(author.get_by_label("Answer", exact=True)).fill("Sing on.")
    update = publish(author)
    stranger.goto(post)
    stranger.get_by_role("link", name="Update: A fridge").click()
    expect(stranger).to_have_url(update)
    expect(stranger.get_by_text(NEWS)).to_be_visible()
    reader.reload()
    expect(reader.get_by_role("region", name="How did it go?")).to_contain_text("It was answered.")
    reader.get_by_role("link", name="Your update of").click()
    expect(reader.get_by_role("region", name="Where it stands")).to_contain_text("It was answered")


@pytest.mark.parametrize("scripts", [True], indirect=True, ids=["with scripts"])
@pytest.mark.parametrize("screen", ["phone"], indirect=True)
def test_nothing_of_it_stays_in_the_browser(reader: Page, letter: tuple[str, str]):
    private, post = letter
    reader.goto(f"{private}/thread")
    comment(reader, FRIDGE)
    expect(row(reader, FRIDGE)).to_contain_class("mine")
    expect(reader).to_have_url(f"{private}/thread")
    kept = reader.evaluate("JSON.stringify([localStorage, sessionStorage, document.cookie])")
    assert json.loads(kept) == [{}, {}, ""]
    assert reader.context.cookies() == []
    reader.goto(post)
    expect(reader.get_by_label("Name")).to_have_value("")
    assert row(reader, FRIDGE).count() == 0


@pytest.mark.parametrize("scripts", [True, False], indirect=True, ids=["with scripts", "without scripts"])
@pytest.mark.parametrize("screen", ["desktop"], indirect=True)
def test_the_author_asks_how_it_went_and_takes_it_back(
    column: Column, reader: Page, author: Page, letter: tuple[str, str]
):
    private, _ = letter
    column.inside(lambda session: world.may_be_asked(session, private.removeprefix("/asked/")))
    author.goto("/desk")
    author.get_by_role("link", name="How did it go?").click()
    author.get_by_role("button", name="how it went", exact=False).last.click()
    said(author, "how it went")
    reader.goto(private)
    expect(reader.get_by_role("heading", name="The author would like to know")).to_be_visible()
    author.locator(".said-list").get_by_role("button", name="Undo").click()
    said(author, "Undone")
    reader.reload()
    expect(reader.get_by_role("heading", name="The author would like to know")).to_have_count(0)
