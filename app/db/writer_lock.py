"""Writers of one SQLite file take turns in the order in which they came.

SQLite's own waiting is unfair: it sleeps and tries again, and a writer can starve. A lock on a
file beside the database lets the kernel keep the queue; a lock in the process keeps its threads.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from weakref import WeakKeyDictionary

from sqlalchemy import Engine

_turns: WeakKeyDictionary[Engine, Lock] = WeakKeyDictionary()


@contextmanager
def writer_lock(engine: Engine) -> Iterator[None]:
    """Hold the only right to write to ENGINE's database; at once, where the server sees to it."""
    if engine.dialect.name != "sqlite":
        yield
        return
    with _turns.setdefault(engine, Lock()), open(f"{engine.url.database}-writer", "a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
