"""HTML that may be shown: bleach cleans it, and nh3, a second parser, cleans what bleach let by."""

from functools import cache
from threading import Lock
from typing import NamedTuple
from urllib.parse import urlsplit

import nh3
from bleach.sanitizer import Cleaner


class Allowed(NamedTuple):
    """What one kind of writer may use."""

    tags: frozenset[str]
    attributes: dict[str, set[str]]


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
_turn = Lock()
"""Bleach's cleaner keeps what it is parsing: two texts at once would end up in each other."""


def sanitise(html: str, allowed: Allowed) -> str:
    """HTML with only what ALLOWED has in it. Links lead to http, https, mailto or this site."""
    rel = "ugc nofollow noopener" if allowed is READER else None
    with _turn:
        cleaned = _bleach(allowed is AUTHOR).clean(html)
    return nh3.clean(
        cleaned,
        tags=set(allowed.tags),
        attributes=allowed.attributes,
        attribute_filter=_keep_address,
        url_schemes=SCHEMES,
        link_rel=rel,
    )


@cache
def _bleach(author: bool) -> Cleaner:
    allowed = AUTHOR if author else READER
    return Cleaner(
        tags=allowed.tags,
        attributes={tag: list(names) for tag, names in allowed.attributes.items()},
        protocols=SCHEMES,
        strip=True,
    )


def _keep_address(tag: str, name: str, value: str) -> str | None:
    """VALUE, unless it is an address that leads where it should not."""
    if name == "src":
        return value if _is_own(value) else None
    if name == "href":
        return value if _is_own(value) or _is_whole(value) else None
    return value


def _is_own(address: str) -> bool:
    return address.startswith("#") or (address.startswith("/") and address[1:2] not in {"/", "\\"})


def _is_whole(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme == "mailto" or (parts.scheme in SCHEMES and bool(parts.hostname))
