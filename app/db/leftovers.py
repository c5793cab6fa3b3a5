"""What a deletion leaves on the disk: bytes in the files of the database, and files beside it.

Each is noted in the transaction that deletes, and swept as soon as nobody reads what was before.
"""

from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pysqlite3.dbapi2
from sqlalchemy import Engine, delete, select
from sqlalchemy.orm import Mapped

from app import clock
from app.db import vacuum
from app.db.base import Base
from app.db.columns import moment_made, pk, prose
from app.db.sessions import db, writing
from app.db.writer_lock import writer_lock

BATCH = 200


class Leftover(Base):
    """TABLES, a word each, from which rows are gone, and FILES, a pattern a line, that are to go as well."""

    __tablename__ = "leftover"
    topic = None

    id: Mapped[pk]
    tables: Mapped[prose]
    files: Mapped[prose]
    due_at: Mapped[moment_made]


def leave(tables: Iterable[str] = (), files: Iterable[str] = (), due_at: datetime | None = None) -> None:
    """Note that rows of TABLES were deleted or written over, and that FILES in the data folder are to go."""
    noted = {"tables": " ".join(sorted(tables)), "files": "\n".join(files)}
    db.session.add(Leftover(**noted, due_at=due_at or clock.now()))


def sweep(data: Path) -> int:
    """Sweep up what is left, with the files in the folder DATA; how many rows of it.

    Where a reader stands in the way, all of it stays for the next time.
    """
    due = select(Leftover).where(Leftover.due_at <= clock.now()).order_by(Leftover.id).limit(BATCH)
    rows = db.session.scalars(due).all()
    db.session.expunge_all()
    db.session.rollback()
    if not rows:
        return 0
    engine, numbers = db.get_engine("default"), [row.id for row in rows]
    is_gone = truncate_log(engine) if engine.dialect.name == "sqlite" else vacuum.vacuum(engine, numbers)
    return _forget(rows, data) if is_gone else 0


def sweep_at_once(data: Path) -> None:
    """Sweep up where that takes no time, as in SQLite; whatever hinders it, the worker comes back to it."""
    try:
        if db.get_engine("default").dialect.name == "sqlite":
            sweep(data)
    except (OSError, pysqlite3.dbapi2.Error):
        db.session.rollback()


def truncate_log(engine: Engine) -> bool:
    """Put all of SQLite's write-ahead log into the database and empty it; False where a reader is at it."""
    path = engine.url.database or ""
    with writer_lock(engine), closing(pysqlite3.dbapi2.connect(path, timeout=0.05)) as connection:
        busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


def _forget(rows: Sequence[Leftover], data: Path) -> int:
    has_samples = db.get_engine("default").dialect.name == "postgresql"
    for row in rows:
        for pattern in row.files.splitlines():
            for file in data.glob(pattern):
                file.unlink(missing_ok=True)
    with writing() as session:
        if has_samples and any(row.tables not in {"", vacuum.SAMPLES} for row in rows):
            leave([vacuum.SAMPLES])
        session.execute(delete(Leftover).where(Leftover.id.in_([row.id for row in rows])))
    return len(rows)
