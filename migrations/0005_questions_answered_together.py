"""Questions that are to be answered together know which they are."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.add_column("question", sa.Column("group_number", sa.Integer(), nullable=True))
    op.create_index("ix_question_group_number", "question", ["group_number"])


def downgrade() -> None:
    op.drop_index("ix_question_group_number", "question")
    op.drop_column("question", "group_number")
