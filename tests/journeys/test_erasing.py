"""The asker erases everything of theirs: told first, then done, and the published answer stays."""

import pytest
from playwright.sync_api import Page, expect

from .steps import answer, ask, publish


@pytest.mark.parametrize("screen", ["phone"], indirect=True)
def test_everything_is_erased_and_the_answer_stays(reader: Page, author: Page, scripts: bool):
    title = f"Please forget me, {'with' if scripts else 'without'} scripts"
    private = ask(reader, title)
    answer(author, title)
    address = publish(author)
    reader.reload()
    reader.get_by_role("link", name="Erase everything of mine").click()
    expect(reader.get_by_role("heading", name="Erase everything of yours?")).to_be_visible()
    expect(reader.get_by_role("link", name=title)).to_have_attribute("href", address)
    reader.get_by_role("link", name="Keep it").click()
    expect(reader).to_have_url(private)
    reader.get_by_role("link", name="Erase everything of mine").click()
    reader.get_by_role("button", name="Erase everything").click()
    expect(reader.get_by_role("heading", name="Everything is gone")).to_be_visible()
    assert private.rpartition("/")[2] not in reader.content()
    assert reader.goto(private).status == 404
    reader.goto(address)
    expect(reader.get_by_text("Ask for it in May")).to_be_visible()
