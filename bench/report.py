"""The figures as tables."""

from rich.table import Table

from bench import pages, posting, serving


def page_table() -> Table:
    """The table of what pages cost, without rows."""
    table = Table(title="The post page: CPU from the first query to the last compressed byte (zstd)")
    for name in (
        "database",
        "comments",
        "KB",
        "made, ms",
        "µs a comment",
        f"against {pages.BASE}",
        "one more, ms",
        "kept, ms",
    ):
        table.add_column(name, justify="left" if name == "database" else "right")
    return table


def posting_table() -> Table:
    """The table of how fast comments are taken, without rows."""
    table = Table(title="Posting a comment: one process, one after another")
    for name in ("database", "in the thread", "a second", "ms each", "CPU ms", f"against {posting.BASE}"):
        table.add_column(name, justify="left" if name == "database" else "right")
    return table


def add_pages(table: Table, database: str, measured: list[pages.Page]) -> None:
    """A row for each page MEASURED; the ratio is the cost of one comment against that at the base size."""
    base = next(page.each for page in measured if page.size == pages.BASE)
    for page in measured:
        table.add_row(
            database,
            f"{page.size:,}",
            f"{page.length / 1000:,.0f}",
            f"{page.made * 1000:,.1f}",
            f"{page.each * 1e6:,.1f}",
            f"{page.each / base:.2f}",
            f"{page.grown * 1000:,.1f}",
            f"{page.kept * 1000:,.2f}",
        )
    table.add_section()


def add_posting(table: Table, database: str, measured: list[posting.Posting]) -> None:
    """A row for each thread MEASURED; the ratio is the cost of posting against that at the base size."""
    base = next(thread.each for thread in measured if thread.size == posting.BASE)
    for thread in measured:
        table.add_row(
            database,
            f"{thread.size:,}",
            f"{thread.a_second:,.0f}",
            f"{thread.each * 1000:,.1f}",
            f"{thread.cpu * 1000:,.1f}",
            f"{thread.each / base:.2f}",
        )
    table.add_section()


def served_table(measured: list[serving.Served]) -> Table:
    """How kept pages are served, beside nginx; the ratio is ours to its."""
    table = Table(
        title="Kept pages, requests a second: the app server, and nginx with the same bytes as a file"
    )
    for name in ("page", "KB, zstd", "Quandary", "nginx, a file", "ratio"):
        table.add_column(name, justify="left" if name == "page" else "right")
    for page in measured:
        ratio = page.ours / page.file
        length = f"{page.length / 1000:,.1f}"
        table.add_row(page.name, length, f"{page.ours:,.0f}", f"{page.file:,.0f}", f"{ratio:.2f}")
    return table


def as_page(printed: str) -> str:
    """What was PRINTED, as a page of the documentation."""
    return (
        "# How fast it is\n\n"
        "Printed by `make bench` on two cores that the load shares with what it loads. Read the ratios\n"
        "within one table; between runs the rates of a shared machine differ by a third.\n\n"
        f"```\n{printed.rstrip()}\n```\n"
    )
