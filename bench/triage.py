"""How soon the desk heeds a key, with very many letters: `python -m bench.triage`.

A browser triages a hundred letters; each takes from the press to the first paint with the next one.
"""

from collections.abc import Mapping
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from flask import Flask
from rich.console import Console
from rich.table import Table

from app.db import writing
from app.people import Person
from bench.databases import on_postgresql, on_sqlite
from bench.letters import fill_desk
from bench.phone import ALONE, CHROMIUM
from bench.servers import column

if TYPE_CHECKING:
    from playwright.sync_api import Page

LETTERS, TURNS = 100_000, 100
EMAIL, PASSWORD = "author@column.example", "letters and answers"
KEYS = {"decline": ("d",), "queue": ("q",), "spam": ("m",), "snooze": ("w", "Enter"), "next": ("j",)}
WATCH = """
let pressed = 0;
window.took = [];
addEventListener("keydown", () => { pressed = performance.now(); }, { capture: true });
addEventListener("DOMContentLoaded", () => {
  new MutationObserver(() => requestAnimationFrame(() => window.took.push(performance.now() - pressed)))
    .observe(document.getElementById("main") ?? document.body, { childList: true });
});
"""

TURNED = """() => new Promise((done) => {
  const look = () => (window.took.length ? done(window.took[0]) : requestAnimationFrame(look));
  look();
})"""


def main() -> None:
    """Measure on each database, and print it."""
    with TemporaryDirectory(prefix="quandary-triage-") as place:
        measured = {}
        for name, on in (("SQLite", on_sqlite), ("PostgreSQL", on_postgresql)):
            with on(Path(place)) as app:
                measured[name] = _measure(app)
    Console().print(table(measured))


def _measure(app: Flask) -> dict[str, list[float]]:
    """Milliseconds of each turn, by what was done."""
    from playwright.sync_api import sync_playwright

    fill_desk(app, LETTERS)
    with app.app_context(), writing():
        Person.named("Hester Brannock", EMAIL, PASSWORD)
    config = app.config["QUANDARY"]
    url = {"QUANDARY_DATABASE_URL": config.database_url.replace("+psycopg", "")}
    with column(config.data, pinned=False, **url) as ours, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ALONE)
        page = browser.new_page(base_url=ours)
        page.add_init_script(WATCH)
        page.goto("/sign-in")
        page.get_by_label("E-mail").fill(EMAIL)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.goto("/desk?lane=new")
        page.keyboard.press("j")
        page.wait_for_selector("article")
        names = list(KEYS)
        took: dict[str, list[float]] = {name: [] for name in names}
        for turn in range(TURNS):
            name = names[turn % len(names)]
            took[name].append(_turn(page, KEYS[name]))
        browser.close()
    return took


def _turn(page: "Page", keys: tuple[str, ...]) -> float:
    page.evaluate("window.took = []")
    for key in keys:
        page.keyboard.press(key)
    return float(page.evaluate(TURNED))


def table(measured: Mapping[str, Mapping[str, list[float]]]) -> Table:
    """What was MEASURED on each database."""
    shown = Table(
        title=f"Triage by keyboard with {LETTERS:,} letters: ms from a key to the next letter",
        caption="Aims: 100 ms at the median, 250 at the 99th percentile.",
    )
    for name in ("database", *KEYS, "median", "p99"):
        shown.add_column(name, justify="left" if name == "database" else "right")
    for database, took in measured.items():
        every = [each for some in took.values() for each in some]
        p99 = quantiles(every, n=100, method="inclusive")[98]
        figures = (*(median(took[name]) for name in KEYS), median(every), p99)
        shown.add_row(database, *(f"{figure:,.0f}" for figure in figures))
    return shown


if __name__ == "__main__":
    main()
