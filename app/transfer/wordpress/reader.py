"""An export as a stream of rows. What was read is let go of, so memory does not grow with the file."""

import re
from collections.abc import Iterator
from typing import BinaryIO
from xml.etree.ElementTree import Element

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse

from app.transfer.wordpress import elements
from app.transfer.wordpress.rows import Author, Item
from app.transfer.wordpress.tags import short
from app.web import Refusal

VERSIONS = {"1.0", "1.1", "1.2"}


class Reader:
    """One reading of an export. Its head, which stands above the rows, fills as it is read."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        self.head: dict[str, str] = {}

    @property
    def site(self) -> str:
        """The address of the site without its scheme, which sites change."""
        addresses = (self.head.get(tag, "") for tag in ("wp:base_blog_url", "link", "wp:base_site_url"))
        return re.sub("^https?://", "", next(filter(None, addresses), "").lower()).rstrip("/")

    def rows(self) -> Iterator[Author | Item]:
        """Each author and item as soon as it was read. Raises Refusal for what is no such export."""
        opened: list[Element] = []
        for event, element in self._events():
            if event == "start":
                if not opened:
                    _refuse_unless_rss(element)
                opened.append(element)
                continue
            opened.pop()
            if len(opened) == 2:
                yield from self._row(element)
            if 0 < len(opened) <= 2:
                opened[-1].clear()
        self._refuse_unless_export()

    def _row(self, element: Element) -> Iterator[Author | Item]:
        match short(element.tag):
            case "wp:author":
                yield elements.author(element)
            case "item":
                self._refuse_unless_export()
                yield elements.item(element)
            case tag:
                self.head.setdefault(tag, (element.text or "").strip())

    def _refuse_unless_export(self) -> None:
        version = self.head.get("wp:wxr_version")
        if version is None:
            raise Refusal("This is not a WordPress export: it does not say which version of WXR it is.")
        if version not in VERSIONS:
            raise Refusal(f"This is a WordPress export of version “{version}”; known are 1.0, 1.1 and 1.2.")

    def _events(self) -> Iterator[tuple[str, Element]]:
        try:
            yield from iterparse(self.stream, ("start", "end"), forbid_dtd=True)
        except ParseError as error:
            raise Refusal(f"This file is not whole; it was damaged or cut short: {error}.") from None
        except DefusedXmlException:
            raise Refusal("This file declares entities of its own, which can be used to do harm.") from None
        except (LookupError, ValueError) as error:
            raise Refusal(f"This file is in an encoding that cannot be read: {error}.") from None


def _refuse_unless_rss(root: Element) -> None:
    if root.tag != "rss":
        raise Refusal(f"This is not a WordPress export: it begins with <{root.tag}>, not with <rss>.")
