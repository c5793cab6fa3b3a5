"""How a question is filed, by when its asker hopes for an answer, who has it open, and what it is about."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0013"
down_revision: str | None = "0012"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

PLACES = {
    "lane": ["state", "replied", "starred", "lifted_at", "id"],
    "priority": ["state", "priority", "received_at", "id"],
    "due": ["state", "due", "id"],
    "compared": ["state", "compared", "id"],
    "category_id": ["category_id"],
}


def upgrade() -> None:
    _add("priority", sa.Integer(), "1")
    _add("due", sa.Date(), "'9999-12-31'")
    _add("replied", sa.Boolean(), "false")
    _add("compared", sa.Boolean(), "false")
    op.execute(
        "ALTER TABLE question ADD COLUMN category_id INTEGER"
        " CONSTRAINT fk_question_category_id REFERENCES category (id)"
    )
    op.drop_index("ix_question_lane", "question")
    for name, columns in PLACES.items():
        op.create_index(f"ix_question_{name}", "question", columns)
    op.create_table(
        "presence",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answers", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", "question_id", name=op.f("pk_presence")),
        _points("presence", "person"),
        _points("presence", "question"),
    )
    op.create_table(
        "theme",
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("weight", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("question_id", "word", name=op.f("pk_theme")),
        _points("theme", "question"),
    )
    op.create_index("ix_theme_word", "theme", ["word", "question_id"])
    op.create_table(
        "near",
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("question_id", "other_id", name=op.f("pk_near")),
        _points("near", "question"),
        _points("near", "question", "other_id"),
    )
    op.create_index("ix_near_other_id", "near", ["other_id"])


def _points(table: str, to: str, column: str = "") -> sa.ForeignKeyConstraint:
    column = column or f"{to}_id"
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=name, ondelete="CASCADE")


def _add(name: str, kind: sa.types.TypeEngine[object], default: str) -> None:
    column = sa.Column(name, kind, nullable=False, server_default=sa.text(default))
    op.add_column("question", column)


def downgrade() -> None:
    for table in ("near", "theme", "presence"):
        op.drop_table(table)
    for name in PLACES:
        op.drop_index(f"ix_question_{name}", "question")
    op.create_index("ix_question_lane", "question", ["state", "starred", "lifted_at", "id"])
    op.execute("DELETE FROM question_change WHERE what IN ('priority', 'category', 'replied')")
    for column in ("category_id", "compared", "replied", "due", "priority"):
        op.execute(f"ALTER TABLE question DROP COLUMN {column}")
