"""One cheap look that tells whether anything was committed by anyone since the last."""

from threading import Lock

import pysqlite3.dbapi2
from sqlalchemy import Engine


class Probe:
    """`look()` gives a number that stays the same as long as nobody commits; None where there is none.

    SQLite's `PRAGMA data_version` tells of commits by every other connection, in any process, in
    microseconds; this connection is there for nothing else, so every commit is another's.
    """

    def __init__(self, engine: Engine) -> None:
        self._turn = Lock()
        self._connection = None
        if engine.dialect.name == "sqlite":
            self._connection = pysqlite3.dbapi2.connect(
                engine.url.database, check_same_thread=False, isolation_level=None
            )

    def look(self) -> int | None:
        """The number as of now."""
        if self._connection is None:
            return None
        with self._turn:
            return int(self._connection.execute("PRAGMA data_version").fetchone()[0])
