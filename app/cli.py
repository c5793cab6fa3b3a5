"""The commands of `flask`, gathered."""

from flask import Flask

from app.asking.cli import askers
from app.db import migrations
from app.people.cli import people
from app.transfer.cli import imports


def init_app(app: Flask) -> None:
    """Add our commands to APP."""
    migrations.init_app(app)
    for group in (people, askers, imports):
        app.cli.add_command(group)
