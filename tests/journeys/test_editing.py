"""Writing an answer, whatever happens meanwhile."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from .column import Column
from .conftest import SCREENS, watch
from .steps import said, sign_in, start_answer
from .world import answered, asked

LETTER = "My sister Sarah keeps my ladder in Leeds. How do I get it back without a quarrel?"
SAVED = "Saved at"


@pytest.fixture
def own(new_column: Column, tmp_path: Path) -> Column:
    """A column of one's own, not yet served, with a published post."""
    column = new_column.copy_to(tmp_path / "column")
    column.post = column.inside(lambda session: answered(session, asked(session, "A ladder")[0]).id)
    return column


@pytest.fixture
def hester(browser: Browser, own: Column) -> Iterator[BrowserContext]:
    """Hester's browser, whose scripts may not fail; that the server is away is no failure of theirs."""
    context = browser.new_context(base_url=own.address, viewport=SCREENS["desktop"])
    context.set_default_timeout(15000)
    complaints: list[str] = []
    watch(context, own.address, complaints)
    yield context
    context.close()
    assert [each for each in complaints if "net::ERR_" not in each and "409" not in each] == []


def open_draft(page: Page, column: Column) -> None:
    sign_in(page)
    page.goto(f"/desk/posts/{column.post}/edit")


def answer(page: Page):
    return page.get_by_label("Answer", exact=True)


def type_on(page: Page, words: str) -> None:
    answer(page).press("Control+End")
    answer(page).press_sequentially(words)


def withdraw(page: Page) -> None:
    page.get_by_role("button", name="Unpublish").click()
    expect(page.get_by_role("button", name="Save draft")).to_be_visible()


def test_what_was_typed_outlives_the_server(own: Column, hester: BrowserContext):
    page = hester.new_page()
    with own.served():
        open_draft(page, own)
        withdraw(page)
        type_on(page, " This the column kept.")
        expect(page.get_by_text(SAVED)).to_be_visible()
        type_on(page, " This only the browser kept.")
        own.kill()
    expect(page.get_by_text("This browser has your text")).to_be_visible()
    page.close(run_before_unload=False)
    with own.served():
        back = hester.new_page()
        back.goto(f"/desk/posts/{own.post}/edit")
        expect(answer(back)).to_have_value("Ask for it **in May**, and bring cake. This the column kept.")
        expect(back.get_by_text("This browser kept a newer text of")).to_be_visible()
        back.get_by_role("button", name="Use it").click()
        expect(answer(back)).to_have_value(
            "Ask for it **in May**, and bring cake. This the column kept. This only the browser kept."
        )
        expect(back.get_by_text(SAVED)).to_be_visible()
        back.reload()
        assert answer(back).input_value().endswith("This only the browser kept.")
        assert back.get_by_text("This browser kept").count() == 0


def test_the_page_goes_on_when_the_server_comes_back(own: Column, hester: BrowserContext):
    page = hester.new_page()
    with own.served():
        open_draft(page, own)
        own.kill()
    type_on(page, " Typed meanwhile.")
    expect(page.get_by_text("This browser has your text")).to_be_visible()
    with own.served():
        expect(page.get_by_text(SAVED)).to_be_visible()
        assert "Typed meanwhile." not in page.request.get(f"{own.address}/").text()
        page.reload()
        expect(page.get_by_text("not saved yet: readers see the text from before")).to_be_visible()
        assert answer(page).input_value().endswith("Typed meanwhile.")


def test_a_text_that_is_thrown_away_is_not_offered_again(own: Column, hester: BrowserContext):
    page = hester.new_page()
    with own.served():
        open_draft(page, own)
        own.kill()
        type_on(page, " In vain.")
    page.close(run_before_unload=False)
    with own.served():
        back = hester.new_page()
        for _ in range(2):
            back.goto(f"/desk/posts/{own.post}/edit")
            expect(back.get_by_text("This browser kept")).to_be_visible()
        back.get_by_role("button", name="Throw it away").click()
        expect(answer(back)).to_be_focused()
        back.reload()
        assert back.get_by_text("This browser kept").count() == 0
        assert "In vain" not in answer(back).input_value()


def test_two_windows_show_each_other_and_overwrite_nothing(own: Column, hester: BrowserContext):
    one, other = hester.new_page(), hester.new_page()
    with own.served():
        open_draft(one, own)
        other.goto(one.url)
        type_on(one, " One.")
        expect(one.get_by_text(SAVED)).to_be_visible()
        type_on(other, " Other.")
        expect(other.get_by_text("What the other window saved")).to_be_visible()
        expect(other.locator("#theirs pre")).to_contain_text("and bring cake. One.")
        assert answer(other).input_value().endswith("cake. Other.")
        other.get_by_role("button", name="Save", exact=True).click()
        expect(other.locator(".said-list")).to_contain_text("Saved.")
        other.get_by_role("link", name="Revisions").click()
        expect(other.locator(".revision-list > li")).to_have_count(3)


def test_what_gives_the_asker_away_is_taken_out_and_seen_to_be_gone(
    author: Page, column: Column, scripts: bool
):
    column.inside(lambda session: asked(session, f"Of {scripts}", LETTER))
    start_answer(author, f"Of {scripts}")
    expect(author.get_by_text("2 things may give the asker away")).to_be_visible()
    preview = author.get_by_role("region", name="Preview")
    expect(preview.locator("mark")).to_have_text(["Sarah", "Leeds"])
    author.get_by_label("Question", exact=True).fill(LETTER.replace(" Sarah", "").replace("Leeds", "a shed"))
    if not scripts:
        author.get_by_role("button", name="Save draft").click()
        said(author, "Saved.")
    expect(author.get_by_text("Nothing was found that gives the asker away")).to_be_visible()
    expect(preview.locator("mark")).to_have_count(0)
    author.get_by_text("Changed from the letter as it was sent").click()
    expect(author.locator(".sent del")).to_contain_text(["Sarah", "Leeds"])
    expect(author.locator(".sent ins")).to_contain_text(["a shed"])
