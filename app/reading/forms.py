"""What a commenter fills in."""

from wtforms import Form, HiddenField, StringField

from app.text import tidy_line
from app.web import fields


class CommentForm(Form):
    """A comment. Nothing but its text is required."""

    text = fields.passage("Comment", least=1, most=10_000)
    name = fields.line("Name", most=60)
    email = fields.email()
    website = StringField("Leave this empty", filters=[tidy_line])
    """A decoy: nobody sees it."""
    seconds = HiddenField()
    """From the first touch of the form until it was sent; a script counts them."""

    @property
    def took(self) -> int | None:
        """How many seconds it took, if that was counted."""
        counted = self.seconds.data or ""
        return int(counted) if counted.isascii() and counted.isdecimal() and len(counted) < 10 else None
