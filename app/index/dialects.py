"""Which of the two databases keeps the index."""

from types import ModuleType

from app.db import db
from app.index import postgresql, sqlite


def index() -> ModuleType:
    """How the database at hand is asked."""
    return sqlite if db.engine.dialect.name == "sqlite" else postgresql
