"""Roles, invitations, new passwords and addresses by a link, passkeys, and codes from an app."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0016"
down_revision: str | None = "0015"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.add_column("person", sa.Column("barred_at", sa.DateTime(timezone=True), nullable=True))
    op.execute(
        "UPDATE person SET role = 'owner'"
        " WHERE id = (SELECT min(id) FROM person WHERE password_hash IS NOT NULL)"
    )
    op.add_column("sign_in", sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("sign_in", sa.Column("browser", sa.String(), nullable=False, server_default=sa.text("''")))
    op.execute("UPDATE sign_in SET seen_at = began_at")
    _links()
    _second_factors()


def _links() -> None:
    _of_a_person(
        "invitation",
        sa.Column("role", sa.Enum(*ROLES, name="role", native_enum=False, length=32), nullable=False),
        sa.Column("name", sa.String(), nullable=False, server_default=sa.text("''")),
        sa.Column("email", sa.String(), nullable=False, server_default=sa.text("''")),
        *_link("invitation"),
        person="by_id",
    )
    _of_a_person("reset", *_link("reset"))
    _of_a_person("new_address", sa.Column("email", sa.String(), nullable=False), *_link("new_address"))


def _second_factors() -> None:
    _of_a_person(
        "passkey",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("credential_id", sa.String(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("uses", sa.BigInteger(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.UniqueConstraint("credential_id", name=op.f("uq_passkey_credential_id")),
    )
    _of_a_person("recovery_code", sa.Column("code_hash", sa.String(), nullable=False))
    op.create_table(
        "authenticator",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.String(), nullable=False),
        sa.Column("on_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_step", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_authenticator_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_authenticator")),
    )


ROLES = ("moderator", "author", "owner")


def _link(table: str) -> tuple[sa.Column, sa.Column, sa.UniqueConstraint]:
    return (
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("token_hash", name=op.f(f"uq_{table}_token_hash")),
    )


def _of_a_person(table: str, *more: sa.schema.SchemaItem, person: str = "person_id") -> None:
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(person, sa.Integer(), nullable=False),
        *more,
        sa.ForeignKeyConstraint(
            [person], ["person.id"], name=op.f(f"fk_{table}_{person}"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index(op.f(f"ix_{table}_{person}"), table, [person])


def downgrade() -> None:
    for table in ("authenticator", "recovery_code", "passkey", "new_address", "reset", "invitation"):
        op.drop_table(table)
    # Without roles everybody may do everything: who was to do less is kept out.
    op.execute("UPDATE person SET password_hash = NULL WHERE barred_at IS NOT NULL OR role = 'moderator'")
    op.execute("DELETE FROM sign_in WHERE person_id IN (SELECT id FROM person WHERE password_hash IS NULL)")
    op.execute("UPDATE person SET role = 'author'")
    for table, column in (("sign_in", "browser"), ("sign_in", "seen_at"), ("person", "barred_at")):
        op.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
