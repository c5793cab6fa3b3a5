"""The form of the settings."""

from zoneinfo import available_timezones

from wtforms import SelectField

from app.desk.merging import MergingForm
from app.site import Moderation
from app.web import fields

MODERATION = {
    Moderation.NONE.value: "Show every comment at once",
    Moderation.NEWCOMERS.value: "Hold the first comment of a newcomer",
    Moderation.ALL.value: "Hold every comment",
}
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
