"""The form of the settings."""

from zoneinfo import available_timezones

from wtforms import Field, SelectField, ValidationError

from app.desk.merging import MergingForm
from app.site import Moderation
from app.web import fields

MODERATION = {
    Moderation.NONE.value: "Show every comment at once",
    Moderation.NEWCOMERS.value: "Hold the first comment of a newcomer",
    Moderation.ALL.value: "Hold every comment",
}
LEAST_LIFE = 14
"""Days that a question waits at least: a week, and a week of warning."""
TIME_ZONES = {zone: zone for zone in sorted(available_timezones() - {"Factory", "localtime"})}


class SettingsForm(MergingForm):
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
    expire_after = fields.days("Let a question expire after")
    keep_unanswered_for = fields.days("Erase what was not answered after")
    keep_answered_for = fields.days("Erase what was answered after")

    def validate_expire_after(self, field: Field) -> None:
        """Refuse what would leave the desk no time to look."""
        if field.data and field.data < LEAST_LIFE:
            raise ValidationError(f"Give them at least {LEAST_LIFE} days, or 0 to keep them.")
