"""The parts of a round-up, comments filed under them, and posts that follow others."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0012"
down_revision: str | None = "0011"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

INDEXED = "heading, letter_source, body_source"
INDEX = (
    f"CREATE VIRTUAL TABLE part_words USING fts5({INDEXED}, content=part, content_rowid=id,"
    " tokenize='porter unicode61 remove_diacritics 2')",
    "INSERT INTO part_words (part_words, rank) VALUES ('secure-delete', 1)",
    "CREATE TRIGGER part_words_inserted AFTER INSERT ON part BEGIN {keep} END",
    "CREATE TRIGGER part_words_deleted AFTER DELETE ON part BEGIN {forget} END",
    f"CREATE TRIGGER part_words_updated AFTER UPDATE OF {INDEXED} ON part BEGIN {{forget}} {{keep}} END",
)
"""As that of posts (see 0007)."""
KEEP = (
    f"INSERT INTO part_words (rowid, {INDEXED})"  # noqa: S608
    " VALUES (new.id, new.heading, new.letter_source, new.body_source);"
)
FORGET = (
    f"INSERT INTO part_words (part_words, rowid, {INDEXED})"  # noqa: S608
    " VALUES ('delete', old.id, old.heading, old.letter_source, old.body_source);"
)
LONGEST = 200_000
PUNCTUATION = r"[!-/:-@\[-`{-~‘’‚“”„«»–—]+"


def upgrade() -> None:
    op.create_table(
        "part",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("anchor", sa.String(), nullable=True),
        sa.Column("heading", sa.String(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=True),
        sa.Column("letter_source", sa.Text(), nullable=False),
        sa.Column("letter_html", sa.Text(), nullable=False),
        sa.Column("signature", sa.String(), nullable=False),
        sa.Column("body_source", sa.Text(), nullable=False),
        sa.Column("body_html", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_part_post_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["question_id"], ["question.id"], name=op.f("fk_part_question_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_part")),
        sa.UniqueConstraint("post_id", "anchor", name=op.f("uq_part_post_id_anchor")),
        sa.UniqueConstraint("post_id", "number", name=op.f("uq_part_post_id_number")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_part_question_id", "part", ["question_id"])
    _refer("post", "follows_id", "post")
    _refer("comment", "part_id", "part")
    op.add_column("post_revision", sa.Column("parts", sa.JSON(), nullable=True))
    _make_index()


def downgrade() -> None:
    op.execute("ALTER TABLE post_revision DROP COLUMN parts")
    for table, column in (("comment", "part_id"), ("post", "follows_id")):
        op.drop_index(f"ix_{table}_{column}", table)
        op.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    if op.get_context().dialect.name == "sqlite":
        op.execute("DROP TABLE part_words")
    op.drop_table("part")


def _refer(table: str, column: str, other: str) -> None:
    """Add a COLUMN to TABLE that refers to OTHER; the words are the same for both databases."""
    reference = f"CONSTRAINT fk_{table}_{column} REFERENCES {other} (id)"
    op.execute(f"ALTER TABLE {table} ADD COLUMN {column} INTEGER {reference}")
    op.create_index(f"ix_{table}_{column}", table, [column])


def _make_index() -> None:
    if op.get_context().dialect.name == "sqlite":
        for statement in INDEX:
            op.execute(statement.format(keep=KEEP, forget=FORGET))
        return
    text = f"normalize(left({INDEXED.replace(', ', ' || chr(10) || ')}, {LONGEST}), NFKD)"
    bare = f"normalize(regexp_replace({text}, '[\\u0300-\\u036f]', '', 'g'))"
    spaced = f"left(regexp_replace({bare}, '{PUNCTUATION}', ' ', 'g'), {LONGEST})"
    words = f"to_tsvector('english', {spaced})"
    op.execute(f"ALTER TABLE part ADD COLUMN words tsvector GENERATED ALWAYS AS ({words}) STORED")
    op.execute("CREATE INDEX ix_part_words ON part USING gin (words) WITH (fastupdate = off)")
