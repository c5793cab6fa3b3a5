"""The migrations of the database: `flask db`. A server has no need of them."""

from collections.abc import Mapping

from flask import Flask
from flask_alembic import Alembic

from app.db.base import Base
from config import ROOT

alembic = Alembic(metadatas=Base.metadata, run_mkdir=False)


def init_app(app: Flask) -> None:
    """Let the migrations in the folder of that name be run on the database of APP."""
    app.config["ALEMBIC"] = {"script_location": str(ROOT / "migrations")}
    app.config["ALEMBIC_CONTEXT"] = {
        "compare_type": True,
        "render_as_batch": True,
        "include_name": _is_of_a_model,
    }
    alembic.init_app(app)


def _is_of_a_model(name: str | None, kind: str, parents: Mapping[str, str | None]) -> bool:
    """Whether what has NAME in the database is made from the models, as all is but the text index.

    That is called `words`, or `…_words` with the tables in which SQLite keeps it.
    """
    return "words" not in (name or "").split("_")
