"""The migrations of the database: `flask db`. A server has no need of them."""

from flask import Flask
from flask_alembic import Alembic

from app.db.base import Base
from config import ROOT

alembic = Alembic(metadatas=Base.metadata, run_mkdir=False)


def init_app(app: Flask) -> None:
    """Let the migrations in the folder of that name be run on the database of APP."""
    app.config["ALEMBIC"] = {"script_location": str(ROOT / "migrations")}
    app.config["ALEMBIC_CONTEXT"] = {"compare_type": True, "render_as_batch": True}
    alembic.init_app(app)
