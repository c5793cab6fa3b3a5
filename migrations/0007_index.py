"""An index of the words in questions and posts, which the database keeps by itself."""

from collections.abc import Sequence

from alembic import op

revision: str = "0007"
down_revision: str | None = "0006"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

INDEXED = {
    "question": ("headline", "letter", "signature", "note"),
    "post": ("title", "letter_source", "body_source"),
}
LONGEST = 200_000
"""Letters of a row that PostgreSQL indexes: it refuses a row with a megabyte of different words."""
PUNCTUATION = r"[!-/:-@\[-`{-~‘’‚“”„«»–—]+"
"""Taken for spaces, or PostgreSQL would see the name of a host in "it ended.My sister"."""


def upgrade() -> None:
    make = _make_in_sqlite if op.get_context().dialect.name == "sqlite" else _make_in_postgresql
    for table, columns in INDEXED.items():
        make(table, columns)


def downgrade() -> None:
    for table in INDEXED:
        if op.get_context().dialect.name == "sqlite":
            for moment in ("inserted", "updated", "deleted"):
                op.execute(f"DROP TRIGGER {table}_words_{moment}")
            op.execute(f"DROP TABLE {table}_words")
        else:
            op.execute(f"ALTER TABLE {table} DROP COLUMN words")


def _make_in_sqlite(table: str, columns: Sequence[str]) -> None:
    index, names = f"{table}_words", ", ".join(columns)
    old, new = (", ".join(f"{row}.{name}" for name in columns) for row in ("old", "new"))
    forget = f"INSERT INTO {index} ({index}, rowid, {names}) VALUES ('delete', old.id, {old});"  # noqa: S608
    keep = f"INSERT INTO {index} (rowid, {names}) VALUES (new.id, {new});"  # noqa: S608
    op.execute(
        f"CREATE VIRTUAL TABLE {index} USING fts5"
        f"({names}, content={table}, content_rowid=id, tokenize='porter unicode61 remove_diacritics 2')"
    )
    op.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('secure-delete', 1)")  # noqa: S608
    op.execute(f"CREATE TRIGGER {index}_inserted AFTER INSERT ON {table} BEGIN {keep} END")
    op.execute(f"CREATE TRIGGER {index}_deleted AFTER DELETE ON {table} BEGIN {forget} END")
    op.execute(f"CREATE TRIGGER {index}_updated AFTER UPDATE OF {names} ON {table} BEGIN {forget} {keep} END")
    op.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")  # noqa: S608


def _make_in_postgresql(table: str, columns: Sequence[str]) -> None:
    text = f"normalize(left({' || chr(10) || '.join(columns)}, {LONGEST}), NFKD)"
    bare = f"normalize(regexp_replace({text}, '[\\u0300-\\u036f]', '', 'g'))"
    spaced = f"left(regexp_replace({bare}, '{PUNCTUATION}', ' ', 'g'), {LONGEST})"
    words = f"to_tsvector('english', {spaced})"
    op.execute(f"ALTER TABLE {table} ADD COLUMN words tsvector GENERATED ALWAYS AS ({words}) STORED")
    op.execute(f"CREATE INDEX ix_{table}_words ON {table} USING gin (words) WITH (fastupdate = off)")
