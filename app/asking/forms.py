"""What an asker fills in."""

from datetime import timedelta

from wtforms import Field, Form, RadioField, ValidationError

from app import clock
from app.questions import Permission
from app.web import fields

LONGEST_WAIT = timedelta(days=3_652)
"""Ten years, about: no asker hopes for an answer later."""
PERMISSIONS = {
    Permission.PUBLISH.value: "Publish it, so that others can learn from it",
    Permission.PRIVATE.value: "Only in private, to me",
    Permission.EITHER.value: "Either is fine",
}


class AskForm(Form):
    """A question. Nothing but its text is required."""

    letter = fields.passage("Your question", least=20, most=20_000)
    headline = fields.line("Headline", most=200)
    signature = fields.line("Name to sign with", most=100)
    email = fields.email()
    deadline = fields.day("Is there a day by which you need an answer?")
    permission = RadioField(
        "How may I answer?", choices=fields.options(PERMISSIONS), default=Permission.PUBLISH.value
    )

    def validate_deadline(self, field: Field) -> None:
        """Refuse a day that has passed, wherever the asker lives, and one that is too far off."""
        if field.data and field.data < clock.last_date():
            raise ValidationError("That day has passed. Choose one to come, or leave this empty.")
        if field.data and field.data > clock.last_date() + LONGEST_WAIT:
            raise ValidationError(
                "That is more than ten years ahead. Choose a day before, or leave this empty."
            )


class AddressForm(Form):
    """Where an asker wants to be told what becomes of their question."""

    address = fields.email()


class ReplyForm(Form):
    """What an asker says to what the author asked."""

    reply = fields.passage("Your reply", least=1, most=20_000)
