"""What the author asks an asker, and the place that a question takes in its lane when they reply."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

LONG_AGO = "1970-01-01 00:00:00+00:00"
"""SQLite adds no column that must be filled without a default, and to rebuild the table would take with it
all rows that refer to it."""


def upgrade() -> None:
    op.create_table(
        "clarification",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.Column("replied_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_back", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"], ["question.id"], name=op.f("fk_clarification_question_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clarification")),
    )
    op.create_index("ix_clarification_question_id", "clarification", ["question_id"])
    op.add_column(
        "question",
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=False, server_default=LONG_AGO),
    )
    op.execute("UPDATE question SET lifted_at = received_at")
    op.drop_index("ix_question_lane", "question")
    op.create_index("ix_question_lane", "question", ["state", "starred", "lifted_at", "id"])


def downgrade() -> None:
    op.drop_index("ix_question_lane", "question")
    op.drop_column("question", "lifted_at")
    op.create_index("ix_question_lane", "question", ["state", "starred", "received_at", "id"])
    op.drop_table("clarification")
