"""What an asker fills in."""

from collections.abc import Iterable
from datetime import timedelta

from wtforms import BooleanField, Field, Form, RadioField, SelectField, ValidationError

from app import clock
from app.posts import Heading
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
    not_before = fields.day("Is there a day before which it must not be published?")
    permission = RadioField(
        "How may I answer?", choices=fields.options(PERMISSIONS), default=Permission.PUBLISH.value
    )
    wants_follow_up = BooleanField("You may ask me in a few months how it went")

    def validate_deadline(self, field: Field) -> None:
        """Refuse a day that is not to come, and not soon enough."""
        _refuse_unless_to_come(field)

    def validate_not_before(self, field: Field) -> None:
        """Refuse the same, and a day on which a question that is only to be published comes too late."""
        _refuse_unless_to_come(field)
        late = field.data and self.deadline.data and field.data > self.deadline.data
        if late and self.permission.data == Permission.PUBLISH.value:
            raise ValidationError(
                "You need an answer before this day, and on this day it would be too late. Allow an answer"
                " in private as well, or change one of the two days."
            )


def _refuse_unless_to_come(field: Field) -> None:
    """Raises ValidationError for a day that has passed, wherever the asker lives, or is too far off."""
    if field.data and field.data < clock.last_date():
        raise ValidationError("That day has passed. Choose one to come, or leave this empty.")
    if field.data and field.data > clock.last_date() + LONGEST_WAIT:
        raise ValidationError("That is more than ten years ahead. Choose a day before, or leave this empty.")


class SayForm(Form):
    """What an asker says below the answer. It asks for no name and no e-mail, and has no trap for anybody."""

    text = fields.passage("Comment", least=1, most=10_000)
    part = SelectField("About", validate_choice=False, choices=[])

    def offer(self, headings: Iterable[Heading]) -> "SayForm":
        """Let it ask which of these HEADINGS of a round-up the comment is about."""
        choices = {str(each.number): each.text for each in headings}
        self.part.choices = fields.options({"": "The whole post"} | choices) if choices else []
        return self


class UpdateForm(Form):
    """What an asker tells after the answer came out."""

    update = fields.passage("How did it go?", least=1, most=20_000)


class AddressForm(Form):
    """Where an asker wants to be told what becomes of their question."""

    address = fields.email()


class ReplyForm(Form):
    """What an asker says to what the author asked."""

    reply = fields.passage("Your reply", least=1, most=20_000)
