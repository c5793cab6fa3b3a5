"""Deeds of every room are kept in one record, each with a sentence that says what it was."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0009"
down_revision: str | None = "0008"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.add_column("deed", sa.Column("about", sa.String(), nullable=False, server_default="questions"))
    op.add_column("deed", sa.Column("told", sa.Text(), nullable=False, server_default=sa.text("''")))
    op.drop_index("ix_deed_last", "deed")
    op.create_index("ix_deed_last", "deed", ["by_id", "about", "undone", "id"])


def downgrade() -> None:
    op.execute("DELETE FROM deed WHERE about <> 'questions'")
    op.drop_index("ix_deed_last", "deed")
    op.create_index("ix_deed_last", "deed", ["by_id", "undone", "id"])
    op.execute("ALTER TABLE deed DROP COLUMN told")
    op.execute("ALTER TABLE deed DROP COLUMN about")
