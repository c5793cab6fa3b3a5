"""How a mail looks where mail is shown as HTML: a quiet letter that asks nobody for anything."""

import re

import nh3
from flask import current_app
from markupsafe import Markup, escape

from app.mail.message import Message
from config import Config

_link = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;:!?)\]’”]")
_picture = re.compile(r"<img\b[^>]*>")
_alt = re.compile(r'\balt="([^"]*)"')
_own = re.compile(r'(<a\b[^>]*\bhref=")(?=/(?!/))')


def as_letter(message: Message, config: Config, sender: str) -> str:
    """The whole HTML of MESSAGE, from SENDER."""
    body = for_mail(message.html, config.site_url) if message.html else from_text(message.text)
    template = current_app.jinja_env.get_template("mail/letter.html")
    return template.render(
        body=Markup(body),  # noqa: S704 - escaped, or cleaned, by what made it
        message=message,
        sender=sender,
        home=config.site_url,
    )


def from_text(text: str) -> str:
    """TEXT in paragraphs, with links that can be followed."""
    paragraphs = re.split(r"\n\s*\n", text.strip())
    return "\n".join(f"<p>{_linked(each)}</p>" for each in paragraphs)


def for_mail(html: str, home: str) -> str:
    """HTML that was sanitised for a page, for a mailbox: links lead to HOME, pictures are told in words."""
    told = _picture.sub(_in_words, html)
    return nh3.clean(_own.sub(rf"\g<1>{home}", told), link_rel="noopener noreferrer")


def _in_words(picture: "re.Match[str]") -> str:
    alt = _alt.search(picture[0])
    return f"[Picture: {alt[1]}]" if alt and alt[1] else "[Picture]"


def _linked(text: str) -> str:
    parts, end = [], 0
    for found in _link.finditer(text):
        link = escape(found[0])
        parts += [escape(text[end : found.start()]), Markup('<a href="{0}">{0}</a>').format(link)]
        end = found.end()
    return "".join([*parts, escape(text[end:])]).replace("\n", "<br>\n")
