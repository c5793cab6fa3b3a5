"""From a real letter to an answer that people talk about."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from .column import Column
from .steps import approve, comment, publish, row, said, start_answer

QUESTION = "How did it go in the end, if I may ask?"
REPLY = "It went better than either of them feared."


@pytest.fixture(scope="module")
def answers(real_letters: Path) -> dict[str, str]:
    """The real answers by the letters they answer."""
    letters = [json.loads(line) for line in real_letters.read_text().splitlines()]
    return {squeezed(each["letter"]): each["answer"] for each in letters}


@pytest.fixture(scope="module")
def column(
    browser: Browser, new_column: Column, real_letters: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Column]:
    """A column with 400 letters in its queue."""
    filled = new_column.copy_to(tmp_path_factory.mktemp("letters"))
    filled.flask("import", "questions", str(real_letters))
    with filled.served() as served:
        yield served


@pytest.mark.parametrize("scripts", [False], indirect=True, ids=["without scripts"])
def test_four_hundred_imported_letters_wait_in_the_queue(author: Page):
    author.goto("/desk")
    assert author.locator(".lanes .count").last.inner_text() == "400"
    author.goto("/desk?lane=all")
    seen = set(author.locator(".question-list a").all_inner_texts())
    for _ in range(7):
        author.get_by_role("link", name="More", exact=True).click()
        seen |= set(author.locator(".question-list a").all_inner_texts())
    assert len(seen) > 390
    assert author.get_by_role("link", name="More", exact=True).count() == 0


def test_a_letter_is_answered_and_talked_about(
    author: Page, reader: Page, answers: dict[str, str], scripts: bool
):
    title, address = answer_the_newest(author, answers, scripts)
    find_it_from_home(reader, title, address)
    say_something(reader, address, scripts)
    approve(author, QUESTION)
    find_it_public(reader, address)
    reply_as_author(author, address, scripts)
    see_the_badge(reader, address)


def answer_the_newest(author: Page, answers: dict[str, str], scripts: bool) -> tuple[str, str]:
    author.goto("/desk")
    opened = author.locator(".question-list a").first
    title = opened.inner_text()
    opened.click()
    letter = author.locator(".as-typed").inner_text()
    start_answer(author, title)
    assert squeezed(author.get_by_label("Question", exact=True).input_value()) == squeezed(letter)
    author.get_by_label("Title").fill(title)
    author.get_by_label("Categories").fill("Family, Real letters")
    write(author, answers[squeezed(letter)], scripts)
    return title, publish(author)


def write(author: Page, answer: str, scripts: bool) -> None:
    """Type ANSWER; the preview renders it, at once with scripts and after saving without."""
    author.get_by_label("Answer", exact=True).fill(f"{answer}\n\nWith my **very best** wishes")
    if not scripts:
        author.get_by_role("button", name="Save draft").click()
        said(author, "Saved.")
    preview = author.get_by_role("region", name="Preview")
    expect(preview.locator(".answer strong")).to_have_text("very best")


def find_it_from_home(reader: Page, title: str, address: str) -> None:
    reader.goto("/")
    entry = reader.locator(".post-list > li").filter(has=reader.get_by_role("link", name=title, exact=True))
    expect(entry.get_by_role("link", name="Real letters")).to_be_visible()
    entry.get_by_role("link", name=title, exact=True).click()
    expect(reader).to_have_url(address)
    expect(reader.get_by_role("region", name="The question")).to_contain_text("A reader asks")
    expect(reader.get_by_role("heading", name="No comments")).to_be_visible()


def say_something(reader: Page, address: str, scripts: bool) -> None:
    """A newcomer's comment is held; they are told so, and find it again after a reload."""
    comment(reader, QUESTION, name="Rosa Lind")
    expect(row(reader, QUESTION).locator(".note")).to_contain_text("Held")
    if scripts:
        expect(reader).to_have_url(address)
        reader.reload()
        expect(row(reader, QUESTION)).to_contain_class("mine")
    else:
        expect(reader.get_by_role("heading", name="Your comment is held")).to_be_visible()
        reader.get_by_role("link", name="Back to the thread").click()
        assert row(reader, QUESTION).count() == 0


def find_it_public(reader: Page, address: str) -> None:
    reader.goto(address)
    expect(reader.get_by_role("heading", name="1 comment", exact=True)).to_be_visible()
    expect(row(reader, QUESTION).get_by_role("link", name="Reply to Rosa Lind")).to_be_visible()
    expect(row(reader, QUESTION)).not_to_contain_class("mine")
    assert reader.evaluate("localStorage.getItem('quandary:mine') ?? '[]'") == "[]"


def reply_as_author(author: Page, address: str, scripts: bool) -> None:
    author.goto(address)
    comment(author, REPLY, to="Rosa Lind")
    expect(row(author, REPLY).locator("mark")).to_have_text("Post author")
    if scripts:
        expect(author).to_have_url(address)
    else:
        author.get_by_role("link", name="go to it in the thread").click()
        expect(row(author, REPLY)).to_be_visible()


def see_the_badge(reader: Page, address: str) -> None:
    reader.goto(address)
    reply = row(reader, REPLY)
    expect(reply.locator("mark")).to_have_text("Post author")
    expect(reply).to_have_attribute("aria-level", "2")
    expect(reply).to_contain_text("to Rosa Lind")
    assert reader.locator("mark").count() == 1


def squeezed(text: str) -> str:
    return " ".join(text.split())
