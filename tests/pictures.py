"""Files of pictures, made for the tests."""

import struct
import zlib
from io import BytesIO

from PIL import Image, ImageDraw

ORIENTATION, DESCRIPTION, GPS = 0x0112, 0x010E, 0x8825


def sent_as(form: str, picture: Image.Image, **more: object) -> BytesIO:
    """PICTURE as a file of FORM."""
    file = BytesIO()
    picture.save(file, form, **more)
    file.seek(0)
    return file


def photograph(size: tuple[int, int], *, orientation: int = 1, place: str = "") -> BytesIO:
    """A JPEG, red to the left and blue to the right, that tells how it was held and at which PLACE."""
    picture = Image.linear_gradient("L").resize(size)
    picture = Image.merge("RGB", (picture, picture, picture))
    ImageDraw.Draw(picture).rectangle((0, 0, size[0] // 2, size[1]), (200, 30, 30))
    exif = Image.Exif()
    exif[ORIENTATION], exif[DESCRIPTION] = orientation, place
    exif.get_ifd(GPS).update({1: "N", 2: (53.0, 47.0, 59.0), 3: "W", 4: (1.0, 32.0, 57.0)})
    return sent_as("JPEG", picture, exif=exif, quality=90, comment=place.encode())


def bomb(width: int, height: int) -> bytes:
    """A PNG that says it is WIDTH by HEIGHT pixels large."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
        for name, content in chunks
    )
