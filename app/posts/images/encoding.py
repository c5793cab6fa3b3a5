"""A picture that was sent, made anew: upright, no larger than a page needs, with nothing but its pixels."""

import struct
from hashlib import blake2b
from io import BytesIO
from threading import Lock
from typing import IO, Any

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from app.posts.images.files import Encoded
from app.text.images import NARROW, name_of
from app.web import Refusal

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
DRAWN = {"PNG", "GIF"}
"""Formats of drawings, which may come out smaller, and sharp, without loss."""
LONGEST = 1600
"""Pixels of the longest side that are kept."""
MOST_PIXELS = 50_000_000
QUALITY = 82
SHARP = Image.Resampling.LANCZOS
HEIC = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"}
BROKEN = (OSError, SyntaxError, ValueError, EOFError, LookupError, TypeError, OverflowError, struct.error)
"""What Pillow raises for a file that is not what it says it is; SyntaxError is its own word for that."""
NO_PICTURE = "That is no picture that can be read. Send a JPEG, PNG, WebP or GIF file."
Image.MAX_IMAGE_PIXELS = None  # ours is stricter, and looked at before anything is unpacked
_turn = Lock()
"""An unpacked picture takes up to 200 MB: one at a time in each process."""


def encode(file: IO[bytes]) -> Encoded:
    """The picture in FILE as it is kept. Raises Refusal for one that cannot be taken."""
    try:
        with _turn, _opened(file) as sent:
            return _encoded(_clean(sent), drawn=sent.format in DRAWN)
    except UnidentifiedImageError:
        raise Refusal(_what_it_is(file), 422) from None
    except BROKEN as fault:
        if isinstance(fault, OSError) and fault.errno is not None:
            raise
        raise Refusal("That picture is damaged: it ends too soon, or parts of it are missing.", 422) from None


def _opened(file: IO[bytes]) -> Image.Image:
    """The picture in FILE; only its header is read so far."""
    sent = Image.open(file, formats=FORMATS)
    if sent.width * sent.height > MOST_PIXELS:
        raise Refusal(
            f"That picture has {sent.width:,} by {sent.height:,} pixels; {MOST_PIXELS // 10**6} million"
            " is the most. Make it smaller and send it again.",
            422,
        )
    return sent


def _what_it_is(file: IO[bytes]) -> str:
    """Why the FILE that is no picture to us was not taken."""
    file.seek(0)
    start = file.read(512).lstrip()
    if start[4:8] == b"ftyp" and start[8:12] in HEIC:
        return (
            "That is a HEIC photograph, which most browsers cannot show. Export it as a JPEG and send that."
        )
    if start.startswith((b"<svg", b"<?xml", b"<!DOCTYPE svg")):
        return "SVG files can carry scripts, so they are not taken. Export it as a PNG and send that."
    return NO_PICTURE


def _clean(sent: Image.Image) -> Image.Image:
    """The first picture of SENT: in sRGB, upright, as large as is kept, and nothing but its pixels."""
    sent.draft("RGB", (2 * LONGEST, 2 * LONGEST))
    sent.load()
    plain, told = _plain(sent), sent.info
    plain.thumbnail((LONGEST, LONGEST), SHARP, reducing_gap=3.0)
    plain.info = {"exif": told["exif"]} if "exif" in told else {}
    shown = _in_srgb(plain, told.get("icc_profile"))
    ImageOps.exif_transpose(shown, in_place=True)
    shown.info = {}
    return shown


def _plain(image: Image.Image) -> Image.Image:
    """IMAGE without a palette, and with no other depth than 8 bits, ready to be made smaller."""
    if image.mode in {"RGB", "RGBA", "CMYK", "L"} and "transparency" not in image.info:
        return image
    if image.mode.startswith("I"):
        return image.point(lambda value: value / 256).convert("L")
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """IMAGE, whose colours are meant as PROFILE says, as every screen shows it."""
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    if profile and image.mode != "L":
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            turned = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=mode)
        except (ImageCms.PyCMSError, OSError):
            return image.convert(mode)
        assert turned is not None
        turned.info = image.info
        return turned
    return image.convert(mode)


def _encoded(image: Image.Image, *, drawn: bool) -> Encoded:
    whole = _as_webp(image, drawn=drawn)
    small = _as_webp(_narrowed(image), drawn=drawn) if image.width > NARROW else None
    name = name_of(blake2b(whole, digest_size=12).hexdigest(), *image.size)
    return Encoded(name, *image.size, whole, small)


def _narrowed(image: Image.Image) -> Image.Image:
    return image.resize((NARROW, max(1, round(image.height * NARROW / image.width))), SHARP)


def _as_webp(image: Image.Image, *, drawn: bool) -> bytes:
    """IMAGE as WebP: one that was DRAWN without loss where that is smaller."""
    ways = [{"quality": QUALITY}, *([{"lossless": True, "quality": 60}] if drawn else [])]
    return min((_saved(image, **way) for way in ways), key=len)


def _saved(image: Image.Image, **how: Any) -> bytes:
    file = BytesIO()
    image.save(file, "WEBP", method=4, **how)
    return file.getvalue()
