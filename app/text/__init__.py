"""What people type, made into HTML that may be shown. Nothing else makes HTML of typed text."""

import re
import unicodedata
from enum import StrEnum
from html import unescape
from typing import NamedTuple

import nh3

from app.text.markdown import as_typed, markdown_for_author, markdown_for_reader
from app.text.paragraphs import paragraphs
from app.text.sanitise import AUTHOR, IMPORTED, READER, sanitise

__all__ = [
    "RENDERER",
    "Format",
    "Rendered",
    "for_author",
    "for_reader",
    "opening",
    "plain",
    "shows_nothing",
    "tidy",
    "tidy_line",
    "word_count",
]

JOINERS = "\u200c\u200d"
BLANKS = "\u115f\u1160\u2800\u3164\uffa0"
PICTURE = re.compile(r"<img [^>]*src=")
RENDERER = 3
"""The version kept beside every rendered text; raise it when the same source gives other HTML."""


class Format(StrEnum):
    """What a source is written in."""

    MARKDOWN = "markdown"
    HTML = "html"


class Rendered(NamedTuple):
    """A source and the safe HTML that it gives."""

    source: str
    html: str
    format: Format = Format.MARKDOWN


def for_author(source: str, form: Format = Format.MARKDOWN) -> Rendered:
    """An author's SOURCE with headings, images, tables and footnotes."""
    if form is Format.HTML:
        return Rendered(source, sanitise(_whole(source, 15_000), IMPORTED), form)
    return Rendered(source, sanitise(markdown_for_author(source), AUTHOR), form)


def for_reader(source: str, form: Format = Format.MARKDOWN) -> Rendered:
    """A reader's SOURCE: a letter or a comment, with the small set of marks."""
    html = _whole(source, 1_500) if form is Format.HTML else markdown_for_reader(source)
    return Rendered(source, sanitise(html, READER), form)


def _whole(source: str, most_tags: int) -> str:
    """Imported HTML with its paragraphs; as typed, where more than MOST_TAGS could hang a parser."""
    return paragraphs(source) if source.count("<") <= most_tags else as_typed(source)


def tidy(typed: str | None) -> str:
    """TYPED as it is kept: one kind of line break, no NUL, no space around it; "" if none of it is seen."""
    text = (typed or "").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip()
    return text if any(_is_seen(character) and not character.isspace() for character in text) else ""


def tidy_line(typed: str | None) -> str:
    """TYPED as one line, without the invisible characters that turn text around or hide in it.

    Joiners stay between what they join: emoji and several scripts need them.
    """
    line = " ".join(tidy(typed).split())
    return "".join(c for c in line if c in JOINERS or _is_seen(c)).strip(f" {JOINERS}")


def _is_seen(character: str) -> bool:
    """Whether CHARACTER shows, or takes up space between those that do."""
    return character not in BLANKS and unicodedata.category(character) not in {"Cc", "Cf"}


def plain(html: str) -> str:
    """The words of sanitised HTML without its tags."""
    return unescape(nh3.clean(html.replace("<", " <"), tags=set()))


def shows_nothing(html: str) -> bool:
    """Whether there is neither a word nor a picture in sanitised HTML."""
    return not PICTURE.search(html) and not tidy(plain(html))


def word_count(html: str) -> int:
    """How many words of sanitised HTML a reader reads."""
    return len(re.findall(r"\w[\w'’-]*", plain(html)))


def opening(prose: str, most: int) -> str:
    """How PROSE begins, in one line of at most MOST characters, cut between words."""
    line = " ".join(prose.split())
    return line if len(line) <= most else line[: most - 1].rsplit(" ", 1)[0] + "…"
