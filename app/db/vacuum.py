"""How PostgreSQL is made to forget what was deleted from a table or written over.

A plain VACUUM frees its place but leaves its bytes there, and the words of a GIN index stay for
good. VACUUM FULL writes the table and its indexes anew, and nobody reads it for that time; so it is
for tables of a size for which that takes seconds. New samples are taken of it, and the table of the
old ones is vacuumed after that, once nobody sees them any more.
"""

from collections.abc import Sequence

from sqlalchemy import Connection, Engine, TextClause, bindparam, text
from sqlalchemy.exc import OperationalError

LARGEST = 256 * 2**20
"""Bytes of a table, with its indexes, that is written anew; of a larger one, places are only freed."""
SAMPLES = "pg_statistic"
LOCKED = "SELECT tables FROM leftover WHERE id IN :ids FOR UPDATE SKIP LOCKED"
BLOCKED = (
    "SELECT EXISTS (SELECT FROM pg_stat_activity AS other, leftover WHERE leftover.id IN :ids"
    " AND other.pid <> pg_backend_pid() AND coalesce(other.datname, current_database()) = current_database()"
    " AND greatest(age(other.backend_xmin), age(other.backend_xid)) >= age(leftover.xmin))"
)
"""Whether somebody still reads, or may, what was there before the leftovers were noted."""
SIZE = text("SELECT pg_total_relation_size(CAST(:name AS regclass))")


def vacuum(engine: Engine, ids: Sequence[int]) -> bool:
    """Vacuum the tables that the leftovers with IDS name; False where others read or vacuum them still."""
    with engine.begin() as holding:
        rows = holding.execute(_of_these(LOCKED), {"ids": ids}).all()
        if len(rows) < len(ids) or holding.scalar(_of_these(BLOCKED), {"ids": ids}):
            return False
        try:
            with engine.connect() as connection:
                connection.execution_options(isolation_level="AUTOCOMMIT")
                _vacuum(connection, sorted({name for row in rows for name in row.tables.split()}))
        except OperationalError:  # somebody has a table locked
            return False
    return True


def _of_these(query: str) -> TextClause:
    return text(query).bindparams(bindparam("ids", expanding=True))


def _vacuum(connection: Connection, names: Sequence[str]) -> None:
    connection.execute(text("SET lock_timeout = '500ms'"))
    try:
        for name in names:
            size = connection.scalar(SIZE, {"name": name})
            how = ("FULL, " if size <= LARGEST else "") + f"ANALYZE {'off' if name == SAMPLES else 'on'}"
            connection.execute(text(f"VACUUM ({how}) {connection.dialect.identifier_preparer.quote(name)}"))
    finally:
        connection.execute(text("RESET lock_timeout"))
