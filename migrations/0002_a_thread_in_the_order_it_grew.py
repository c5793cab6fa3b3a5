"""A thread is read by the numbers of its comments; whether one has replies is looked up."""

from collections.abc import Sequence

from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.drop_index("ix_comment_thread", "comment")
    op.create_index("ix_comment_thread", "comment", ["post_id", "id"])
    op.execute("ALTER TABLE comment DROP COLUMN has_replies")


def downgrade() -> None:
    op.execute("ALTER TABLE comment ADD COLUMN has_replies BOOLEAN NOT NULL DEFAULT TRUE")
    op.drop_index("ix_comment_thread", "comment")
    op.create_index("ix_comment_thread", "comment", ["post_id", "created_at", "id"])
