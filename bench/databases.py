"""An empty column on each database that there is, gone again after use."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from flask import Flask

from app import create_app
from app.db import db
from app.db.migrations import alembic
from config import Config

SERVER = os.environ.get("TEST_POSTGRESQL_URL", "postgresql://postgres@127.0.0.1:5432/postgres")


@contextmanager
def on_sqlite(folder: Path) -> Iterator[Flask]:
    """A column in a file in FOLDER."""
    with _opened(folder / "sqlite") as app:
        yield app


@contextmanager
def on_postgresql(folder: Path) -> Iterator[Flask]:
    """A column in a database of its own. Raises psycopg.OperationalError where there is no server."""
    name = f"quandary_bench_{os.getpid()}"
    with psycopg.connect(SERVER, autocommit=True, connect_timeout=3) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            url = f"{SERVER.rpartition('/')[0]}/{name}"
            with _opened(folder / "postgresql", QUANDARY_DATABASE_URL=url) as app:
                yield app
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def _opened(folder: Path, **settings: str) -> Iterator[Flask]:
    logging.getLogger("alembic").setLevel(logging.WARNING)
    own = {"QUANDARY_DATA": str(folder), "QUANDARY_SECRET_KEY": "b" * 40}
    app = create_app(Config.from_environment(own | settings))
    try:
        with app.app_context():
            alembic.upgrade()
        yield app
    finally:
        with app.app_context():
            for engine in db.engines.values():
                engine.dispose()
