"""A round-up, from three ticked letters to what readers say about one of them."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from app import text
from app.comments import Comment, State
from app.posts.talk import talk_at

from .column import Column
from .conftest import SCREENS
from .steps import approve, publish, row, said, sign_in
from .world import asked, rounded_up

HEADINGS = ("The ladder", "The cat", "The hedge")


def part(author: Page, heading: str) -> Locator:
    """The fields of the part under HEADING."""
    return author.locator(".part-form").filter(has=author.get_by_role("button", name=f"Remove “{heading}”"))


def answer(author: Page, heading: str, body: str) -> None:
    part(author, heading).get_by_label("Answer", exact=True).fill(body)


def test_from_ticked_letters_to_what_readers_say_about_one(
    author: Page, reader: Page, column: Column, scripts: bool, screen: str
):
    names = [f"{heading}, {screen} {scripts}" for heading in HEADINGS]
    column.inside(lambda session: [asked(session, name) for name in names] and None)
    author.goto("/desk?lane=inbox")
    for name in names:
        author.get_by_label(f"Tick “{name}”").check()
    author.get_by_role("button", name="Round-up").first.click()
    choose_a_new_one(author)
    said(author, "3 questions taken in.")
    author.get_by_label("Title").fill(f"Over the fence, {screen} {scripts}")
    author.get_by_label("Introduction").fill("Three letters.")
    for name in names:
        answer(author, name, f"An answer to {name}.")
    author.get_by_role("button", name=f"Move up “{names[2]}”").click()
    expect(author.locator(".part-form").nth(1).get_by_label("Heading")).to_have_value(names[2])
    expect(part(author, names[0]).get_by_label("Answer", exact=True)).to_have_value(
        f"An answer to {names[0]}."
    )
    path = publish(author)
    reader.goto(path)
    expect(reader.locator(".part > h2")).to_have_text([names[0], names[2], names[1]])
    form = reader.locator("form.comment-form").last
    form.get_by_label("Comment", exact=True).fill("Poor hedge.")
    form.get_by_label("About").select_option(label=names[2])
    form.get_by_role("button", name="Post comment").click()
    expect(row(reader, "Poor hedge.")).to_contain_text(f"on {names[2]}")
    approve(author, "Poor hedge.")
    column.inside(lambda session: speak_of_all(session, path))
    reader.goto(path)
    expect(reader.locator(".comments > li:visible")).to_have_count(2)
    nav = reader.get_by_role("navigation", name="Comments about")
    nav.get_by_role("link", name=names[2]).click()
    expect(reader.locator(".comments > li:visible")).to_have_count(1)
    expect(row(reader, "Poor hedge.")).to_be_visible()
    expect(reader.get_by_label("About").last.locator("option:checked")).to_have_text(names[2])
    nav.get_by_role("link", name="All comments").click()
    expect(reader.locator(".comments > li:visible")).to_have_count(2)


def choose_a_new_one(author: Page) -> None:
    """Where another round-up is being written, it is asked which."""
    editor = author.get_by_label("Introduction")
    chooser = author.get_by_role("button", name="Put in")
    expect(editor.or_(chooser)).to_be_visible()
    if chooser.is_visible():
        chooser.click()


def speak_of_all(session: object, path: str) -> None:
    """Somebody says something about the whole post at PATH."""
    talk = talk_at(path.removeprefix("/"))
    Comment.write(talk, text.for_reader("About it all."), name="Kim", state=State.PUBLISHED)


def test_what_is_typed_in_a_part_outlives_the_server(browser: Browser, new_column: Column, tmp_path: Path):
    own = new_column.copy_to(tmp_path / "column")
    number = own.inside(lambda session: rounded_up(session, "Fences", asked(session, "The cat")[0]).id)
    context = browser.new_context(base_url=own.address, viewport=SCREENS["desktop"])
    page = context.new_page()
    with own.served():
        sign_in(page)
        page.goto(f"/desk/posts/{number}/edit")
        answer(page, "The cat", "This the column kept.")
        expect(page.get_by_text("Saved at")).to_be_visible()
        answer(page, "The cat", "This only the browser kept.")
        own.kill()
    expect(page.get_by_text("This browser has your text")).to_be_visible()
    page.close(run_before_unload=False)
    with own.served():
        back = context.new_page()
        back.goto(f"/desk/posts/{number}/edit")
        field = part(back, "The cat").get_by_label("Answer", exact=True)
        expect(field).to_have_value("This the column kept.")
        back.get_by_role("button", name="Use it").click()
        expect(field).to_have_value("This only the browser kept.")
    context.close()


@pytest.mark.parametrize("scripts", [True], indirect=True, ids=["with scripts"])
@pytest.mark.parametrize("screen", ["desktop"], indirect=True)
def test_enter_in_a_heading_saves_and_removes_nothing(author: Page, column: Column):
    number = column.inside(lambda session: rounded_up(session, "Fences", asked(session, "The cat")[0]).id)
    author.goto(f"/desk/posts/{number}/edit")
    part(author, "The cat").get_by_label("Heading").fill("The dog")
    part(author, "The cat").get_by_label("Heading").press("Enter")
    said(author, "Saved.")
    expect(part(author, "The dog")).to_be_visible()
