"""A public page is the same bytes for all who have no account, and never an old one."""

import pytest
from playwright.sync_api import Page, expect

from . import world
from .column import Column
from .conftest import Visit
from .steps import approve, comment, row


@pytest.fixture
def post(column: Column) -> str:
    """The address of a new post."""
    return column.inside(lambda session: world.published(session, "My ladder"))


def test_two_readers_get_the_same_bytes(visit: Visit, post: str):
    newcomer, regular = visit(), visit(screen="phone", locale="de-DE", color_scheme="dark")
    regular.goto(post)
    comment(regular, "Held for now.", name="Ida")
    expect(row(regular, "Held for now.")).to_be_visible()
    for address in ("/", "/about", "/ask", post, "/category/neighbours"):
        ours, theirs = newcomer.goto(address), regular.goto(address)
        assert ours.body() == theirs.body()
        assert ours.headers["etag"] == theirs.headers["etag"]
        assert "set-cookie" not in ours.headers
    assert newcomer.context.cookies() == regular.context.cookies() == []


def test_an_unchanged_page_is_not_sent_twice(visit: Visit, post: str):
    page = visit()
    etag = page.goto(post).headers["etag"]
    answer = page.request.get(post, headers={"If-None-Match": etag})
    assert (answer.status, answer.body(), answer.headers["etag"]) == (304, b"", etag)
    assert answer.headers["cache-control"] == "no-cache"


def test_a_page_that_changed_is_sent_anew(visit: Visit, session: dict[str, object], post: str):
    page = visit()
    page.goto(post)
    comment(page, "Now you see me.", name="Ida")
    expect(row(page, "Now you see me.")).to_be_visible()
    etag = page.goto(post).headers["etag"]
    approve(visit(storage_state=session), "Now you see me.")
    answer = page.request.get(post, headers={"If-None-Match": etag})
    assert answer.status == 200
    assert "Now you see me." in answer.text()


def test_what_the_author_sees_is_kept_nowhere(visit: Visit, session: dict[str, object], post: str):
    author: Page = visit(storage_state=session)
    assert author.goto(post).headers["cache-control"] == "private, no-store"
    expect(author.get_by_role("link", name="Edit")).to_be_visible()
