"""The database: its engines, its session, and the base of every model."""

from inspect import iscoroutinefunction

from flask import Flask

from app.db import engines
from app.db.base import Base
from app.db.columns import Moment, moment, moment_made, pk, prose, words
from app.db.dialects import insert, utf8
from app.db.leftovers import Leftover
from app.db.sessions import db, writing
from app.db.versions import Version
from config import Config

__all__ = [
    "Base",
    "Leftover",
    "Moment",
    "Version",
    "db",
    "insert",
    "moment",
    "moment_made",
    "pk",
    "prose",
    "utf8",
    "words",
    "writing",
]


def init_app(app: Flask, config: Config) -> None:
    """Connect APP to the database that CONFIG names."""
    app.config["SQLALCHEMY_ENGINES"] = engines.engine_settings(config.database_url)
    db.init_app(app)
    # The extension also closes async sessions, of which there are none: a thread a request.
    app.teardown_appcontext_funcs = [f for f in app.teardown_appcontext_funcs if not iscoroutinefunction(f)]
    with app.app_context():
        engines.prepare(db.engines)
