"""Pictures as they are kept: upright, of a size that suits a page, and telling nothing about anybody."""

import errno
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image as Picture
from PIL import ImageCms, ImageDraw

from app import text
from app.db import db, writing
from app.people import Person
from app.posts.images import Image, files
from app.posts.images.encoding import encode
from app.posts.images.files import Encoded
from app.web import Refusal
from tests.pictures import bomb, photograph, sent_as
from tests.text.test_rendering import Elements

RED, BLUE = (200, 30, 30), (30, 30, 200)


def shown(encoded: Encoded) -> Picture.Image:
    return Picture.open(BytesIO(encoded.whole))


MODES = {
    "JPEG": ("RGB", "L", "CMYK"),
    "MPO": ("RGB", "L"),
    "PNG": ("RGB", "L", "P", "RGBA", "LA", "1", "I;16"),
    "WEBP": ("RGB", "RGBA"),
    "GIF": ("RGB", "L", "P", "RGBA", "1"),
}


@pytest.mark.parametrize(("form", "mode"), [(form, mode) for form, modes in MODES.items() for mode in modes])
def test_every_sort_of_file_is_made_anew(form: str, mode: str) -> None:
    drawn = Picture.new("I" if mode == "I;16" else "RGB", (300, 200), 200).convert(mode)
    encoded = encode(sent_as(form, drawn))
    assert (encoded.width, encoded.height, encoded.small) == (300, 200, None)
    assert (shown(encoded).format, shown(encoded).size) == ("WEBP", (300, 200))


def test_a_large_one_is_made_smaller_and_has_a_smaller_copy() -> None:
    encoded = encode(photograph((3000, 2000)))
    assert shown(encoded).size == (encoded.width, encoded.height) == (1600, 1067)
    assert encoded.name.endswith("-1600x1067.webp")
    assert Picture.open(BytesIO(encoded.small or b"")).size == (800, 534)


def test_a_tall_one_is_measured_by_its_height() -> None:
    assert shown(encode(photograph((1000, 4000)))).size == (400, 1600)


def test_it_stands_upright_and_tells_nothing_of_where_it_was_taken() -> None:
    file = photograph((400, 300), orientation=6, place="Leeds")
    assert Picture.open(file).getexif().get_ifd(0x8825)
    assert b"Leeds" in file.getvalue()
    encoded = encode(file)
    assert shown(encoded).size == (300, 400)
    seen = shown(encoded)
    seen.load()
    assert not dict(seen.getexif())
    assert not {"exif", "xmp", "icc_profile", "comment"} & set(seen.info)
    assert b"Leeds" not in encoded.whole
    top = seen.convert("RGB").getpixel((150, 20))
    assert top[0] > 150 > top[2]  # the left of what was sent, which was red


def test_colours_of_another_space_are_turned_into_those_of_every_screen() -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    told = encode(sent_as("JPEG", Picture.new("RGB", (50, 50), RED), icc_profile=lab.tobytes()))
    plain = encode(sent_as("JPEG", Picture.new("RGB", (50, 50), RED)))
    broken = encode(sent_as("JPEG", Picture.new("RGB", (50, 50), RED), icc_profile=b"no profile"))
    for each in (told, broken):
        assert "icc_profile" not in shown(each).info
        near = zip(shown(each).getpixel((9, 9)), shown(plain).getpixel((9, 9)), strict=True)
        assert all(abs(one - other) < 4 for one, other in near)


def test_what_is_clear_stays_clear() -> None:
    drawn = Picture.new("RGBA", (60, 60), (0, 0, 0, 0))
    ImageDraw.Draw(drawn).rectangle((20, 20, 40, 40), (200, 30, 30, 255))
    for form in ("PNG", "GIF"):
        seen = shown(encode(sent_as(form, drawn))).convert("RGBA")
        assert (seen.getpixel((2, 2))[3], seen.getpixel((30, 30))[3]) == (0, 255)


def test_of_a_moving_one_the_first_picture_is_kept() -> None:
    frames = [Picture.new("RGB", (40, 40), colour) for colour in (RED, BLUE)]
    seen = shown(encode(sent_as("GIF", frames[0], save_all=True, append_images=frames[1:])))
    assert not getattr(seen, "is_animated", False)
    assert seen.convert("RGB").getpixel((9, 9))[0] > 150


def test_the_same_picture_has_the_same_name_and_another_another() -> None:
    assert encode(photograph((90, 60))).name == encode(photograph((90, 60))).name
    assert encode(photograph((90, 61))).name != encode(photograph((90, 60))).name


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (b"", "no picture"),
        (b"Dear Hester, this is a text called ladder.png.", "no picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "SVG"),
        (b"<?xml version='1.0'?><svg/>", "SVG"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "HEIC"),
        (b"BM" + bytes(60), "no picture"),
        (photograph((400, 300)).getvalue()[:-900], "damaged"),
        (sent_as("PNG", Picture.new("RGB", (400, 300), RED)).getvalue()[:200], "damaged"),
        (bomb(50_001, 1_000), "50 million"),
        (bomb(60_000, 60_000), "50 million"),
    ],
)  # fmt: skip
def test_what_is_no_picture_is_refused_with_a_sentence(file: bytes, sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence) as refused:
        encode(BytesIO(file))
    assert refused.value.status == 422


FILES = [sent_as(form, Picture.new("RGB", (30, 20), RED)).getvalue() for form in MODES]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(FILES), st.integers(0, 400), st.binary(max_size=8), st.integers(0, 60))
def test_a_file_with_faults_is_taken_or_refused(file: bytes, at: int, fault: bytes, missing: int) -> None:
    at %= len(file)
    faulty = file[:at] + fault + file[at + len(fault) :]
    with suppress(Refusal):
        encode(BytesIO(faulty[: len(faulty) - missing]))


@pytest.fixture
def by(context: None, hester: int) -> Person:
    return db.session.get_one(Person, hester)


@pytest.fixture
def kept(by: Person) -> Image:
    """A picture of a ladder."""
    with writing():
        return Image.keep(encode(photograph((900, 600))), "A ladder", by)


def there() -> set[str]:
    return {path.name for path in files.folder().iterdir()} if files.folder().exists() else set()


def test_both_of_its_files_are_there_and_nothing_else(kept: Image) -> None:
    stem = kept.name.removesuffix(".webp")
    assert {kept.name, f"{stem}-800.webp"} <= there()
    assert all(name.endswith(".webp") for name in there())


def test_the_same_picture_is_kept_once_with_its_newest_description(kept: Image, by: Person) -> None:
    with writing():
        again = Image.keep(encode(photograph((900, 600))), "The ladder", by)
    assert (again.id, again.alt) == (kept.id, "The ladder")


def test_to_say_nothing_of_the_same_picture_keeps_its_description(kept: Image, by: Person) -> None:
    described = kept.alt
    with writing():
        again = Image.keep(encode(photograph((900, 600))), "", by)
    assert (again.id, again.alt) == (kept.id, described)
    assert described


def test_a_full_disk_leaves_nothing_half_done(by: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    before = there()

    def fail(_: int) -> None:
        raise OSError(errno.ENOSPC, "disk full")

    monkeypatch.setattr("app.posts.images.files.os.fsync", fail)
    with pytest.raises(OSError, match="disk full"), writing():
        Image.keep(encode(photograph((903, 600))), "A ladder", by)
    assert there() == before
    assert not Image.page(1).rows


def test_one_that_goes_takes_its_files_along(kept: Image, by: Person) -> None:
    with writing() as session:
        session.get_one(Image, kept.id).remove(by)
    assert not {name for name in there() if name.startswith(kept.name[:24])}


def test_its_files_stay_where_its_going_fails(kept: Image, by: Person) -> None:
    name, before = kept.name, there()
    with pytest.raises(ZeroDivisionError), writing() as session:
        session.get_one(Image, kept.id).remove(by)
        raise ZeroDivisionError
    assert there() == before
    assert [image.name for image in Image.page(1).rows] == [name]


@given(st.text(alphabet="ab ![]()*_`\\<>&;#\"'{}x0-1.\n", max_size=40))
def test_its_line_shows_its_description_whatever_that_is(alt: str) -> None:
    alt = text.tidy_line(alt)
    image = Image(name="0123456789abcdef01234567-320x200.webp", alt=alt)
    for form, line in ((text.Format.MARKDOWN, image.markdown), (text.Format.HTML, image.html)):
        found = Elements(text.for_author(line, form).html).found
        assert [(told["alt"], told["src"]) for tag, told in found if tag == "img"] == [(alt, image.address)]


@pytest.mark.usefixtures("kept")
def test_nobody_else_on_the_machine_looks_into_their_folder() -> None:
    assert files.folder().stat().st_mode & 0o77 == 0
