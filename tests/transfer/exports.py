"""WordPress exports, written for a test."""

from xml.sax.saxutils import escape, quoteattr

AUTHOR = {"id": 1, "login": "hester", "email": "hester@column.example", "display_name": "Hester Brannock"}
HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="{scheme}://wordpress.org/export/{version}/excerpt/"
 xmlns:content="{scheme}://purl.org/rss/1.0/modules/content/" xmlns:dc="{scheme}://purl.org/dc/elements/1.1/"
 xmlns:wp="{scheme}://wordpress.org/export/{version}/"><channel><title>The Spare Chair</title>
<link>{site}</link><wp:wxr_version>{version}</wp:wxr_version><wp:base_site_url>{site}</wp:base_site_url>
"""
POST = {
    "post_id": 7,
    "post_date": "2011-09-25 21:02:00",
    "post_date_gmt": "2011-09-25 19:02:00",
    "post_name": "the-ladder",
    "status": "publish",
    "post_type": "post",
    "post_password": "",
}
COMMENT = {
    "id": 1,
    "author": "Lina",
    "author_email": "Lina@readers.example",
    "author_IP": "192.0.2.1",
    "date": "2011-09-26 10:00:00",
    "date_gmt": "2011-09-26 08:00:00",
    "content": "Ask for it back.",
    "approved": "1",
    "type": "",
    "parent": 0,
    "user_id": 0,
}


def export(
    *items: str,
    version: str = "1.2",
    scheme: str = "http",
    authors: tuple[dict[str, object], ...] = (AUTHOR,),
    site: str = "http://old.example",
) -> str:
    """An export of ITEMS."""
    head = HEAD.format(version=version, scheme=scheme, site=site)
    listed = "".join(f"<wp:author>{_elements('wp:author_', author)}</wp:author>\n" for author in authors)
    return f"{head}{listed}{''.join(items)}</channel></rss>\n"


def item(
    *comments: str,
    title: str = "The ladder",
    link: str = "http://old.example/2011/09/the-ladder/",
    creator: str = "hester",
    body: str = "Give it back.\n\nToday.",
    categories: str = "",
    **fields: object,
) -> str:
    """A published post, save as FIELDS say; a field that is None is left out."""
    inside = _elements("", {"title": title, "link": link, "dc:creator": creator, "content:encoded": body})
    return f"<item>{inside}{_elements('wp:', POST | fields)}{categories}{''.join(comments)}</item>\n"


def comment(**fields: object) -> str:
    """An approved comment, save as FIELDS say."""
    return f"<wp:comment>{_elements('wp:comment_', COMMENT | fields)}</wp:comment>\n"


def category(name: str, **attributes: str) -> str:
    """A category of an item."""
    said = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
    return f"<category{said}>{escape(name)}</category>"


def _elements(prefix: str, fields: dict[str, object]) -> str:
    told = {name: value for name, value in fields.items() if value is not None}
    return "".join(f"<{prefix}{name}>{escape(str(value))}</{prefix}{name}>" for name, value in told.items())
