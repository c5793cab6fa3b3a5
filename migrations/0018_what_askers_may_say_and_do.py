"""Room for all that an asker may say and do, for what they can expect, and for mail with HTML."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0018"
down_revision: str | None = "0017"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

DAYS = ("expire_after", "keep_unanswered_for", "keep_answered_for", "one_in", "most_within")


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.add_column("question", sa.Column("not_before", sa.Date(), nullable=True))
    op.add_column(
        "question",
        sa.Column("wants_follow_up", sa.Boolean(), nullable=False, server_default=sa.text("false")),
    )
    op.add_column("question", sa.Column("asked_how_it_went_at", moment, nullable=True))
    op.add_column("question", sa.Column("email_confirmed_at", moment, nullable=True))
    _point_at_a_question("question", "update_to_id")
    _point_at_a_question("comment", "question_id")
    for name in DAYS:
        op.add_column("site", sa.Column(name, sa.Integer(), nullable=False, server_default=sa.text("0")))
    op.add_column("message", sa.Column("html", sa.Text(), nullable=False, server_default=sa.text("''")))


def _point_at_a_question(table: str, column: str) -> None:
    op.execute(
        f"ALTER TABLE {table} ADD COLUMN {column} INTEGER"
        f" CONSTRAINT fk_{table}_{column} REFERENCES question (id)"
    )
    op.create_index(f"ix_{table}_{column}", table, [column])


def downgrade() -> None:
    op.drop_column("message", "html")
    for name in DAYS:
        op.drop_column("site", name)
    for table, column in (("comment", "question_id"), ("question", "update_to_id")):
        op.drop_index(f"ix_{table}_{column}", table)
        op.drop_column(table, column)
    for name in ("email_confirmed_at", "asked_how_it_went_at", "wants_follow_up", "not_before"):
        op.drop_column("question", name)
