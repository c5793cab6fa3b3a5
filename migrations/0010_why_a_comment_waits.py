"""Why a comment was held, how much speaks for spam, and a hash of where it came from."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0010"
down_revision: str | None = "0009"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.add_column("comment", sa.Column("reasons", sa.Text(), nullable=False, server_default=sa.text("''")))
    op.add_column("comment", sa.Column("score", sa.Integer(), nullable=False, server_default=sa.text("0")))
    op.add_column("comment", sa.Column("place", sa.String(), nullable=False, server_default=sa.text("''")))


def downgrade() -> None:
    for column in ("place", "score", "reasons"):
        op.execute(f"ALTER TABLE comment DROP COLUMN {column}")
