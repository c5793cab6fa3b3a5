"""Two engines to one database: `default` may write, `reading` cannot.

SQLite is set as its documentation asks of a server: write-ahead log, full durability, and
transactions that say at their start whether they will write, so that none fails half-way. What is
deleted is overwritten with zeros.
"""

from pathlib import Path
from typing import Any

import pysqlite3.dbapi2
from sqlalchemy import Connection, Engine, event, make_url

DISCREET = {"hide_parameters": True}
"""What people typed is not to stand in a log when a statement fails."""
PRAGMAS = {
    "foreign_keys": "ON",
    "secure_delete": "ON",
    "synchronous": "FULL",
    "temp_store": "MEMORY",
    "trusted_schema": "OFF",
    "mmap_size": "0",
    "cache_size": "-512",
    "busy_timeout": "10000",
}


def engine_settings(database_url: str) -> dict[str, dict[str, Any]]:
    """What SQLALCHEMY_ENGINES is to be for the database at DATABASE_URL."""
    url = make_url(database_url)
    if url.get_backend_name() == "sqlite":
        Path(url.database or "").parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        options: dict[str, Any] = {"module": pysqlite3.dbapi2, "pool_size": 16, **DISCREET}
        return {name: {"url": url, **options} for name in ("default", "reading")}
    options = {"pool_pre_ping": True, "pool_size": 8, **DISCREET}
    reading = {"execution_options": {"postgresql_readonly": True}, "isolation_level": "REPEATABLE READ"}
    return {"default": {"url": url, **options}, "reading": {"url": url, **options, **reading}}


def prepare(engines: dict[str, Engine]) -> None:
    """Teach ENGINES how to connect and begin; needed for SQLite alone."""
    if engines["default"].dialect.name != "sqlite":
        return
    for name, engine in engines.items():
        event.listen(engine, "connect", _connect_to_write if name == "default" else _connect_to_read)
        event.listen(engine, "begin", _begin_to_write if name == "default" else _begin_to_read)


def _connect_to_write(connection: Any, record: object) -> None:
    connection.isolation_level = None
    for name, value in PRAGMAS.items():
        connection.execute(f"PRAGMA {name} = {value}")
    connection.execute("PRAGMA journal_mode = WAL")


def _connect_to_read(connection: Any, record: object) -> None:
    _connect_to_write(connection, record)
    connection.execute("PRAGMA query_only = ON")


def _begin_to_write(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin_to_read(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")
