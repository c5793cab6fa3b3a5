"""`flask import`: bring content in."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from flask.cli import AppGroup

from app.site import Site
from app.transfer.letters.queueing import queue_letters
from app.transfer.report import Report
from app.transfer.sample.filling import fill
from app.transfer.wordpress.checking import check
from app.transfer.wordpress.foreseeing import foresee
from app.transfer.wordpress.taking import take
from app.web import Refusal

imports = AppGroup("import", help="Bring content in from elsewhere.")
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@imports.command("wordpress")
@click.argument("file", type=FILE)
@click.option("--dry-run", is_flag=True, help="Say what would be imported, and write nothing.")
def from_wordpress(file: Path, dry_run: bool) -> None:
    """Bring in the WordPress export FILE. Run again, it takes what is new and doubles nothing."""
    report = Report("author", "post", "page", "comment")
    with _refusals_told():
        export = check(file)
        (foresee if dry_run else take)(export, Site.current().time_zone, report)
    click.echo(report.summary("would be taken" if dry_run else "taken"))


@imports.command("questions")
@click.argument("file", type=FILE)
def from_letters(file: Path) -> None:
    """Put the questions of FILE in the queue: a JSON object a line, with `received` and `letter`."""
    report = Report("question")
    queue_letters(file, Site.current().time_zone, report)
    click.echo(report.summary())


@imports.command("sample")
@click.option("--password", default="letters-and-answers", help="What its author signs in with.")
def from_sample(password: str) -> None:
    """Fill an empty site with a sample column."""
    with _refusals_told():
        author = fill(password)
    if author is None:
        click.echo("The sample column is here already, so nothing was changed.")
    else:
        click.echo(f"Sign in at /sign-in as {author.email} with the password {password}")


@contextmanager
def _refusals_told() -> Iterator[None]:
    try:
        yield
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from None
