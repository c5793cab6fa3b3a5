"""The few words in which SQLite and PostgreSQL differ."""

from typing import Any

from sqlalchemy import ColumnElement, LargeBinary, cast, func
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import InstrumentedAttribute

from app.db.sessions import db


def insert(table: Any) -> sqlite.Insert | postgresql.Insert:
    """An INSERT into TABLE that knows `on_conflict_do_update` and `on_conflict_do_nothing`."""
    return sqlite.insert(table) if db.engine.dialect.name == "sqlite" else postgresql.insert(table)


def utf8(column: InstrumentedAttribute[str]) -> ColumnElement[bytes]:
    """The text in COLUMN as bytes in UTF-8, for what is sent on as it is."""
    if db.engine.dialect.name == "sqlite":
        return cast(column, LargeBinary)
    return func.convert_to(column, "UTF8", type_=LargeBinary)
