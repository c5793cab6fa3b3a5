"""Layers against spam, writers who are blocked, times of purging; threads that are closed, slow or moved."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0015"
down_revision: str | None = "0014"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

PLACED = sa.text("place <> ''")
SITE = (("word_list", sa.Text(), "''"), *((f"{name}_after", sa.Integer(), days) for name, days in (
    ("purge_spam", "30"), ("purge_held", "0"), ("close", "0"),
)))  # fmt: skip


def upgrade() -> None:
    op.create_table(
        "learned_word",
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("spam", sa.Integer(), nullable=False),
        sa.Column("ham", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("word", name=op.f("pk_learned_word")),
    )
    _writers()
    for name, kind, value in SITE:
        default = sa.text(value)
        op.add_column("site", sa.Column(name, kind, nullable=False, server_default=default))
    _comments()
    op.add_column("post", sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("post", sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("post", sa.Column("slow", sa.Integer(), nullable=False, server_default=sa.text("0")))
    op.create_index("ix_post_open", "post", ["closed_at", "published_at"])


def _writers() -> None:
    for table, *columns in (
        (
            "block",
            _words("e-mail", "name", "network address"),
            sa.Column("shown", sa.String(), nullable=False),
        ),
        ("writer_note", sa.Column("note", sa.Text(), nullable=False)),
    ):
        op.create_table(
            table,
            sa.Column("key", sa.String(), nullable=False),
            *columns,
            sa.Column("by_id", sa.Integer(), nullable=False),
            sa.Column("at", sa.DateTime(timezone=True), nullable=False),
            sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f(f"fk_{table}_by_id")),
            sa.PrimaryKeyConstraint("key", name=op.f(f"pk_{table}")),
        )


def _words(*words: str) -> sa.Column[str]:
    return sa.Column("sign", sa.Enum(*words, name="sign", native_enum=False, length=32), nullable=False)


def _comments() -> None:
    for column in ("reads", "reads_too"):
        op.add_column("comment", sa.Column(column, sa.Integer(), nullable=True))
        op.create_index(f"ix_comment_{column}", "comment", [column, "created_at"])
    op.add_column("comment", sa.Column("lesson", sa.String(), nullable=False, server_default=sa.text("''")))
    if op.get_bind().dialect.name == "sqlite":
        fk = "CONSTRAINT fk_comment_moved_to_id REFERENCES comment (id)"
        op.execute(f"ALTER TABLE comment ADD COLUMN moved_to_id INTEGER {fk}")
    else:
        op.add_column("comment", sa.Column("moved_to_id", sa.Integer(), nullable=True))
        op.create_foreign_key("fk_comment_moved_to_id", "comment", "comment", ["moved_to_id"], ["id"])
    op.create_index("ix_comment_moved_to_id", "comment", ["moved_to_id"])
    op.create_index("ix_comment_place", "comment", ["place", "created_at"])
    op.drop_index("ix_comment_writer", "comment")
    op.create_index("ix_comment_writer", "comment", ["email", "name", "state"])
    op.create_index(
        "ix_comment_placed", "comment", ["created_at"], sqlite_where=PLACED, postgresql_where=PLACED
    )


def downgrade() -> None:
    op.execute("DELETE FROM comment WHERE state = 'moved'")
    op.drop_index("ix_comment_writer", "comment")
    op.create_index("ix_comment_writer", "comment", ["email", "state"])
    op.drop_index("ix_post_open", "post")
    for column in ("slow", "opened_at", "closed_at"):
        op.execute(f"ALTER TABLE post DROP COLUMN {column}")
    for index in ("placed", "place", "moved_to_id", "reads_too", "reads"):
        op.drop_index(f"ix_comment_{index}", "comment")
    for column in ("moved_to_id", "lesson", "reads_too", "reads"):
        op.execute(f"ALTER TABLE comment DROP COLUMN {column}")
    for name, _, _ in SITE:
        op.execute(f"ALTER TABLE site DROP COLUMN {name}")
    for table in ("writer_note", "block", "learned_word"):
        op.drop_table(table)
