"""The world that tests live in: one small column, on SQLite and on PostgreSQL alike."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event
from sqlalchemy import text as sql
from werkzeug.test import TestResponse

from app import create_app
from app.db import Base, db, writing
from app.db.migrations import alembic
from app.people import Person, Role
from app.site import Moderation, Site
from config import Config

PASSWORD = "correct horse battery"
REAL = Path(__file__).parents[2] / "shared" / "real"
POSTGRESQL = os.environ.get("TEST_POSTGRESQL_URL", "postgresql://postgres@127.0.0.1:5432/postgres")
IN_CI = bool(os.environ.get("CI"))


def settings(folder: Path, **more: str) -> Config:
    """Settings for a site in FOLDER."""
    return Config.from_environment(
        {"QUANDARY_DATA": str(folder), "QUANDARY_SECRET_KEY": "t" * 40}
        | {f"QUANDARY_{k}": v for k, v in more.items()}
    )


def migrate(app: Flask) -> None:
    """Make the schema of APP's database."""
    with app.app_context():
        alembic.upgrade()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with the schema and nothing in it."""
    folder = tmp_path_factory.mktemp("template")
    app = create_app(settings(folder))
    migrate(app)
    with app.app_context():
        for engine in db.engines.values():
            engine.dispose()
    return folder / "quandary.sqlite3"


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """A database for the tests that share one app."""
    with new_database("shared") as url:
        yield url


@pytest.fixture
def empty_postgresql_url() -> Iterator[str]:
    """A database for one test."""
    with new_database("own") as url:
        yield url


@contextmanager
def new_database(purpose: str) -> Iterator[str]:
    """A database of our own on the running server; skips where there is no server, fails in CI."""
    name = f"quandary_test_{purpose}_{os.getpid()}"
    try:
        server = psycopg.connect(POSTGRESQL, autocommit=True, connect_timeout=3)
    except psycopg.OperationalError as error:
        if IN_CI:
            raise
        pytest.skip(f"there is no PostgreSQL to test on: {error}")
    with server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield f"{POSTGRESQL.rpartition('/')[0]}/{name}"
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def postgresql_app(postgresql_url: str, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """One app on PostgreSQL, emptied before each test that uses it."""
    app = create_app(settings(tmp_path_factory.mktemp("postgresql"), DATABASE_URL=postgresql_url))
    migrate(app)
    app.testing = True
    return app


@pytest.fixture(params=["sqlite", "postgresql"])
def app(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """An empty column. Every test that uses it runs on both databases."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_template"), tmp_path / "quandary.sqlite3")
        made = create_app(settings(tmp_path))
        made.testing = True
    else:
        made = request.getfixturevalue("postgresql_app")
        empty(made)
    yield made
    with made.app_context():
        for engine in db.engines.values():
            engine.dispose()


def empty(app: Flask) -> None:
    """Take everything out of the database of APP but the one row of its site."""
    names = ", ".join(table.name for table in Base.metadata.sorted_tables)
    with app.app_context(), writing() as session:
        session.execute(sql(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))
        session.add(Site(id=1))


@pytest.fixture
def context(app: Flask) -> Iterator[None]:
    """For tests of verbs, without HTTP."""
    with app.app_context():
        yield


@pytest.fixture
def reader(app: Flask) -> FlaskClient:
    """Somebody without an account."""
    return app.test_client()


@pytest.fixture
def hester(app: Flask) -> int:
    """The number of the author, Hester Brannock."""
    with app.app_context(), writing() as session:
        person = Person.named("Hester Brannock", "hester@column.example", PASSWORD, Role.OWNER)
        session.flush()
        return person.id


@pytest.fixture
def author(app: Flask, hester: int) -> "Author":
    """Hester's browser, signed in."""
    client = Author(app.test_client())
    client.sign_in()
    return client


class Author:
    """A signed-in browser that sends the token of the page it is on, as a form does."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.get = client.get

    def sign_in(self, password: str = PASSWORD) -> None:
        """Sign in as Hester."""
        self.client.post("/sign-in", data={"email": "hester@column.example", "password": password})

    def post(self, address: str, page: str = "/desk/settings", **data: str | list[str]) -> TestResponse:
        """Send DATA to ADDRESS with the token from PAGE."""
        found = self.client.get(page).get_data(as_text=True).split('name="csrf_token"')[1]
        token = found.split('value="')[1].split('"')[0]
        return self.client.post(address, data={"csrf_token": token, **data})


@pytest.fixture
def hold_none(app: Flask) -> None:
    """Every comment is shown at once."""
    with app.app_context(), writing():
        Site.current().moderation = Moderation.NONE


@pytest.fixture
def queries(app: Flask) -> Iterator[list[str]]:
    """Every statement that goes to the database from here on."""
    seen: list[str] = []

    def note(connection: object, cursor: object, statement: str, *more: object) -> None:
        seen.append(statement)

    with app.app_context():
        engines = list(db.engines.values())
    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    yield seen
    for engine in engines:
        event.remove(engine, "before_cursor_execute", note)


@pytest.fixture
def real() -> Path:
    """Real input that none of us wrote; skips where it is absent, fails in CI."""
    if not REAL.exists():
        if IN_CI:
            pytest.fail(f"the real input is missing from {REAL}")
        pytest.skip("the real input is not on this machine")
    return REAL
