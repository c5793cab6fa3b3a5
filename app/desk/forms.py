"""What the author fills in."""

from hashlib import blake2b
from zoneinfo import available_timezones

from flask_wtf import FlaskForm
from wtforms import HiddenField, PasswordField, SelectField

from app.site import Moderation
from app.web import Refusal, fields

MODERATION = {
    Moderation.NONE.value: "Show every comment at once",
    Moderation.NEWCOMERS.value: "Hold the first comment of a newcomer",
    Moderation.ALL.value: "Hold every comment",
}
TIME_ZONES = {zone: zone for zone in sorted(available_timezones() - {"Factory", "localtime"})}


class SignedForm(FlaskForm):  # type: ignore[misc]
    """A form that carries the token of whoever is signed in."""


class SignInForm(SignedForm):
    """Who wants to come in."""

    email = fields.email()
    password = PasswordField("Password")
    next = HiddenField()


def edition(kept: str) -> str:
    """A word that stands for the text KEPT: another text has another."""
    return blake2b(kept.encode(), digest_size=8).hexdigest()


class KeptForm(SignedForm):
    """A text that is written over what was kept: SEEN is the edition that it was written over."""

    seen = HiddenField()

    def refuse_unless_seen(self, kept: str) -> None:
        """Raises Refusal where another text was KEPT since."""
        if self.seen.data != edition(kept):
            raise Refusal(
                "This was changed in another window meanwhile. Nothing was overwritten: below are both texts."
            )


class NoteForm(KeptForm):
    """The author's private note on a question."""

    note = fields.passage("Private note", most=10_000)


class PrivateAnswerForm(KeptForm):
    """An answer that only the asker sees."""

    private_answer = fields.passage("Private answer", least=1, most=50_000)


class AskBackForm(SignedForm):
    """Something that the asker is asked."""

    ask_back = fields.passage("What do you need to know?", least=1, most=5_000)


class CommentReplyForm(SignedForm):
    """What the author says to a comment."""

    text = fields.passage("Reply", least=1, most=10_000)


class SettingsForm(SignedForm):
    """What the column is called and how it is run."""

    name = fields.line("Name of the column", least=1, most=80)
    tagline = fields.line("Tagline", most=200)
    about_source = fields.passage("About", most=50_000)
    time_zone = SelectField("Time zone", choices=fields.options(TIME_ZONES))
    moderation = SelectField("Which comments wait for you?", choices=fields.options(MODERATION))
