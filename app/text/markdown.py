"""Markdown in, HTML out: one renderer for authors, a smaller one for readers.

The Markdown library can be made to hang or to recurse without end by a few kilobytes of
brackets or list marks, so a text that has too many of them is refused before it is parsed.
"""

import re
from functools import cache
from threading import Lock

from markdown import Markdown
from markupsafe import escape

MOST_BRACKETS = 100
MOST_NESTING = 20
_special = str.maketrans({mark: f"\\{mark}" for mark in "\\[]{}`*_"} | {"<": "&lt;"})
_entity = re.compile(r"&(?=#?\w+;)")
_turn = Lock()
_leading = re.compile(r"^[ \t>*+\-]*(?:\d+[.)][ \t]*)*", re.MULTILINE)
_marks = re.compile(r"[>*+\-]|\d+[.)]|\t| {4}")


def markdown_for_author(source: str) -> str:
    """SOURCE as HTML with all that Markdown has; not yet sanitised."""
    return _convert(_author(), source, most_brackets=20 * MOST_BRACKETS)


def markdown_for_reader(source: str) -> str:
    """SOURCE as HTML with paragraphs, emphasis, links, quotes, lists and code; not yet sanitised."""
    return _convert(_reader(), source, most_brackets=MOST_BRACKETS)


def _convert(renderer: Markdown, source: str, most_brackets: int) -> str:
    if max(map(source.count, "[<")) > most_brackets or _nesting(source) > MOST_NESTING:
        return as_typed(source)
    with _turn:
        try:
            return renderer.reset().convert(source)
        except RecursionError:
            return as_typed(source)


def _nesting(source: str) -> int:
    """The most list, quote and indent marks that any line of SOURCE begins with."""
    return max(len(_marks.findall(match[0])) for match in _leading.finditer(source))


def as_markdown(said: str) -> str:
    """What is SAID, on one line, so that Markdown shows each mark in it and none means anything."""
    return _entity.sub("&amp;", said).translate(_special)


def as_typed(source: str) -> str:
    """SOURCE as HTML that shows every character of it."""
    paragraphs = re.split(r"\n\s*\n", source.strip())
    return "\n".join(f"<p>{escape(p)}</p>".replace("\n", "<br>\n") for p in paragraphs)


@cache
def _author() -> Markdown:
    return Markdown(extensions=["sane_lists", "smarty", "tables", "footnotes"], output_format="html")


@cache
def _reader() -> Markdown:
    renderer = Markdown(extensions=["nl2br", "sane_lists"], output_format="html")
    renderer.preprocessors.deregister("html_block")
    for pattern in (
        "html",
        "image_link",
        "image_reference",
        "short_image_ref",
        "reference",
        "short_reference",
    ):
        renderer.inlinePatterns.deregister(pattern)
    for block in ("reference", "hashheader", "setextheader", "hr"):
        renderer.parser.blockprocessors.deregister(block)
    return renderer
