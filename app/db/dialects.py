"""The few words in which SQLite and PostgreSQL differ."""

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite

from app.db.sessions import db


def insert(table: Any) -> sqlite.Insert | postgresql.Insert:
    """An INSERT into TABLE that knows `on_conflict_do_update` and `on_conflict_do_nothing`."""
    return sqlite.insert(table) if db.engine.dialect.name == "sqlite" else postgresql.insert(table)
