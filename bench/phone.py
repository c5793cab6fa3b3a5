"""The page of a long thread on a slow phone: when it shows, whether it jumps, how soon it heeds a finger."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from rich.table import Table

if TYPE_CHECKING:
    from playwright.sync_api import Browser, CDPSession, Locator, Page, ViewportSize

CHROMIUM = Path("/usr/bin/chromium")
ALONE = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
LOADS = 3
SCREEN: "ViewportSize" = {"width": 390, "height": 844}
SLOWER = 4
"""So many times slower than this machine is its processor."""
SLOW_4G = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_600_000 / 8,
    "uploadThroughput": 750_000 / 8,
}
"""Milliseconds and bytes a second: https://github.com/GoogleChrome/lighthouse/blob/main/docs/throttling.md"""
WATCH = Path(__file__).with_suffix(".js").read_text()
TYPED = "I see it so"


class Phone(NamedTuple):
    """A page on a slow phone, in milliseconds; the shifts are a score without a unit, and 0 is still.

    `first` and `largest` are contentful paints, `task` is the longest that the load kept the page
    busy at a stretch. `shift` is that of the load, `scrolled` that of a whole visit: a form opened, a
    jump, a few letters, and then a way down all of the page. `reply`, `jump` and `typing` last from
    the touch or key to the next paint (Event Timing: 0 is less than 16), `opened` from the touch to
    the paint of the form, which comes over the network.
    """

    first: float
    largest: float
    task: float
    shift: float
    scrolled: float
    reply: float
    opened: float
    jump: float
    typing: float


def missing() -> list[str]:
    """What this needs and the machine has not."""
    found = {CHROMIUM.name: CHROMIUM.exists(), "playwright": find_spec("playwright")}
    return [name for name, there in found.items() if not there]


def measure(address: str) -> Phone:
    """The page at ADDRESS, which shows a long thread: the median of a few cold loads."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ALONE)
        loads = [_load(browser, address) for _ in range(LOADS)]
        browser.close()
    return Phone(*map(median, zip(*loads, strict=True)))


def table(measured: Phone) -> Table:
    """What was MEASURED, beside what is aimed at."""
    table = Table(title=f"2,000 comments on a slow phone: slow 4G, its processor slowed {SLOWER} times")
    for name in ("", "measured", "aim"):
        table.add_column(name, justify="right" if name else "left")
    for name, figure, aim in (
        ("first contentful paint, ms", measured.first, ""),
        ("largest contentful paint, ms", measured.largest, "< 2,500"),
        ("longest task of the load, ms", measured.task, ""),
        ("layout shift of the load", measured.shift, "0"),
        ("layout shift of the whole visit", measured.scrolled, "0"),
        ("“Reply” to the next paint, ms", measured.reply, "< 100"),
        ("“Reply” to its form, ms", measured.opened, ""),
        ("a jump to the next paint, ms", measured.jump, "< 100"),
        ("a letter to the next paint, ms", measured.typing, "< 100"),
    ):
        table.add_row(name, f"{figure:,.4g}" if figure < 1 else f"{figure:,.0f}", aim)
    return table


def _load(browser: "Browser", address: str) -> Phone:
    with _phone(browser) as (page, tools):
        page.goto(address, wait_until="load")
        page.evaluate("watched.still()")
        first, largest, task, shift = (_seen(page, name) for name in ("first", "largest", "task", "shift"))
        reply, opened = _reply(page)
        jump, typing = _jump(page), _typing(page)
        scrolled = _scrolled(page, tools)
        return Phone(first, largest, task, shift, scrolled, reply, opened, jump, typing)


@contextmanager
def _phone(browser: "Browser") -> Iterator[tuple["Page", "CDPSession"]]:
    """An empty page on a phone that has kept nothing, and the tools that slow it."""
    context = browser.new_context(viewport=SCREEN, is_mobile=True, has_touch=True)
    page = context.new_page()
    page.add_init_script(WATCH)
    tools = context.new_cdp_session(page)
    tools.send("Network.enable")
    tools.send("Network.emulateNetworkConditions", SLOW_4G)
    _slow(tools, SLOWER)
    yield page, tools
    context.close()


def _slow(tools: "CDPSession", times: int) -> None:
    tools.send("Emulation.setCPUThrottlingRate", {"rate": times})


def _seen(page: "Page", name: str) -> float:
    return float(page.evaluate(f"watched.{name}()"))


def _scrolled(page: "Page", tools: "CDPSession") -> float:
    """The shift after a way down all of the page, which a slow processor would only make long."""
    _slow(tools, 1)
    page.evaluate("watched.scroll()")
    return _seen(page, "shift")


def _reply(page: "Page") -> tuple[float, float]:
    """Open the form under a comment in the middle: until the next paint, and until that of the form."""
    began = _tap(page, _middle(page).locator("a.re"))
    both = "(began) => Promise.all([watched.heeded('click', began), watched.shown('.comments form', began)])"
    heeded, shown = page.evaluate(both, began)
    return heeded, shown


def _jump(page: "Page") -> float:
    """Go from a reply in the middle to what it replies to."""
    heeded = _heeded(page, "click", _tap(page, _middle(page).locator("a.to")))
    assert page.locator(".comments > :target").is_visible()
    return heeded


def _typing(page: "Page") -> float:
    """Write in the form that is open; the letter that took longest counts."""
    page.locator(".comments textarea").focus()
    return max(_letter(page, letter) for letter in TYPED)


def _middle(page: "Page") -> "Locator":
    """The first reply in the second half of the thread."""
    half = page.locator(".comments > li").count() // 2
    return page.locator(f".comments > li:nth-child(n + {half}):has(a.to)").first


def _tap(page: "Page", link: "Locator") -> float:
    """Touch LINK; returns the time before, in that of the page."""
    link.scroll_into_view_if_needed()
    box = link.bounding_box()
    assert box, f"{link} is nowhere"
    began = float(page.evaluate("watched.still()"))
    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    return began


def _letter(page: "Page", letter: str) -> float:
    began = float(page.evaluate("watched.still()"))
    page.keyboard.press(letter)
    return _heeded(page, "keydown", began)


def _heeded(page: "Page", event: str, began: float) -> float:
    return float(page.evaluate("([event, began]) => watched.heeded(event, began)", [event, began]))
