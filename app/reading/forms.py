"""What a commenter fills in."""

from collections.abc import Iterable

from wtforms import Form, HiddenField, SelectField, StringField

from app.posts import Heading
from app.text import tidy_line
from app.web import fields


class CommentForm(Form):
    """A comment. Nothing but its text is required."""

    text = fields.passage("Comment", least=1, most=10_000)
    part = SelectField("About", validate_choice=False, choices=[])
    name = fields.line("Name", most=60)
    email = fields.email()
    website = StringField("Leave this empty", filters=[tidy_line])
    """A decoy: nobody sees it."""
    seconds = HiddenField()
    """From the first touch of the form until it was sent; a script counts them."""

    def offer(self, headings: Iterable[Heading]) -> "CommentForm":
        """Let it ask which of these HEADINGS of a round-up the comment is about."""
        choices = {str(each.number): each.text for each in headings}
        self.part.choices = fields.options({"": "The whole post"} | choices) if choices else []
        return self

    @property
    def took(self) -> int | None:
        """How many seconds it took, if that was counted."""
        counted = self.seconds.data or ""
        return int(counted) if counted.isascii() and counted.isdecimal() and len(counted) < 10 else None


class ReportForm(Form):
    """Why a comment should not stand."""

    reason = fields.passage("What is wrong with it?", most=2_000)
