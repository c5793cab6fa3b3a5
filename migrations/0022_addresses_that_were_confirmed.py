"""Addresses that were given before it was asked whose they are, and mails that can be stopped."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0022"
down_revision: str | None = "0021"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.add_column("message", sa.Column("stop", sa.Text(), nullable=False, server_default=sa.text("''")))
    op.create_index("ix_message_to", "message", ["to"])
    op.execute("UPDATE message SET text = '', html = '' WHERE sent_at IS NOT NULL")
    op.execute(
        "UPDATE question SET email_confirmed_at = received_at"
        " WHERE email <> '' AND email_confirmed_at IS NULL"
    )


def downgrade() -> None:
    op.drop_index("ix_message_to", "message")
    op.drop_column("message", "stop")
