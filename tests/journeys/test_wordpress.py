"""A real thread from WordPress: 29 comments, 8 of them by the author, up to five deep."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from defusedxml.ElementTree import parse
from playwright.sync_api import Browser, Page, expect

from .column import Column
from .conftest import Visit
from .steps import PASSWORD, approve, comment, row, sign_in

NAME, EMAIL = "Ask a Manager", "alison@column.example"
SLUG = "everything-went-great-but-i-didnt-get-the-job-what-happened"
WP = "{http://wordpress.org/export/1.2/}"


@pytest.fixture(scope="module")
def column(
    browser: Browser, new_column: Column, real_thread: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Column]:
    """A column whose author moved here from WordPress."""
    moved = new_column.copy_to(tmp_path_factory.mktemp("wordpress"))
    moved.flask("people", "add", NAME, "--email", EMAIL, typed=f"{PASSWORD}\n")
    moved.flask("import", "wordpress", str(real_thread))
    with moved.served() as served:
        yield served


@pytest.fixture
def alison(visit: Visit, scripts: bool, screen: str) -> Page:
    """The author of the thread, signed in."""
    page = visit(scripts=scripts, screen=screen)
    sign_in(page, EMAIL)
    return page


@pytest.fixture
def post(visit: Visit) -> str:
    """The address of the imported post."""
    page = visit(scripts=False)
    page.goto("/")
    return page.locator(".post-list h2 a").get_attribute("href")


def test_the_post_has_its_month_its_29_comments_and_8_badges(reader: Page, post: str):
    reader.goto(post)
    assert post.startswith("/2011/09/everything-went-great-")
    expect(reader.get_by_role("heading", name="29 comments", exact=True)).to_be_visible()
    assert reader.locator(".comments > li").count() == 29
    assert reader.get_by_text("Post author", exact=True).count() == 8


def test_the_thread_is_nested_as_it_was(visit: Visit, post: str, real_thread: Path):
    page = visit(scripts=False)
    page.goto(post)
    rows = page.locator(".comments > li")
    names = rows.locator(".p-author").all_inner_texts()
    levels = [int(each.get_attribute("aria-level")) for each in rows.all()]
    assert list(zip(levels, names, strict=True)) == as_exported(real_thread)


def test_the_old_addresses_lead_to_the_new_one_for_good(visit: Visit, column: Column, post: str):
    page = visit(scripts=False)
    for old in (f"/2011/09/{SLUG}.html", "/?p=77"):
        answer = page.request.get(old, max_redirects=0)
        assert (answer.status, answer.headers["location"].removeprefix(column.address)) == (301, post)
        page.goto(old)
        expect(page).to_have_url(post)


def test_importing_it_again_changes_nothing(visit: Visit, column: Column, post: str, real_thread: Path):
    page = visit(scripts=False)
    before = page.goto(post).body()
    column.flask("import", "wordpress", str(real_thread))
    assert page.goto(post).body() == before
    page.goto("/")
    assert page.locator(".post-list > li").count() == 1


@pytest.mark.parametrize("scripts", [False], indirect=True, ids=["without scripts"])
def test_readers_go_on_talking_and_the_author_answers(reader: Page, alison: Page, post: str, screen: str):
    asked, answered = f"I am on a {screen}. Does this still hold?", f"It does, on a {screen} too."
    reader.goto(post)
    comment(reader, asked, name=f"Newcomer on a {screen}", to="Lina")
    expect(reader.get_by_role("heading", name="Your comment is held")).to_be_visible()
    approve(alison, asked)
    alison.goto(post)
    comment(alison, answered, to=f"Newcomer on a {screen}")
    reader.goto(post)
    expect(row(reader, asked)).to_have_attribute("aria-level", "2")
    expect(row(reader, answered)).to_have_attribute("aria-level", "3")
    expect(row(reader, answered).locator("mark")).to_have_text("Post author")


def as_exported(thread: Path) -> list[tuple[int, str]]:
    """The level and the name of each comment of THREAD in reading order, read straight from the file."""
    replies = defaultdict(list)
    for each in parse(thread).getroot().iter(f"{WP}comment"):
        replies[each.findtext(f"{WP}comment_parent")].append(each)

    def walk(parent: str, level: int) -> Iterator[tuple[int, str]]:
        for each in replies[parent]:
            yield level, each.findtext(f"{WP}comment_author")
            yield from walk(each.findtext(f"{WP}comment_id"), level + 1)

    return list(walk("0", 1))
