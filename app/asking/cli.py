"""`flask askers`: what is held on one asker, by their private link, and erasing it."""

import json
import sys
from typing import Any
from urllib.parse import urlsplit

import click
from flask import current_app
from flask.cli import AppGroup

from app.asking.held import held_on
from app.comments import forgetting
from app.db import writing
from app.db.leftovers import sweep_at_once
from app.people import Deed
from app.questions import Question, erasing

askers = AppGroup("askers", help="What is held on one asker. The private link is asked for, or read.")
NOBODY = "No question has that private link."


@askers.command("show")
def show() -> None:
    """Say in a few lines what is held on the asker with a private link."""
    question = _asked()
    outlook = forgetting.outlook(question)
    click.echo(f"Question {question.id}, {question.state}, sent {question.received_at:%Y-%m-%d %H:%M} UTC.")
    click.echo(f"Headline: {question.title}")
    click.echo(f"Signed: {question.signature or '(not)'}. E-mail: {question.email or '(none)'}.")
    click.echo(f"Mails about it: {outlook.mails}. Updates: {outlook.updates}. Comments: {outlook.comments}.")
    click.echo(f"A draft or a scheduled post answers it: {'yes' if outlook.is_being_answered else 'no'}.")
    for post in outlook.posts:
        click.echo(f"Published, and stays: {post.address}")
    for table, rows in held_on(question).items():
        click.echo(f"  {table}: {len(rows)}")


@askers.command("export")
def export() -> None:
    """Print everything that is held on the asker with a private link, as JSON."""
    click.echo(json.dumps(held_on(_asked()), indent=2, ensure_ascii=False, default=str))


@askers.command("erase")
@click.option("--yes", is_flag=True, help="Do not ask whether you mean it.")
def erase(yes: bool) -> None:
    """Erase everything that is held on the asker with a private link, at once and for good."""
    number = _asked().id
    if not yes and not sys.stdin.isatty():
        raise click.ClickException("Nothing is erased. Add --yes where nobody can be asked.")
    if not yes:
        click.confirm(f"Erase question {number} and all that is held with it, for good?", abort=True)
    with writing() as session:
        question = session.get(Question, number, with_for_update={"of": Question})
        if question is None:
            raise click.ClickException(NOBODY)
        forgetting.erase(question)
        Deed.record(None, "Whoever runs the column erased a question for its asker.")
    sweep_at_once(current_app.config["QUANDARY"].data)
    click.echo("Erased. What is published stays.")


def _asked() -> Question:
    """The question with which the asker began whose link is typed, unseen, or read from standard input."""
    link: Any = click.prompt("Private link", hide_input=True) if sys.stdin.isatty() else sys.stdin.readline()
    path = urlsplit(str(link).strip()).path
    question = Question.behind(path.rpartition("/asked/")[2].partition("/")[0])
    if question is None:
        raise click.ClickException(NOBODY)
    return erasing.first_of(question)
