"""The world of the journeys: one served column, its readers and its author, each in a browser."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from config import ROOT

from .column import Column
from .steps import AUTHOR, EMAIL, PASSWORD, sign_in

REAL = ROOT.parent / "shared" / "real"
CHROMIUM = Path("/usr/bin/chromium")
ALONE = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]
SCREENS = {
    "small phone": {"width": 360, "height": 640},
    "phone": {"width": 390, "height": 844},
    "desktop": {"width": 1280, "height": 800},
}
EXPECTED = (
    "the server responded with a status of 409",
    "the server responded with a status of 422",
    "the server responded with a status of 429",
    "net::ERR_INTERNET_DISCONNECTED",
)
"""What a browser logs for a form that came back, and where a test cut it off."""
MISSING = "the server responded with a status of 404"
"""What it logs of a page that is not there, and of a part of a page that is missing: only that is wrong."""
Visit = Callable[..., Page]


def absent(sentence: str) -> None:
    """Skip, saying why; in CI nothing may be absent."""
    if os.environ.get("CI"):
        pytest.fail(sentence)
    pytest.skip(sentence)


def real(name: str) -> Path:
    """The file NAME of real input that none of us wrote."""
    if not (REAL / name).exists():
        absent(f"the real input is not on this machine: {REAL / name}")
    return REAL / name


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, cut off from all but loopback."""
    if not CHROMIUM.exists():
        absent(f"there is no browser for the journeys at {CHROMIUM}: apt-get install chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ALONE)
        yield chromium
        chromium.close()


@pytest.fixture(scope="package")
def new_column(tmp_path_factory: pytest.TempPathFactory) -> Column:
    """A column as its operator sets it up; Hester Brannock writes it. It is copied, never served."""
    column = Column(tmp_path_factory.mktemp("new"))
    column.flask("db", "upgrade")
    column.flask("people", "add", AUTHOR, "--email", EMAIL, typed=f"{PASSWORD}\n")
    return column


@pytest.fixture(scope="package")
def real_letters() -> Path:
    """400 letters that were really sent to a column, with their answers."""
    return real("letters.jsonl")


@pytest.fixture(scope="package")
def real_thread() -> Path:
    """A post with 29 comments, as WordPress exported it."""
    return real("thread.wxr.xml")


@pytest.fixture(scope="module")
def column(
    browser: Browser, new_column: Column, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Column]:
    """A new column, served for all the tests of a file."""
    with new_column.copy_to(tmp_path_factory.mktemp("column")).served() as served:
        yield served


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def scripts(request: pytest.FixtureRequest) -> bool:
    """Whether the browsers run scripts."""
    return bool(request.param)


@pytest.fixture(params=["phone", "desktop"])
def screen(request: pytest.FixtureRequest) -> str:
    """On what the browsers are shown."""
    return str(request.param)


@pytest.fixture
def visit(browser: Browser, column: Column) -> Iterator[Visit]:
    """Opens browsers, each somebody else's. None may complain, nor ask another host for anything."""
    opened: list[BrowserContext] = []
    complaints: list[str] = []

    def open_one(*, scripts: bool = True, screen: str = "desktop", **options: object) -> Page:
        context = browser.new_context(
            base_url=column.address, java_script_enabled=scripts, viewport=SCREENS[screen], **options
        )
        context.set_default_timeout(5000)
        watch(context, column.address, complaints)
        opened.append(context)
        return context.new_page()

    yield open_one
    for context in opened:
        context.close()
    assert complaints == []


@pytest.fixture
def reader(visit: Visit, scripts: bool, screen: str) -> Page:
    """Somebody without an account."""
    return visit(scripts=scripts, screen=screen)


@pytest.fixture(scope="module")
def session(browser: Browser, column: Column) -> dict[str, object]:
    """The cookies of Hester after she signed in."""
    context = browser.new_context(base_url=column.address)
    sign_in(context.new_page())
    kept = context.storage_state()
    context.close()
    return kept


@pytest.fixture
def author(visit: Visit, session: dict[str, object], scripts: bool, screen: str) -> Page:
    """Hester, signed in."""
    return visit(scripts=scripts, screen=screen, storage_state=session)


def watch(context: BrowserContext, home: str, complaints: list[str]) -> None:
    """Add to COMPLAINTS each error of a script, each message of an error, each request that leaves HOME."""

    def hear(message: object) -> None:
        own = message.page and message.location["url"] == message.page.url and MISSING in message.text
        if message.type == "error" and not own and not any(each in message.text for each in EXPECTED):
            complaints.append(f"{message.location['url']}: {message.text}")

    def see(request: object) -> None:
        if not request.url.startswith((f"{home}/", "data:", "blob:")):
            complaints.append(f"a request went to {request.url}")

    context.on("console", hear)
    context.on("weberror", lambda error: complaints.append(f"{error.page.url}: {error.error}"))
    context.on("request", see)
