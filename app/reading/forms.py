"""What a commenter fills in."""

from wtforms import Form

from app.web import fields


class CommentForm(Form):
    """A comment. Nothing but its text is required."""

    text = fields.passage("Comment", least=1, most=10_000)
    name = fields.line("Name", most=60)
    email = fields.email()
