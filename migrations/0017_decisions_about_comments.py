"""Decisions about comments are deeds, which are undone as one; readers report comments."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0017"
down_revision: str | None = "0016"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

TOLD = "'Comment ' || comment_id || ': ' || was || ' → ' || became || '.'"


def upgrade() -> None:
    _keep_the_moves()
    op.create_table(
        "report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comment.id"], name=op.f("fk_report_comment_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["closed_by_id"], ["comment_move.id"], name=op.f("fk_report_closed_by_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
        sa.UniqueConstraint("comment_id", "place", name=op.f("uq_report_comment_id_place")),
    )
    op.create_index("ix_report_open", "report", ["closed_by_id", "comment_id"])
    op.create_index("ix_deed_of", "deed", ["by_id", "id"])


def _keep_the_moves() -> None:
    """A move was what is now a deed with one move; its deed is numbered after all that there are."""
    op.add_column("comment_move", sa.Column("deed_id", sa.Integer(), nullable=True))
    last = op.get_bind().scalar(sa.text("SELECT coalesce(max(id), 0) FROM deed"))
    op.execute(
        "INSERT INTO deed (id, about, told, by_id, at, undone)"  # noqa: S608
        f" SELECT id + {last}, 'comments', {TOLD}, by_id, at, FALSE FROM comment_move"
    )
    op.execute(f"UPDATE comment_move SET deed_id = id + {last}")  # noqa: S608
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "SELECT setval(pg_get_serial_sequence('deed', 'id'),"
            " (SELECT coalesce(max(id), 0) + 1 FROM deed), false)"
        )
    with op.batch_alter_table("comment_move") as table:
        table.alter_column("deed_id", existing_type=sa.Integer(), nullable=False)
        table.drop_constraint("fk_comment_move_by_id", type_="foreignkey")
        table.create_foreign_key("fk_comment_move_deed_id", "deed", ["deed_id"], ["id"], ondelete="CASCADE")
        table.drop_column("by_id")
        table.drop_column("at")
        table.create_index("ix_comment_move_deed_id", ["deed_id"])


def downgrade() -> None:
    """The moves are kept, but for what readers' reports did, which nobody did."""
    op.drop_index("ix_deed_of", "deed")
    op.drop_table("report")
    op.add_column("comment_move", sa.Column("by_id", sa.Integer(), nullable=True))
    op.add_column("comment_move", sa.Column("at", sa.DateTime(timezone=True), nullable=True))
    for name in ("by_id", "at"):
        op.execute(
            f"UPDATE comment_move SET {name} = (SELECT {name} FROM deed WHERE deed.id = deed_id)"  # noqa: S608
        )
    op.execute("DELETE FROM comment_move WHERE by_id IS NULL OR was = became")
    with op.batch_alter_table("comment_move") as table:
        table.drop_index("ix_comment_move_deed_id")
        table.drop_constraint("fk_comment_move_deed_id", type_="foreignkey")
        table.drop_column("deed_id")
        table.alter_column("by_id", existing_type=sa.Integer(), nullable=False)
        table.alter_column("at", existing_type=sa.DateTime(timezone=True), nullable=False)
        table.create_foreign_key("fk_comment_move_by_id", "person", ["by_id"], ["id"])
    op.execute("DELETE FROM deed WHERE about = 'comments'")
