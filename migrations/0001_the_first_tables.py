"""The first tables, and the one row of the site."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = ("default",)
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "category",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_category")),
        sa.UniqueConstraint("slug", name=op.f("uq_category_slug")),
    )
    op.create_table(
        "counter",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_counter")),
    )
    op.create_table(
        "imported",
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("foreign_id", sa.String(), nullable=False),
        sa.Column("local_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("source", "kind", "foreign_id", name=op.f("pk_imported")),
    )
    op.create_table(
        "message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("to", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("fault", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
    )
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.create_index("ix_message_about", ["about"], unique=False)
        batch_op.create_index("ix_message_due", ["sent_at", "due_at"], unique=False)

    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=True),
        sa.Column("role", sa.Enum("author", name="role", native_enum=False, length=32), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("email", name=op.f("uq_person_email")),
    )
    op.create_table(
        "question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("headline", sa.String(), nullable=False),
        sa.Column("letter", sa.Text(), nullable=False),
        sa.Column("signature", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column(
            "permission",
            sa.Enum("publish", "private", "either", name="permission", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "new",
                "queued",
                "drafting",
                "scheduled",
                "answered",
                "answered privately",
                "declined",
                "spam",
                name="state",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("starred", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("private_answer", sa.Text(), nullable=False),
        sa.Column("private_answer_html", sa.Text(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_question_token_hash")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("question", schema=None) as batch_op:
        batch_op.create_index("ix_question_lane", ["state", "starred", "received_at"], unique=False)

    op.create_table(
        "site",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("tagline", sa.String(), nullable=False),
        sa.Column("about_source", sa.Text(), nullable=False),
        sa.Column("about_html", sa.Text(), nullable=False),
        sa.Column("time_zone", sa.String(), nullable=False),
        sa.Column(
            "moderation",
            sa.Enum("none", "newcomers", "all", name="moderation", native_enum=False, length=32),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site")),
    )
    op.create_table(
        "version",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_version")),
    )
    op.create_table(
        "post",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("answer", "article", "page", name="kind", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum("draft", "scheduled", "published", name="state", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("path", sa.String(), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("letter_source", sa.Text(), nullable=False),
        sa.Column("letter_html", sa.Text(), nullable=False),
        sa.Column("signature", sa.String(), nullable=False),
        sa.Column("body_source", sa.Text(), nullable=False),
        sa.Column("body_html", sa.Text(), nullable=False),
        sa.Column(
            "body_format",
            sa.Enum("markdown", "html", name="format", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("renderer", sa.Integer(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("publish_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_post_author_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post")),
        sa.UniqueConstraint("path", name=op.f("uq_post_path")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("post", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_post_author_id"), ["author_id"], unique=False)
        batch_op.create_index("ix_post_due", ["state", "publish_at"], unique=False)
        batch_op.create_index("ix_post_list", ["state", "published_at", "id"], unique=False)

    op.create_table(
        "question_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column(
            "was",
            sa.Enum(
                "new",
                "queued",
                "drafting",
                "scheduled",
                "answered",
                "answered privately",
                "declined",
                "spam",
                name="state",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "became",
            sa.Enum(
                "new",
                "queued",
                "drafting",
                "scheduled",
                "answered",
                "answered privately",
                "declined",
                "spam",
                name="state",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_question_move_by_id")),
        sa.ForeignKeyConstraint(
            ["question_id"], ["question.id"], name=op.f("fk_question_move_question_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_move")),
    )
    with op.batch_alter_table("question_move", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_question_move_question_id"), ["question_id"], unique=False)

    op.create_table(
        "sign_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("key_hash", sa.String(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_sign_in_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_sign_in_key_hash")),
    )
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_person_id"), ["person_id"], unique=False)

    op.create_table(
        "comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column(
            "format", sa.Enum("markdown", "html", name="format", native_enum=False, length=32), nullable=False
        ),
        sa.Column("renderer", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("published", "held", "spam", "removed", name="state", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("has_replies", sa.Boolean(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["comment.id"], name=op.f("fk_comment_parent_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_comment_person_id")),
        sa.ForeignKeyConstraint(
            ["post_id"], ["post.id"], name=op.f("fk_comment_post_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_comment_token_hash")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("comment", schema=None) as batch_op:
        batch_op.create_index("ix_comment_count", ["post_id", "state"], unique=False)
        batch_op.create_index("ix_comment_lane", ["state", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_comment_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index("ix_comment_thread", ["post_id", "created_at", "id"], unique=False)
        batch_op.create_index("ix_comment_writer", ["email", "state"], unique=False)

    op.create_table(
        "old_address",
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["post_id"], ["post.id"], name=op.f("fk_old_address_post_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("path", name=op.f("pk_old_address")),
    )
    with op.batch_alter_table("old_address", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_old_address_post_id"), ["post_id"], unique=False)

    op.create_table(
        "post_category",
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("category_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["category_id"], ["category.id"], name=op.f("fk_post_category_category_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["post_id"], ["post.id"], name=op.f("fk_post_category_post_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("post_id", "category_id", name=op.f("pk_post_category")),
    )
    with op.batch_alter_table("post_category", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_post_category_category_id"), ["category_id"], unique=False)

    op.create_table(
        "post_question",
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["post_id"], ["post.id"], name=op.f("fk_post_question_post_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["question_id"], ["question.id"], name=op.f("fk_post_question_question_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("post_id", "question_id", name=op.f("pk_post_question")),
    )
    with op.batch_alter_table("post_question", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_post_question_question_id"), ["question_id"], unique=False)

    op.create_table(
        "comment_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column(
            "was",
            sa.Enum("published", "held", "spam", "removed", name="state", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column(
            "became",
            sa.Enum("published", "held", "spam", "removed", name="state", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_comment_move_by_id")),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comment.id"], name=op.f("fk_comment_move_comment_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment_move")),
    )
    with op.batch_alter_table("comment_move", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_comment_move_comment_id"), ["comment_id"], unique=False)
    op.execute(
        "INSERT INTO site (id, name, tagline, about_source, about_html, time_zone, moderation)"
        " VALUES (1, 'An advice column', 'Questions from readers, answered', '', '', 'UTC', 'newcomers')"
    )


def downgrade() -> None:
    with op.batch_alter_table("comment_move", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_comment_move_comment_id"))

    op.drop_table("comment_move")
    with op.batch_alter_table("post_question", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_post_question_question_id"))

    op.drop_table("post_question")
    with op.batch_alter_table("post_category", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_post_category_category_id"))

    op.drop_table("post_category")
    with op.batch_alter_table("old_address", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_old_address_post_id"))

    op.drop_table("old_address")
    with op.batch_alter_table("comment", schema=None) as batch_op:
        batch_op.drop_index("ix_comment_writer")
        batch_op.drop_index("ix_comment_thread")
        batch_op.drop_index(batch_op.f("ix_comment_parent_id"))
        batch_op.drop_index("ix_comment_lane")
        batch_op.drop_index("ix_comment_count")

    op.drop_table("comment")
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_person_id"))

    op.drop_table("sign_in")
    with op.batch_alter_table("question_move", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_question_move_question_id"))

    op.drop_table("question_move")
    with op.batch_alter_table("post", schema=None) as batch_op:
        batch_op.drop_index("ix_post_list")
        batch_op.drop_index("ix_post_due")
        batch_op.drop_index(batch_op.f("ix_post_author_id"))

    op.drop_table("post")
    op.drop_table("version")
    op.drop_table("site")
    with op.batch_alter_table("question", schema=None) as batch_op:
        batch_op.drop_index("ix_question_lane")

    op.drop_table("question")
    op.drop_table("person")
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.drop_index("ix_message_due")
        batch_op.drop_index("ix_message_about")

    op.drop_table("message")
    op.drop_table("imported")
    op.drop_table("counter")
    op.drop_table("category")
