"""From the elements of an export to its rows."""

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element

from app.transfer.wordpress.rows import Author, Item, Remark
from app.transfer.wordpress.tags import fields, plain, short

_number_in_guid = re.compile(r"\?p=(\d+)$")


def author(element: Element) -> Author:
    """The row of a `wp:author`."""
    said = fields(element)
    return Author(
        login=said.get("wp:author_login", ""),
        number=said.get("wp:author_id", ""),
        email=said.get("wp:author_email", ""),
        name=plain(said.get("wp:author_display_name", "")),
    )


def item(element: Element) -> Item:
    """The row of an `item`, with its comments."""
    said = fields(element)
    guid = _number_in_guid.search(said.get("guid", ""))
    return Item(
        number=said.get("wp:post_id") or (guid[1] if guid else ""),
        type=said.get("wp:post_type") or "post",
        status=said.get("wp:status", ""),
        login=said.get("dc:creator", ""),
        title=plain(said.get("title", "")),
        name=said.get("wp:post_name", ""),
        link=said.get("link", ""),
        password=said.get("wp:post_password", ""),
        date=said.get("wp:post_date", ""),
        date_gmt=said.get("wp:post_date_gmt", ""),
        body=said.get("content:encoded", ""),
        categories=tuple(_categories(child for child in element if child.tag == "category")),
        remarks=tuple(_remark(child) for child in element if short(child.tag) == "wp:comment"),
    )


def _categories(elements: Iterable[Element]) -> Iterable[str]:
    """Their names. Version 1.0 also lists each one bare, among the tags: bare ones count if all are."""
    by_domain = [(element.get("domain"), plain(element.text or "")) for element in elements]
    wanted = "category" if any(domain for domain, _ in by_domain) else None
    return dict.fromkeys(name for domain, name in by_domain if domain == wanted and name)


def _remark(element: Element) -> Remark:
    said = fields(element)
    return Remark(
        number=said.get("wp:comment_id", ""),
        parent=said.get("wp:comment_parent", ""),
        user=said.get("wp:comment_user_id", ""),
        name=plain(said.get("wp:comment_author", "")),
        email=said.get("wp:comment_author_email", ""),
        date=said.get("wp:comment_date", ""),
        date_gmt=said.get("wp:comment_date_gmt", ""),
        approved=said.get("wp:comment_approved", ""),
        type=said.get("wp:comment_type") or "comment",
        text=said.get("wp:comment_content", ""),
    )
