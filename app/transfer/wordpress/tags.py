"""The elements of an export by short names, whichever version and scheme their namespace has."""

import re
from functools import lru_cache
from html import unescape
from xml.etree.ElementTree import Element

from app import text

FAMILIES = {
    "wp:": re.compile(r"https?://wordpress\.org/export/\d+\.\d+/"),
    "excerpt:": re.compile(r"https?://wordpress\.org/export/\d+\.\d+/excerpt/"),
    "content:": re.compile(r"https?://purl\.org/rss/1\.0/modules/content/"),
    "dc:": re.compile(r"https?://purl\.org/dc/elements/1\.1/"),
}
_markup = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)


@lru_cache(maxsize=1024)
def short(tag: str) -> str:
    """TAG as `wp:post_id` and the like; one without a namespace as it is, one of another as nothing."""
    namespace, _, name = tag.removeprefix("{").rpartition("}")
    if not namespace:
        return name
    return next((f"{prefix}{name}" for prefix, family in FAMILIES.items() if family.fullmatch(namespace)), "")


def fields(element: Element) -> dict[str, str]:
    """What each child of ELEMENT says, tidied, by its short name; of several the first."""
    found: dict[str, str] = {}
    for child in element:
        found.setdefault(short(child.tag), text.tidy(child.text))
    return found


def plain(html: str) -> str:
    """One line of HTML, such as a title or a name, as the text that it shows."""
    return " ".join(unescape(_markup.sub("", html)).split())
