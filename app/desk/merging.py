"""Forms over several things that are kept, each of which another window may have changed meanwhile."""

from typing import Any, NamedTuple

from wtforms import Field, HiddenField, SelectField

from app.desk.forms import SignedForm, edition
from app.web import Refusal

UNKEPT = {"csrf_token", "seen"}


class Clash(NamedTuple):
    """A FIELD that was filled in here and in another window: as it is YOURS here, and THEIRS there."""

    field: Field
    yours: str
    theirs: str


class MergingForm(SignedForm):
    """A form in which SEEN has the edition of each thing that it was written over.

    What was only changed elsewhere stays as it is there; what was changed here too is refused once.
    """

    seen = HiddenField()
    clashes: tuple[Clash, ...] = ()

    def write_over(self, kept: object) -> None:
        """Be a form over what is KEPT now."""
        editions = (
            f"{field.name}:{edition(str(getattr(kept, field.name)))}" for field in self._fields_kept()
        )
        self.seen.data = " ".join(editions)

    def merge(self, kept: object) -> list[str]:
        """Take over what others KEPT meanwhile, and name it. Raises Refusal where it was changed here too."""
        taken, clashes = [], []
        before = dict(pair.split(":", 1) for pair in (self.seen.data or "").split() if ":" in pair)
        for field in self._fields_kept():
            theirs, seen = getattr(kept, field.name), before.get(field.name)
            if seen is None or seen == edition(str(theirs)) or str(field.data) == str(theirs):
                continue
            if seen == edition(str(field.data)):
                _take(field, theirs)
                taken.append(field.label.text)
            else:
                clashes.append(Clash(field, _called(field, field.data), _called(field, theirs)))
        self.clashes = tuple(clashes)
        if clashes:
            raise Refusal(
                "This was changed in another window meanwhile. Nothing was overwritten: below are both."
            )
        return taken

    def _fields_kept(self) -> list[Field]:
        return [field for field in self if field.name not in UNKEPT]


def _take(field: Field, theirs: Any) -> None:
    field.data, field.raw_data = str(theirs) if isinstance(field, SelectField) else theirs, None


def _called(field: Field, value: Any) -> str:
    """What people call the VALUE of FIELD."""
    if not isinstance(field, SelectField):
        return str(value)
    return next((str(label) for known, label, *_ in field.iter_choices() if known == str(value)), str(value))
