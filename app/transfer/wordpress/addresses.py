"""Where a post was and where it is now."""

import re
from datetime import datetime
from urllib.parse import unquote, urlsplit

from app import clock, text
from app.posts.addresses import slug
from app.posts.model import free_path
from app.transfer.wordpress.rows import Item

_fit = re.compile(r"\w[\w.-]*")


def new_path(item: Item, title: str, at: datetime, zone: str) -> str:
    """The path that ITEM gets here: its name as it was, for a post below its month."""
    name = unquote(item.name)
    name = name if _fit.fullmatch(name) else slug(name or title)
    return free_path(name if item.type == "page" else f"{clock.local(at, zone):%Y/%m}/{name}")


def old_paths(item: Item) -> set[str]:
    """The addresses that ITEM answered at, with and without a slash at the end, and its short one."""
    path = _path(item.link)
    return {path, path.rstrip("/"), f"?p={item.number}"} - {""}


def _path(link: str) -> str:
    try:
        return text.tidy(unquote(urlsplit(link).path)).lstrip("/")
    except ValueError:
        return ""
