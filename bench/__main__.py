"""`python -m bench`: measure on each database there is, print it, and keep it in docs/performance.md.

All else is written to a temporary place. What a machine lacks is said and left out.
"""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import psycopg
from flask import Flask
from rich.console import Console

from bench import footprint, pages, phone, posting, report, serving
from bench.databases import on_postgresql, on_sqlite
from bench.filling import fill, fill_each, fill_site
from config import ROOT
from wsgi import settle

T = TypeVar("T")
THREADS = (30, 300, 2_000)


def main() -> None:
    """Measure one thing after another."""
    console = Console(record=True, width=110)
    settle()
    lacking = {*serving.missing(), *phone.missing()}
    with TemporaryDirectory(prefix="quandary-bench-") as place:
        if lacking:
            console.print(f"Only what needs no {' and no '.join(sorted(lacking))} was measured.")
        else:
            _measure_served(Path(place), console)
        console.print(pages.table(_on_each_database(Path(place) / "pages", _measure_pages)))
        if not lacking:
            console.print(posting.table(_on_each_database(Path(place) / "posting", _measure_posting)))
            _measure_footprint(Path(place), console)
    (ROOT / "docs" / "performance.md").write_text(report.as_page(console.export_text()))


def _measure_served(folder: Path, console: Console) -> None:
    """Kept pages, and the longest of them on a phone."""
    with on_sqlite(folder / "served") as app:
        addresses = fill(app, THREADS)
    column = folder / "served" / "sqlite"
    shown = {"home": "/"} | {f"{size:,} comments": addresses[size] for size in THREADS}
    for encoding in ("zstd", "gzip"):
        console.print(serving.table(serving.measure(column, shown, encoding)))
    with serving.column(column) as ours:
        console.print(phone.table(phone.measure(ours + addresses[max(THREADS)])))


def _measure_footprint(folder: Path, console: Console) -> None:
    with on_sqlite(folder / "large") as app:
        posts = fill_site(app, footprint.POSTS, footprint.COMMENTS_EACH)
        long = fill_each(app, footprint.LONG)
    console.print(footprint.table(footprint.measure(folder / "large" / "sqlite", posts, long)))


def _measure_pages(app: Flask) -> list[pages.Page]:
    return pages.measure(app, fill(app, pages.SIZES))


def _measure_posting(app: Flask) -> list[posting.Posting]:
    config = app.config["QUANDARY"]
    addresses = fill_each(app, posting.THREADS)
    where = {"QUANDARY_DATABASE_URL": config.database_url.replace("+psycopg", "")}
    return posting.measure(config.data, addresses, **where)


def _on_each_database(folder: Path, measure: Callable[[Flask], T]) -> dict[str, T]:
    with on_sqlite(folder) as app:
        measured = {"SQLite": measure(app)}
    try:
        with on_postgresql(folder) as app:
            measured["PostgreSQL"] = measure(app)
    except psycopg.OperationalError as error:
        print(f"PostgreSQL was left out: {error}")
    return measured


if __name__ == "__main__":
    main()
