"""Looking for words in what lies on the disk: all files of the database, and kept mail."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text as sql

from app.db import db
from app.db.leftovers import sweep
from tests.conftest import IN_CI

RELATIONS = sql(
    "SELECT oid::regclass::text, pg_relation_filepath(oid) FROM pg_class"
    " WHERE relkind IN ('r', 'i', 't', 'm') AND pg_relation_filepath(oid) IS NOT NULL"
    " AND relnamespace IN (SELECT oid FROM pg_namespace WHERE nspname IN ('public', 'pg_toast'))"
    " UNION ALL SELECT 'pg_statistic', pg_relation_filepath('pg_statistic')"
)


def lying_about(app: Flask, words: Iterable[str]) -> set[str]:
    """Those of WORDS that are in any file of the database of APP or of its mail, in whatever case."""
    with app.app_context():
        data: Path = app.config["QUANDARY"].data
        mail = b"".join(file.read_bytes() for file in (data / "mail").glob("*"))
        is_sqlite = db.engine.dialect.name == "sqlite"
        lying = mail + (_sqlite(data) if is_sqlite else _postgresql())
    return {word for word in words if word.lower().encode() in lying.lower()}


def swept(app: Flask) -> int:
    """How much the worker of APP sweeps up in a round; in the next it comes to what that left."""
    with app.app_context():
        first, _ = (sweep(app.config["QUANDARY"].data) for _ in range(2))
        return first


def _sqlite(data: Path) -> bytes:
    return b"".join(file.read_bytes() for file in data.glob("quandary.sqlite3*"))


def _postgresql() -> bytes:
    db.session.rollback()
    with db.get_engine("default").connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT")
        if not connection.scalar(sql("SELECT usesuper FROM pg_user WHERE usename = current_user")):
            if IN_CI:
                pytest.fail("only a superuser may read the files of PostgreSQL")
            pytest.skip("only a superuser may read the files of PostgreSQL")
        connection.execute(sql("CHECKPOINT"))
        paths = [path for _, path in connection.execute(RELATIONS)]
        read = sql("SELECT pg_read_binary_file(:path)")
        return b"".join(bytes(connection.scalar(read, {"path": path}) or b"") for path in paths)
