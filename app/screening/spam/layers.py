"""The layers that need to know nothing but what was sent.

Each gives points and a sentence for the moderator, or nothing. No sender is told which one spoke.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from app.screening.spam.words import words_of

QUICK = 3
"""Seconds in which nobody fills in a form by hand."""


class Sent(NamedTuple):
    """What somebody sent: SECONDS from the first touch of the form, None where no script counted them."""

    text: str
    name: str = ""
    email: str = ""
    links: Sequence[str] = ()
    seconds: int | None = None
    decoy: str = ""


class Point(NamedTuple):
    """How much something speaks for spam, and the sentence that says what it is."""

    points: int
    said: str


def looked_at(sent: Sent, listed: Sequence[str] = ()) -> Iterator[Point]:
    """What every layer says of SENT that needs no memory; LISTED are the site's words."""
    yield from _time(sent)
    yield from _decoy(sent)
    yield from _links(sent)
    yield from _listed(sent, listed)


def _time(sent: Sent) -> Iterator[Point]:
    if sent.seconds is not None and sent.seconds < QUICK:
        took = {0: "less than a second", 1: "1 second"}.get(sent.seconds, f"{sent.seconds} seconds")
        yield Point(4, f"Sent {took} after the form was opened.")


def _decoy(sent: Sent) -> Iterator[Point]:
    if sent.decoy:
        yield Point(6, "Filled in a field that people do not see.")


def _links(sent: Sent) -> Iterator[Point]:
    """One link is an answer, two are a list, more are a campaign."""
    count = len(sent.links)
    if count > 1:
        yield Point(min(count - 1, 7), f"Links to {count} places.")


def _listed(sent: Sent, listed: Sequence[str]) -> Iterator[Point]:
    """Whole words and phrases, wherever they stand: in the text, the name, the e-mail or a link."""
    if not listed:
        return
    said = f" {' '.join(words_of(' '.join((sent.text, sent.name, sent.email, *sent.links))))} "
    for entry in listed:
        if _phrase(entry) in said:
            yield Point(5, f"Says “{entry}”, which is on the word list.")


@lru_cache(maxsize=4096)
def _phrase(entry: str) -> str:
    """How ENTRY of a word list stands in a text; one without a word stands in none."""
    words = " ".join(words_of(entry))
    return f" {words} " if words else "\n"
