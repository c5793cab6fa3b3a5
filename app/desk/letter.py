"""A letter under the author's pen: what she changed of it, and what in it could give the asker away."""

import re
from collections import deque
from collections.abc import Iterable
from html import escape, unescape
from itertools import accumulate
from typing import NamedTuple

from app.posts import Kind as Sort
from app.posts import Post, Written
from app.screening.identity import Kind, Mark, find
from app.site import Site
from app.text import Rendered
from app.text.changes import Change, changes
from app.text.changes import Kind as What
from app.text.images import TAG

INLINE = re.compile(r"</?(?:a|em|strong|b|i|code|del|s|sub|sup|abbr|q)\b")
WORD = re.compile(r"\w+")


class Given(NamedTuple):
    """What could give the asker away, and how often it is there."""

    kind: Kind
    words: str
    times: int


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
        _given("\n\n".join((title, letter.source, signature)), known),
        changed,
        _words(changed, What.TAKEN_OUT),
        _words(changed, What.PUT_IN),
    )


def marked(html: str, known: Iterable[str]) -> str:
    """Sanitised HTML with a <mark> around each thing that could give somebody away."""
    pieces = TAG.split(html)
    texts = [unescape(piece) if n % 2 == 0 else _gap(piece) for n, piece in enumerate(pieces)]
    marks = deque(find("".join(texts), known))
    starts = accumulate(map(len, texts), initial=0)
    return "".join(
        piece if n % 2 else _with_marks(text, start, marks)
        for n, (piece, text, start) in enumerate(zip(pieces, texts, starts, strict=False))
    )


def _with_marks(text: str, start: int, marks: deque[Mark]) -> str:
    """TEXT, which stands at START of the whole, with those of MARKS that fall there; they are used up."""
    shown, done, end = "", 0, start + len(text)
    while marks and marks[0].start < end:
        begins, ends = max(marks[0].start - start, 0), min(marks[0].end - start, len(text))
        if begins < ends:
            shown += escape(text[done:begins]) + _mark(marks[0].kind, text[begins:ends])
            done = ends
        if marks[0].end > end:
            break
        marks.popleft()
    return shown + escape(text[done:])


def _mark(kind: Kind, words: str) -> str:
    return f'<mark class="gives-away" title="{kind}">{escape(words)}</mark>'


def _gap(tag: str) -> str:
    """What TAG is to a reader: nothing inside a sentence, a new line elsewhere."""
    return "" if INLINE.match(tag) else "\n"


def _given(text: str, known: Iterable[str]) -> list[Given]:
    times: dict[tuple[Kind, str], list[str]] = {}
    for start, end, kind in find(text, known):
        times.setdefault((kind, text[start:end].lower()), []).append(text[start:end])
    return [Given(kind, all_[0], len(all_)) for (kind, _), all_ in times.items()]


def _words(found: list[Change] | None, kind: What) -> int:
    return sum(len(WORD.findall(words)) for what, words in found or () if what is kind)
