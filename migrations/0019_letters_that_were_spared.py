"""How many letters were not sent because an earlier answer helped, by post and day."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0019"
down_revision: str | None = "0018"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "spared",
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("letters", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_spared_post_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("post_id", "day", name=op.f("pk_spared")),
    )
    op.create_index(op.f("ix_spared_day"), "spared", ["day"])


def downgrade() -> None:
    op.drop_table("spared")
