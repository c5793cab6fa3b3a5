"""Askers change what they wrote and how it may be answered, and withdraw; what is not reached expires."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0020"
down_revision: str | None = "0019"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

MOMENTS = ("edited_at", "allowed_anew_at", "withdrawn_at")


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    for name in MOMENTS:
        op.add_column("question", sa.Column(name, moment, nullable=True))
    op.add_column(
        "question",
        sa.Column("touched_at", moment, nullable=False, server_default="1970-01-01 00:00:00+00:00"),
    )
    op.add_column("site", sa.Column("expiry_set_at", moment, nullable=True))
    op.create_table(
        "question_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("headline", sa.String(), nullable=False),
        sa.Column("letter", sa.Text(), nullable=False),
        sa.Column("signature", sa.String(), nullable=False),
        sa.Column("written_at", moment, nullable=False),
        sa.Column("changed_at", moment, nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"], ["question.id"], name=op.f("fk_question_version_question_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_version")),
    )
    op.create_index("ix_question_version_question_id", "question_version", ["question_id"])


def downgrade() -> None:
    """Letters keep what they say now; what askers did stays done, without a record of it."""
    op.drop_table("question_version")
    op.execute("DELETE FROM question_change WHERE what IN ('permission', 'not before')")
    op.execute("UPDATE deed SET about = 'questions' WHERE about = 'asker'")
    op.execute("ALTER TABLE site DROP COLUMN expiry_set_at")
    for name in (*MOMENTS, "touched_at"):
        op.execute(f"ALTER TABLE question DROP COLUMN {name}")
