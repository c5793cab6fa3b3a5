"""`python -m bench`: measure on each database there is, and print what was measured."""

from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
from flask import Flask
from rich.console import Console
from rich.table import Table

from bench import pages, posting, report, serving
from bench.databases import on_postgresql, on_sqlite
from bench.filling import fill
from config import ROOT


def main() -> None:
    """Print the tables and keep them in docs/performance.md. All else is written to a temporary place."""
    console = Console(record=True, width=100)
    tables = report.page_table(), report.posting_table()
    with TemporaryDirectory(prefix="quandary-bench-") as place:
        folder = Path(place)
        with on_sqlite(folder) as app:
            addresses = fill(app, pages.SIZES)
            console.print(_served(folder / "sqlite", addresses))
            _measure(app, addresses, "SQLite", *tables)
        try:
            with on_postgresql(folder) as app:
                _measure(app, fill(app, pages.SIZES), "PostgreSQL", *tables)
        except psycopg.OperationalError as error:
            console.print(f"PostgreSQL was left out: {error}")
    for table in tables:
        console.print(table)
    (ROOT / "docs" / "performance.md").write_text(report.as_page(console.export_text()))


def _measure(
    app: Flask, addresses: dict[int, str], database: str, page_table: Table, posting_table: Table
) -> None:
    """Measure the posts at ADDRESSES, by the length of their threads; posting makes them longer."""
    report.add_pages(page_table, database, pages.measure(app, addresses))
    report.add_posting(posting_table, database, posting.measure(app, addresses))


def _served(folder: Path, addresses: dict[int, str]) -> Table | str:
    missing = serving.missing()
    if missing:
        return f"Serving was left out: there is no {' and no '.join(missing)} on this machine."
    threads = {f"{size:,} comments": addresses[size] for size in (30, 300, 2_000)}
    return report.served_table(serving.measure(folder, {"home": "/"} | threads))


if __name__ == "__main__":
    main()
