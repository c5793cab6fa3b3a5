"""The fields that forms have in common, with a sentence for each thing that can be wrong."""

from collections.abc import Mapping
from typing import Any

from wtforms import DateField, EmailField, Field, IntegerField, StringField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]
from wtforms.form import BaseForm
from wtforms.validators import Length, Optional, StopValidation, ValidationError

from app.mail.addresses import is_address
from app.text import tidy, tidy_line


def line(label: str, most: int, least: int = 0) -> Field:
    """One line of LEAST to MOST characters."""
    return StringField(label, filters=[tidy_line], validators=_lengths(least, most))


def passage(label: str, most: int, least: int = 0) -> Field:
    """Text of LEAST to MOST characters."""
    return TextAreaField(label, filters=[tidy], validators=_lengths(least, most))


def email(label: str = "E-mail") -> Field:
    """An e-mail address, or nothing."""
    return EmailField(label, filters=[tidy], validators=[Optional(), *_lengths(0, 254), _address])


def day(label: str) -> Field:
    """A date, or nothing."""
    return _DateField(label, validators=[Optional()])


class _DateField(DateField):
    def process_formdata(self, valuelist: list[str]) -> None:
        """As any date; says in plain words what is no date."""
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError("That is no day of the calendar. Write it like 2026-12-03.") from None


def count(label: str, most: int) -> Field:
    """A whole number from 0 to MOST."""

    def whole(form: BaseForm, field: Field) -> None:
        if field.data is None or not 0 <= field.data <= most:
            field.errors = []
            raise StopValidation(f"Please write a whole number from 0 to {most:,}.")

    return IntegerField(label, validators=[whole])


def days(label: str) -> Field:
    """Some days, at most ten years; 0 for never."""
    return count(f"{label} (days)", most=3_650)


def _address(form: BaseForm, field: Field) -> None:
    """Refuse what no mail could be sent to."""
    if not is_address(field.data):
        raise ValidationError("That does not look like an e-mail address.")


def _lengths(least: int, most: int) -> list[Length]:
    few = "Please write something first." if least == 1 else f"Please write at least {least} characters."
    many = f"Please keep it to {most:,} characters. It is all still here: shorten it and send it again."
    return [Length(min=least, message=few), Length(max=most, message=many)]


def options(labels: Mapping[str, str]) -> list[Any]:
    """The choices of a field, from each value to its label."""
    return [SelectChoice(value, label) for value, label in labels.items()]
