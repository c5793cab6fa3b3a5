"""As much of a comment as it takes to judge a new one; the model itself builds on what judges."""

from sqlalchemy import Integer, String, column, table

from app.db import Moment

comment = table(
    "comment",
    column("id", Integer),
    column("post_id", Integer),
    column("question_id", Integer),
    column("name", String),
    column("email", String),
    column("place", String),
    column("state", String),
    column("lesson", String),
    column("reads", Integer),
    column("reads_too", Integer),
    column("created_at", Moment),
)
