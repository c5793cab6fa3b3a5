"""Pictures of our own in a text. Their address says how large they are, so that no page jumps."""

import re

TAG = re.compile(r'(<(?:[^<>"]|"[^"]*")*>)')
"""A tag in sanitised HTML, where "<" and quotes stand for nothing else."""
ADDRESS = re.compile(r"/images/[0-9a-f]{24}-(?P<width>\d{1,4})x(?P<height>\d{1,4})\.webp")
NARROW = 800
"""The width in pixels of the smaller copy that each wider picture has."""
_attribute = re.compile(r' ([a-z]+)="([^"]*)"')


def is_ours(address: str) -> bool:
    """Whether ADDRESS is that of a picture that was uploaded here."""
    return ADDRESS.fullmatch(address) is not None


def is_file(name: str) -> bool:
    """Whether a file of a picture, or of its smaller copy, could have NAME."""
    return ADDRESS.fullmatch(f"/images/{name.replace(f'-{NARROW}.webp', '.webp')}") is not None


def name_of(digest: str, width: int, height: int) -> str:
    """The file name of a picture with DIGEST, 24 hexadecimal digits, that is WIDTH by HEIGHT pixels."""
    return f"{digest}-{width}x{height}.webp"


def narrow(name: str) -> str:
    """The file name of the smaller copy of NAME."""
    return f"{name.removesuffix('.webp')}-{NARROW}.webp"


def with_sizes(html: str) -> str:
    """Sanitised HTML in which each picture of ours says how large it is and where its smaller copy is."""
    return TAG.sub(lambda tag: _sized(tag[0]) if tag[0].startswith("<img ") else tag[0], html)


def _sized(tag: str) -> str:
    told = dict(_attribute.findall(tag))
    found = ADDRESS.fullmatch(told.get("src", ""))
    if found is None:
        return tag
    told |= {"width": found["width"], "height": found["height"], "loading": "lazy"}
    if int(found["width"]) > NARROW:
        told["srcset"] = f"{narrow(told['src'])} {NARROW}w, {told['src']} {found['width']}w"
        told["sizes"] = "(min-width: 40rem) 37rem, 100vw"
    return "".join(("<img", *(f' {name}="{value}"' for name, value in told.items()), ">"))
