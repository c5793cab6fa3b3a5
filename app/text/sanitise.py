"""HTML that may be shown: bleach cleans it, and nh3, a second parser, cleans what bleach let by."""

import re
from collections.abc import Callable
from functools import cache, partial
from threading import Lock
from typing import NamedTuple
from urllib.parse import urlsplit

import nh3
from bleach.sanitizer import Cleaner

from app.text.images import is_ours, with_sizes


def _is_own(address: str) -> bool:
    return address.startswith("#") or (address.startswith("/") and address[1:2] not in {"/", "\\"})


class Allowed(NamedTuple):
    """What one kind of writer may use, and which addresses a picture may have."""

    tags: frozenset[str]
    attributes: dict[str, set[str]]
    is_picture: Callable[[str], bool] = is_ours


READER = Allowed(
    frozenset("p br em strong a blockquote ul ol li code pre del".split()),
    {"a": {"href"}, "ol": {"start"}},
)
AUTHOR = Allowed(
    READER.tags
    | frozenset(
        "h2 h3 h4 h5 h6 hr img figure figcaption table thead tbody tr th td"
        " sup sub b i u s small cite q abbr dl dt dd ins mark div span".split()
    ),
    {
        "a": {"href", "title", "id"},
        "ol": {"start"},
        "img": {"src", "alt", "title", "width", "height"},
        "abbr": {"title"},
        "th": {"colspan", "rowspan"},
        "td": {"colspan", "rowspan"},
        "li": {"id"},
        "sup": {"id"},
    },
)
SCHEMES = {"http", "https", "mailto"}
IMPORTED = AUTHOR._replace(is_picture=_is_own)
"""An author's text from another site may show what lies anywhere on this one."""
CODE = re.compile(r"(</?(?:script|style)\b[^<>]*>)", re.IGNORECASE)
"""A tag around what a browser would run."""
_turn = Lock()
"""Bleach's cleaner keeps what it is parsing: two texts at once would end up in each other."""


def sanitise(html: str, allowed: Allowed) -> str:
    """HTML with only what ALLOWED has in it. Links lead to http, https, mailto or this site."""
    rel = "ugc nofollow noopener" if allowed is READER else None
    with _turn:
        cleaned = _bleach(allowed is READER).clean(_without_code(html))
    clean = nh3.clean(
        cleaned,
        tags=set(allowed.tags),
        attributes=allowed.attributes,
        attribute_filter=partial(_keep_address, allowed),
        url_schemes=SCHEMES,
        link_rel=rel,
    )
    return clean if allowed is READER else with_sizes(clean)


def _without_code(html: str) -> str:
    """HTML without scripts and styles: bleach takes only the tags away, and what is between them is no text.

    One that is never closed stays; it is no reason to lose all that follows.
    """
    kept: list[str] = []
    open_tag, begins = "", 0
    for n, piece in enumerate(CODE.split(html)):
        tag = piece.lower() if n % 2 else ""
        if open_tag and tag.startswith(f"</{open_tag}"):
            del kept[begins:]
            open_tag = ""
            continue
        if tag and not open_tag and not tag.startswith("</"):
            open_tag, begins = tag[1:].split(maxsplit=1)[0].rstrip("/>"), len(kept)
        kept.append(piece)
    return "".join(kept)


@cache
def _bleach(reader: bool) -> Cleaner:
    allowed = READER if reader else AUTHOR
    return Cleaner(
        tags=allowed.tags,
        attributes={tag: list(names) for tag, names in allowed.attributes.items()},
        protocols=SCHEMES,
        strip=True,
    )


def _keep_address(allowed: Allowed, tag: str, name: str, value: str) -> str | None:
    """VALUE, unless it is an address that leads where it should not."""
    if name == "src":
        return value if allowed.is_picture(value) else None
    if name == "href":
        return value if _is_own(value) or _is_whole(value) else None
    return value


def _is_whole(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme == "mailto" or (parts.scheme in SCHEMES and bool(parts.hostname))
