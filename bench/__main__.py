"""`python -m bench`: measure on each database there is, and print what was measured."""

from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
from flask import Flask
from rich.console import Console
from rich.table import Table

from bench import pages, posting, report
from bench.databases import on_postgresql, on_sqlite
from bench.filling import fill


def main() -> None:
    """Print the two tables. All that is written lies in a temporary folder and database."""
    console = Console()
    tables = report.page_table(), report.posting_table()
    with TemporaryDirectory(prefix="quandary-bench-") as folder, console.status("measuring"):
        with on_sqlite(Path(folder)) as app:
            _measure(app, "SQLite", *tables)
        try:
            with on_postgresql(Path(folder)) as app:
                _measure(app, "PostgreSQL", *tables)
        except psycopg.OperationalError as error:
            console.print(f"PostgreSQL was left out: {error}")
    for table in tables:
        console.print(table)


def _measure(app: Flask, database: str, page_table: Table, posting_table: Table) -> None:
    """Pages first: posting makes the threads longer."""
    addresses = fill(app, pages.SIZES)
    report.add_pages(page_table, database, pages.measure(app, addresses))
    report.add_posting(posting_table, database, posting.measure(app, addresses))


if __name__ == "__main__":
    main()
