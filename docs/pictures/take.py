"""Take the pictures of the README: `.venv/bin/python docs/pictures/take.py`.

The sample column is served from a temporary folder for as long as that takes.
"""

import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
CHROMIUM = "/usr/bin/chromium"
EMAIL, PASSWORD = "author@column.example", secrets.token_urlsafe(12)


def main() -> None:
    """Take home.png, thread.png and desk.png."""
    with served() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM)
        page = _window(browser, site)
        page.goto("/")
        _keep(page, "home")
        _open_longest_thread(page)
        _keep(page, "thread")
        _open_desk(page)
        _keep(page, "desk")
        browser.close()


@contextmanager
def served() -> Iterator[str]:
    """The address of the sample column, whose author signs in with PASSWORD."""
    with TemporaryDirectory(prefix="quandary-pictures-") as folder:
        bind = f"127.0.0.1:{_free_port()}"
        own = {"QUANDARY_DATA": folder, "QUANDARY_BIND": bind}
        plain = {name: value for name, value in os.environ.items() if not name.startswith("QUANDARY_")}
        environment = plain | own
        _flask(environment, "db", "upgrade")
        _flask(environment, "import", "sample", "--password", PASSWORD)
        server = subprocess.Popen([sys.executable, "wsgi.py"], cwd=ROOT, env=environment)
        try:
            _wait_for(bind)
            yield f"http://{bind}"
        finally:
            server.terminate()
            server.wait(timeout=20)


def _flask(environment: dict[str, str], *words: str) -> None:
    subprocess.run([sys.executable, "-m", "flask", *words], cwd=ROOT, env=environment, check=True)


def _free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


def _wait_for(bind: str, seconds: float = 20) -> None:
    host, port = bind.split(":")
    until = time.monotonic() + seconds
    while True:
        try:
            return socket.create_connection((host, int(port)), timeout=1).close()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def _window(browser: Browser, site: str) -> Page:
    return browser.new_page(
        base_url=site,
        viewport={"width": 1280, "height": 800},
        color_scheme="light",
        reduced_motion="reduce",
    )


def _open_longest_thread(page: Page) -> None:
    """From the list of posts to the comments of the one that has most."""
    links = page.locator('a[href$="#comments"]').all()
    longest = max(links, key=lambda link: int("0" + link.inner_text().split()[0].removeprefix("No")))
    page.goto(longest.get_attribute("href") or "/")


def _open_desk(page: Page) -> None:
    page.goto("/sign-in")
    page.get_by_label("E-mail").fill(EMAIL)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.locator(".question-list a").first.click()
    page.locator("article").wait_for()


def _keep(page: Page, name: str) -> None:
    page.screenshot(path=HERE / f"{name}.png", animations="disabled")


if __name__ == "__main__":
    main()
