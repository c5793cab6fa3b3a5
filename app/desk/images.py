"""The pictures: what was uploaded, and uploading more."""

from flask import abort, flash, redirect, render_template, url_for
from flask_wtf.file import FileField
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response
from wtforms import BooleanField, Field
from wtforms.validators import ValidationError

from app.db import db, writing
from app.desk.forms import SignedForm
from app.desk.front import asked_number, author, front, page_number
from app.posts.images import Image
from app.posts.images.files import Encoded
from app.posts.images.model import Use
from app.web import Refusal, fields
from app.web.uploads import takes_up_to

MOST_BYTES = 12 * 2**20
HELD = {"of": Image}


class ImageForm(SignedForm):
    """A picture of at most so many bytes, and what it shows, in words."""

    most = MOST_BYTES
    picture = FileField("Picture")
    alt = fields.line("What it shows, in a few words", most=500)
    decorates = BooleanField("It only decorates: there is nothing to tell")

    def validate_picture(self, field: FileField) -> None:
        """Refuse nothing at all."""
        if not isinstance(field.data, FileStorage):
            raise ValidationError("Choose a picture first.")

    def validate_alt(self, field: Field) -> None:
        """Refuse to leave those out who do not see it, unless there is nothing to tell them."""
        if not field.data and not self.decorates.data:
            raise ValidationError(
                "Say what it shows, for those who do not see it; or tick that it decorates."
            )

    @property
    def words(self) -> str:
        """What it shows; "" where it only decorates."""
        return "" if self.decorates.data else self.alt.data


@front.get("/desk/images")
def images() -> str:
    """What was uploaded, the newest first, and a form for more."""
    added = db.session.get(Image, asked_number("added"))
    return _images(ImageForm(formdata=None), added=added)


@front.post("/desk/images")
@takes_up_to(MOST_BYTES)
def add_image() -> Response | tuple[str, int]:
    """Take a picture."""
    form = ImageForm()
    if not form.validate():
        return _images(form), 422
    try:
        sent = _encoded(form.picture.data)
    except Refusal as refusal:
        form.picture.errors = [str(refusal)]
        return _images(form), refusal.status
    with writing() as session:
        image = Image.keep(sent, form.words, author())
        session.flush()
        number = image.id
    return redirect(url_for("desk.images", added=number), 303)


@front.post("/desk/images/<int:number>/remove")
def remove_image(number: int) -> Response | tuple[str, int]:
    """Delete one that no text shows; of one that is used, say where."""
    try:
        with writing() as session:
            image = session.get(Image, number, with_for_update=HELD) or abort(404)
            image.remove(author())
    except Refusal as refusal:
        flash(str(refusal), "refused")
        kept = db.session.get_one(Image, number)
        return _images(ImageForm(formdata=None), uses=kept.uses(), kept=kept), refusal.status
    flash("Deleted.", "done")
    return redirect(url_for("desk.images"), 303)


def _encoded(picture: FileStorage) -> Encoded:
    """PICTURE as it is kept. What that takes is large, and imported only where somebody sends one."""
    from app.posts.images.encoding import encode

    return encode(picture.stream)


def _images(
    form: ImageForm, *, added: Image | None = None, uses: list[Use] | None = None, kept: Image | None = None
) -> str:
    return render_template(
        "desk/images.html",
        form=form,
        page=Image.page(page_number()),
        address=lambda number: url_for("desk.images", page=number),
        added=added,
        uses=uses,
        kept=kept,
    )
