"""The database: its engines, its session, the base of every model, and its migrations."""

from inspect import iscoroutinefunction

from flask import Flask
from flask_alembic import Alembic

from app.db import engines
from app.db.base import Base
from app.db.columns import Moment, moment, moment_made, pk, prose, words
from app.db.dialects import insert, utf8
from app.db.sessions import db, writing
from app.db.versions import Version
from config import ROOT, Config

__all__ = [
    "Base",
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


alembic = Alembic(metadatas=Base.metadata, run_mkdir=False)


def init_app(app: Flask, config: Config) -> None:
    """Connect APP to the database that CONFIG names."""
    app.config["SQLALCHEMY_ENGINES"] = engines.engine_settings(config.database_url)
    app.config["ALEMBIC"] = {"script_location": str(ROOT / "migrations")}
    app.config["ALEMBIC_CONTEXT"] = {"compare_type": True, "render_as_batch": True}
    db.init_app(app)
    # The extension also closes async sessions, of which there are none: a thread a request.
    app.teardown_appcontext_funcs = [f for f in app.teardown_appcontext_funcs if not iscoroutinefunction(f)]
    alembic.init_app(app)
    with app.app_context():
        engines.prepare(db.engines)
