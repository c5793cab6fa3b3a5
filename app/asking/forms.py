"""What an asker fills in."""

from wtforms import Form, RadioField

from app.questions import Permission
from app.web import fields

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
    permission = RadioField(
        "How may I answer?", choices=fields.options(PERMISSIONS), default=Permission.PUBLISH.value
    )


class ReplyForm(Form):
    """What an asker says to what the author asked."""

    reply = fields.passage("Your reply", least=1, most=20_000)
