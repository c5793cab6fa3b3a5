"""What erasing leaves to be done, and what has to be known after it."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0023"
down_revision: str | None = "0022"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

COLUMNS: dict[str, sa.Column[object]] = {
    "site": sa.Column("retention_set_at", sa.DateTime(timezone=True), nullable=True),
    "post": sa.Column("letter_gone", sa.Integer(), nullable=False, server_default=sa.text("0")),
    "comment": sa.Column("was_askers", sa.Boolean(), nullable=False, server_default=sa.text("false")),
}


def upgrade() -> None:
    op.create_table(
        "leftover",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tables", sa.Text(), nullable=False),
        sa.Column("files", sa.Text(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leftover")),
    )
    for table, column in COLUMNS.items():
        op.add_column(table, column)


def downgrade() -> None:
    for table, column in COLUMNS.items():
        op.drop_column(table, column.name)
    op.drop_table("leftover")
