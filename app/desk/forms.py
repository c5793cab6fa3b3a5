"""What the author fills in."""

from hashlib import blake2b
from zoneinfo import available_timezones

from flask import request
from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, HiddenField, PasswordField, SelectField
from wtforms.validators import ValidationError

from app.db import db
from app.desk.front import numbers
from app.people import Person
from app.posts.threads import MOST_SLOW
from app.questions import CannedReply, Question
from app.questions.replies import told, unknown
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
    credential = HiddenField()
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


class FillingForm(SignedForm):
    """A form with a text for an asker, which may come from a canned reply."""

    as_it_is = BooleanField("Send it as it is")

    def refuse_unknown(self, field: Field) -> None:
        """Refuse what looks like a variable and is none, until told to send it as it is."""
        names = unknown(field.data or "")
        if names and not self.as_it_is.data:
            raise ValidationError(f"{told(names)} Mend it, or tick that it is to be sent as it is.")

    @property
    def puts_in(self) -> bool:
        """Whether a canned reply is to be put in, and nothing sent yet."""
        return "put_in" in request.form

    def put_in(self, field: Field, question: Question, by: Person) -> None:
        """Add the canned reply that was chosen to the FIELD, below what was typed, for QUESTION from BY."""
        reply = db.session.get(CannedReply, next(iter(numbers("reply")), 0))
        parts = (field.data or "", reply.filled(question, by) if reply else "")
        field.data = "\n\n".join(part for part in parts if part)


class PrivateAnswerForm(KeptForm, FillingForm):
    """An answer that only the asker sees."""

    private_answer = fields.passage("Private answer", least=1, most=50_000)

    def validate_private_answer(self, field: Field) -> None:
        """Refuse unknown variables once."""
        self.refuse_unknown(field)


class FarewellForm(KeptForm, FillingForm):
    """What an asker is told when their question is declined."""

    farewell = fields.passage("Note", least=1, most=10_000)

    def validate_farewell(self, field: Field) -> None:
        """Refuse unknown variables once."""
        self.refuse_unknown(field)


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
    word_list = fields.passage("Word list", most=20_000)
    purge_spam_after = fields.days("Purge spam after")
    purge_held_after = fields.days("Purge held comments after")
    close_after = fields.days("Close comments after")
    keep_unanswered_for = fields.days("Erase what was not answered after")
    keep_answered_for = fields.days("Erase what was answered after")


class WriterNoteForm(KeptForm):
    """A note on somebody who comments."""

    writer_note = fields.passage("Note on this writer", most=10_000)


class ThreadForm(SignedForm):
    """How fast a thread goes."""

    slow = fields.count("Minutes between two comments from the same place", most=MOST_SLOW)


class MoveForm(SignedForm):
    """Where a conversation is to go."""

    to = fields.line("Address or title of the other post", least=1, most=500)
