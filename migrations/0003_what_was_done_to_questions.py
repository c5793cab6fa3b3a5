"""All that is done to a question is recorded alike and can be taken back; tags, snoozing, lengths."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "deed",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.Column("undoes_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_deed_by_id")),
        sa.ForeignKeyConstraint(["undoes_id"], ["deed.id"], name=op.f("fk_deed_undoes_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deed")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_deed_last", "deed", ["by_id", "undone", "id"])
    op.create_table(
        "question_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("deed_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("what", _words("state", "star", "tags", "snooze", "note", name="what"), nullable=False),
        sa.Column("was", sa.JSON(), nullable=False),
        sa.Column("became", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["deed_id"], ["deed.id"], name=op.f("fk_question_change_deed_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["question_id"], ["question.id"], name=op.f("fk_question_change_question_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_change")),
    )
    op.create_index("ix_question_change_deed_id", "question_change", ["deed_id"])
    op.create_index("ix_question_change_question_id", "question_change", ["question_id"])
    op.create_table(
        "question_tag",
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("tag", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"], ["question.id"], name=op.f("fk_question_tag_question_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("question_id", "tag", name=op.f("pk_question_tag")),
    )
    op.create_index("ix_question_tag_tag", "question_tag", ["tag"])
    _keep_the_moves()
    op.add_column("question", sa.Column("length", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("question", sa.Column("snoozed_until", sa.DateTime(timezone=True), nullable=True))
    op.execute("UPDATE question SET length = length(letter)")
    op.drop_index("ix_question_lane", "question")
    op.create_index("ix_question_lane", "question", ["state", "starred", "received_at", "id"])
    op.create_index("ix_question_count", "question", ["state", "snoozed_until"])
    op.create_index("ix_question_length", "question", ["state", "length"])


def _keep_the_moves() -> None:
    """A move was what is now a deed with one change, and its number is that of both."""
    op.execute("INSERT INTO deed (id, by_id, at, undone) SELECT id, by_id, at, FALSE FROM question_move")
    told = f"'state', {_quoted('was')}, {_quoted('became')}"
    copied = f"SELECT id, id, question_id, {told} FROM question_move"  # noqa: S608
    op.execute(f"INSERT INTO question_change (id, deed_id, question_id, what, was, became) {copied}")
    op.drop_table("question_move")
    if op.get_bind().dialect.name == "postgresql":
        for table in ("deed", "question_change"):
            op.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'),"  # noqa: S608
                f" (SELECT coalesce(max(id), 0) + 1 FROM {table}), false)"
            )


def _quoted(column: str) -> str:
    """The word in COLUMN as JSON, which SQLite keeps as text."""
    quoted = f"""'"' || {column} || '"'"""
    return f"CAST({quoted} AS JSON)" if op.get_bind().dialect.name == "postgresql" else quoted


def _words(*words: str, name: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, length=32)


def downgrade() -> None:
    """The moves are kept; stars, notes, tags and snoozing had no history, and have none again."""
    op.create_table(
        "question_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("was", sa.String(32), nullable=False),
        sa.Column("became", sa.String(32), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_question_move_by_id")),
        sa.ForeignKeyConstraint(
            ["question_id"], ["question.id"], name=op.f("fk_question_move_question_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_move")),
    )
    op.create_index("ix_question_move_question_id", "question_move", ["question_id"])
    told = f"{_unquoted('was')}, {_unquoted('became')}"
    moves = f"SELECT question_id, {told}, by_id, at FROM question_change"  # noqa: S608
    op.execute(
        f"INSERT INTO question_move (question_id, was, became, by_id, at) {moves}"
        " JOIN deed ON deed.id = deed_id WHERE what = 'state' ORDER BY question_change.id"
    )
    for index in ("lane", "count", "length"):
        op.drop_index(f"ix_question_{index}", "question")
    op.create_index("ix_question_lane", "question", ["state", "starred", "received_at"])
    for column in ("length", "snoozed_until"):
        op.execute(f"ALTER TABLE question DROP COLUMN {column}")
    for table in ("question_tag", "question_change", "deed"):
        op.drop_table(table)


def _unquoted(column: str) -> str:
    """The JSON in COLUMN as the word that it is."""
    return f"{column} #>> '{{}}'" if op.get_bind().dialect.name == "postgresql" else f"trim({column}, '\"')"
