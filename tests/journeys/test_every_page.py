"""Every page: open to everyone, narrow enough for a small phone, and without a word to anybody else."""

from collections.abc import Callable, Iterator

import pytest
from flask import current_app
from playwright.sync_api import Browser, Page

from . import axe
from .column import Column
from .conftest import Visit, absent
from .pages import NO_PAGES, PLACES, Place, fill

WIDER = """() => [...document.querySelectorAll("body *")]
  .filter(element => element.getBoundingClientRect().right > innerWidth + 1)
  .slice(0, 3).map(element => element.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def column(
    browser: Browser, new_column: Column, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Column]:
    """A column with something on every page."""
    full = new_column.copy_to(tmp_path_factory.mktemp("full"))
    full.world = full.inside(fill)
    with full.served() as served:
        yield served


@pytest.fixture(params=PLACES.values(), ids=PLACES.keys())
def place(request: pytest.FixtureRequest) -> Place:
    """One page after another."""
    return request.param


@pytest.fixture
def arrive(visit: Visit, column: Column, session: dict[str, object], place: Place) -> Callable[..., Page]:
    """Opens a browser at the place."""

    def go(**options: object) -> Page:
        page = visit(storage_state=session if place.author else None, **options)
        page.goto(place.path.format(**column.world))
        if place.letter:
            page.get_by_label("Your question").fill(place.letter)
        if place.see:
            page.locator(place.see).first.wait_for()
        if place.press:
            with page.expect_navigation():
                page.get_by_role("button", name=place.press, exact=True).click()
        return page

    return go


def test_it_has_nothing_that_shuts_someone_out(arrive: Callable[..., Page]):
    if not axe.SOURCE.exists():
        absent(axe.MISSING)
    found = axe.violations(arrive(bypass_csp=True))
    assert not found, "\n".join(found)


def test_it_does_not_scroll_sideways_on_a_small_phone(arrive: Callable[..., Page]):
    page = arrive(screen="small phone")  # and `visit` hears its complaints
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 360, f"{page.url} is {width} wide, by {page.evaluate(WIDER)}"


def test_no_page_was_forgotten(column: Column):
    routes = column.inside(lambda _: current_app.url_map)
    known = routes.bind("127.0.0.1")
    paths = [place.path.format(**column.world).partition("?")[0] for place in PLACES.values()]
    shown = {rule.endpoint for rule in routes.iter_rules() if "GET" in rule.methods} - NO_PAGES
    assert shown == {known.match(path)[0] for path in paths}
