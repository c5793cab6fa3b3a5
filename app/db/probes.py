"""One cheap look that tells whether anything was committed by anyone since the last."""

from collections.abc import Sequence
from threading import Lock

import pysqlite3.dbapi2
from sqlalchemy import Engine

from app.db import versions


class Probe:
    """Looks at the database behind ENGINE for what changed, at as little cost as it allows.

    On SQLite it has a connection for nothing else, so that every commit is another's.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._turn = Lock()
        self._connection = None
        if engine.dialect.name == "sqlite":
            self._connection = pysqlite3.dbapi2.connect(
                engine.url.database, check_same_thread=False, isolation_level=None
            )

    def look(self) -> int | None:
        """A number that stays the same as long as nobody commits; None where there is none.

        `PRAGMA data_version` tells of commits by every other connection, in any process, in microseconds.
        """
        if self._connection is None:
            return None
        with self._turn:
            return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    def numbers(self, topics: Sequence[str]) -> dict[str, int]:
        """The number of each of TOPICS (see `versions`) as of now."""
        if self._connection is None:
            with self._engine.connect() as connection:
                return versions.read(connection, topics)
        marks = ", ".join("?" * len(topics))
        asked = f"SELECT name, number FROM version WHERE name IN ({marks})"  # noqa: S608
        with self._turn:
            return dict.fromkeys(topics, 0) | dict(self._connection.execute(asked, topics).fetchall())
