"""A letter under the author's pen: what she changed of it, and what in it could give the asker away."""

import re
from html import escape
from typing import NamedTuple

from app.posts import Kind as Sort
from app.posts import Post, Written
from app.screening.marking import Given, given, marked
from app.site import Site
from app.text import Rendered
from app.text.changes import Change, changes
from app.text.changes import Kind as What

WORD = re.compile(r"\w+")


class Letter(NamedTuple):
    """What the author sees of a letter beside its text."""

    title: str
    html: str
    signature: str
    given: list[Given]
    changes: list[Change] | None
    taken_out: int
    put_in: int


def letter(post: Post, written: Written) -> Letter:
    """The letter of POST as it is WRITTEN, its `title`, `html` and `signature` with marks in them.

    `changes` are those from what was sent, None where nothing was. What no asker wrote has no marks.
    """
    if post.kind in {Sort.ARTICLE, Sort.PAGE}:
        return Letter(escape(written.title), "", "", [], None, 0, 0)
    is_sent = post.questions and post.kind is not Sort.ROUND_UP
    sent = "\n\n".join(question.letter for question in post.questions) if is_sent else None
    return _letter(written.title, written.letter, written.signature, sent, _known(post))


def letters(post: Post, written: Written) -> dict[int, Letter]:
    """The letter of each part of POST as it is WRITTEN, by its number."""
    sent, known = {question.id: question.letter for question in post.questions}, _known(post)
    return {
        part.number: _letter(
            part.heading, part.letter, part.signature, sent.get(part.question_id or 0), known
        )
        for part in written.parts
    }


def _known(post: Post) -> set[str]:
    """Names that give no asker away."""
    return {*post.author.name.split(), *Site.current().name.split()}


def _letter(title: str, letter: Rendered, signature: str, sent: str | None, known: set[str]) -> Letter:
    changed = changes(sent, letter.source) if sent is not None else None
    return Letter(
        marked(escape(title), known),
        marked(letter.html, known),
        marked(escape(signature), known),
        given("\n\n".join((title, letter.source, signature)), known),
        changed,
        _words(changed, What.TAKEN_OUT),
        _words(changed, What.PUT_IN),
    )


def _words(found: list[Change] | None, kind: What) -> int:
    return sum(len(WORD.findall(words)) for what, words in found or () if what is kind)
