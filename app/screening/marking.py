"""What could give somebody away, marked in HTML and counted."""

import re
from collections import deque
from collections.abc import Iterable
from html import escape, unescape
from itertools import accumulate
from typing import NamedTuple

from app.screening.identity import Kind, Mark, find
from app.text.images import TAG

INLINE = re.compile(r"</?(?:a|em|strong|b|i|code|del|s|sub|sup|abbr|q)\b")


class Given(NamedTuple):
    """What could give somebody away, and how often it is there."""

    kind: Kind
    words: str
    times: int


def given(text: str, known: Iterable[str]) -> list[Given]:
    """All in TEXT that could give its writer away, each once; names that are KNOWN give nobody away."""
    times: dict[tuple[Kind, str], list[str]] = {}
    for start, end, kind in find(text, known):
        times.setdefault((kind, text[start:end].lower()), []).append(text[start:end])
    return [Given(kind, all_[0], len(all_)) for (kind, _), all_ in times.items()]


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
