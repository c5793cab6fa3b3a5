"""An index along which the few are found whose askers may be asked how it went."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0021"
down_revision: str | None = "0020"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    may_be_asked = sa.text("wants_follow_up AND asked_how_it_went_at IS NULL")
    op.create_index(
        "ix_question_how_it_went",
        "question",
        ["state", "id"],
        sqlite_where=may_be_asked,
        postgresql_where=may_be_asked,
    )


def downgrade() -> None:
    """What was asked stays asked; only the record of it goes, which the code before cannot read."""
    op.execute("DELETE FROM question_change WHERE what = 'how it went'")
    op.drop_index("ix_question_how_it_went", "question")
