"""What in a letter could give its writer away: names, places, where somebody works, how to reach them.

It is a second pair of eyes for the author, not a promise: it goes by capitals, by the words around
them, and by two short lists, and it looks at English only.
"""

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple

from app.screening import capitals
from app.screening.capitals import Token


class Kind(StrEnum):
    """What sort of thing gives somebody away."""

    EMAIL = "e-mail"
    LINK = "link"
    HANDLE = "handle"
    ADDRESS = "address"
    DATE = "date"
    PHONE = "phone number"
    AGE = "age"
    WORKPLACE = "workplace or school"
    PLACE = "place"
    NAME = "name"


class Mark(NamedTuple):
    """Something from START to END of a text that could give its writer away."""

    start: int
    end: int
    kind: Kind


MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"
)
DAY = r"\d{1,2}(?:st|nd|rd|th)?"
YEAR = r"(?:,?[ ](?:19|20)\d\d)?\b"
STREET = (
    "(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Close|Court|Ct|Way|Place|Boulevard|Blvd|Terrace"
    "|Crescent|Square)"
)
REST = r"[^\s<>()\[\]\"”]"
PATTERNS = [
    (kind, re.compile(pattern))
    for kind, patterns in {
        Kind.EMAIL: [r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"],
        Kind.LINK: [
            rf"(?i:https?://|www\.){REST}{{1,2000}}",
            r"(?<![\w.@-])[\w-]{1,63}(?:\.[\w-]{1,63}){0,3}\.(?:com|org|net|co\.uk|blog|io)\b"
            rf"(?:/{REST}{{0,2000}})?",
        ],
        Kind.HANDLE: [r"(?<![\w@./])@\w[\w.]{1,29}\b", r"(?<![\w/])/?[ru]/\w{2,30}"],
        Kind.ADDRESS: [
            rf"(?<!\d)\d{{1,5}}[ ](?:[A-Z][\w'’]{{0,30}}[ ]){{1,3}}{STREET}\b",
            r"\b[A-Z]{1,2}\d[A-Z\d]?[ ]?\d[A-Z]{2}\b|\b[A-Z]{2}[ ]\d{5}(?:-\d{4})?\b",
        ],
        Kind.DATE: [
            r"(?<![\d./-])\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d{2})(?![\d/-])|\b(?:19|20)\d\d-\d\d-\d\d\b",
            rf"\b{MONTH}[ ]{DAY}{YEAR}(?!:)|\b{DAY}[ ](?:of[ ])?{MONTH}{YEAR}",
            r"(?<=[Bb]orn in )(?:19|20)\d\d\b",
        ],
        Kind.PHONE: [r"(?<![\w$£€.,])\+?\(?\d[\d ().-]{5,18}\d(?![\w%])"],
        Kind.AGE: [
            r"\b\d{1,2}[- ](?:years?[- ]old|y/?o)\b|(?<=[Tt]urned )\d{2}\b|(?<=[Aa]ged )\d{1,2}\b",
            r"(?:(?<=I'm )|(?<=I’m )|(?<=I am ))\d{2}\b",
            r"(?<=[(\[])(?:[FMfm]?\d{2}|\d{2}[FMfm])(?=[)\]])",
        ],
    }.items()
    for pattern in patterns
]
PLACED = {"in", "from", "near", "around", "outside", "visiting", "through"}
WORK = frozenset(
    """
    work works worked working employed job jobs position internship intern teach teaches taught teaching
    career hired boss manager office study studies studied studying student attend attends attended
    graduated degree
    """.split()
)
AT = {"at", "for", "with", "by", "from"}
HOUSES = frozenset(
    """
    university college school academy institute hospital clinic church ltd inc llc gmbh plc corp
    corporation company elementary kindergarten preschool seminary library bank
    """.split()
)
TITLES = {
    "dr",
    "mr",
    "mrs",
    "ms",
    "miss",
    "prof",
    "professor",
    "rev",
    "reverend",
    "pastor",
    "sergeant",
    "judge",
}
NAMING = {"named", "called", "nicknamed"}
KIN = frozenset(
    """
    husband wife partner spouse boyfriend girlfriend fiance fiancee fiancé fiancée ex son daughter child
    baby brother sister sibling twin mother father mom mum dad parents aunt uncle cousin niece nephew
    grandma grandmother grandpa grandfather stepmother stepfather stepson stepdaughter friend boss
    manager coworker colleague neighbor neighbour roommate flatmate teacher therapist doctor dog cat
    """.split()
)


def find(text: str, but: Iterable[str] = ()) -> list[Mark]:
    """What could give the writer of TEXT away, in order and without overlaps; in linear time.

    The words of BUT are known to everyone: the names of the column and of those who write it.
    """
    taken = bytearray(len(text))
    found: list[Mark] = []
    for mark in (*_patterns(text), *_capitalised(text, {word.lower() for word in but})):
        if not any(taken[mark.start : mark.end]):
            taken[mark.start : mark.end] = b"\1" * (mark.end - mark.start)
            found.append(mark)
    if not any(mark.kind is Kind.DATE for mark in found):
        found = [mark for mark in found if mark.kind is not Kind.AGE]  # without a date, many share an age
    return sorted(found)


def _patterns(text: str) -> Iterator[Mark]:
    for kind, pattern in PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span()
            if kind is Kind.LINK:
                end = start + len(match[0].rstrip(".,;:!?'’"))
            if kind is not Kind.PHONE or _could_be_phone(match[0]):
                yield Mark(start, end, kind)


def _could_be_phone(digits: str) -> bool:
    is_span = re.fullmatch(r"(?:19|20)\d\d ?- ?(?:19|20)?\d\d", digits)
    return 7 <= sum(c.isdigit() for c in digits) <= 15 and not is_span


def _capitalised(text: str, but: set[str]) -> Iterator[Mark]:
    tokens = [token for token in capitals.tokens(text) if token.word.lower() not in but]
    common = {token.word.lower() for token in tokens if token.word[0].islower()}
    known: set[str] = set()
    doubtful: list[Token] = []
    for run, at in capitals.runs(tokens):
        before = [token.word.lower() for token in tokens[max(0, at - 5) : at]]
        kind = _kind(run, before, common)
        if kind is None:
            doubtful += run
            continue
        known.update(token.word for token in run)
        yield Mark(run[0].start, run[-1].end, kind)
    for token in doubtful:
        if token.word in known and token.word.lower() not in common | capitals.NO_NAMES:
            yield Mark(token.start, token.end, Kind.NAME)
    yield from _in_lower_case(tokens)


def _kind(run: list[Token], before: list[str], common: set[str]) -> Kind | None:
    """What RUN, words with capitals after the words BEFORE, is; None if it gives nobody away."""
    words = [token.word.lower() for token in run]
    last = before[-1] if before else ""
    if last == "the" and len(before) > 1:
        last = before[-2]
    if {*words} <= capitals.LONELY:
        return None
    if len(run) > 1 and HOUSES & {*words}:
        return Kind.WORKPLACE
    if last in TITLES:
        return Kind.NAME
    if any(word in _places() for word in words) and not (
        words[0] in _first_names() and last not in PLACED | {"to"}
    ):
        return Kind.PLACE
    if run[0].begins and len(run) == 1:
        return Kind.NAME if words[0] in _first_names() - common else None
    if last in AT and WORK & {*before}:
        return Kind.WORKPLACE
    if words[0] in _first_names() or last in NAMING | KIN:
        return Kind.NAME
    if len(run) == 1 and words[0] in common:
        return None
    return Kind.PLACE if last in PLACED else Kind.NAME


def _in_lower_case(tokens: list[Token]) -> Iterator[Mark]:
    """Names that were typed without a capital, where the word before says that they are names."""
    for before, token in pairwise(tokens):
        if token.word in _first_names() and not token.begins and before.word.lower() in KIN | NAMING:
            yield Mark(token.start, token.end, Kind.NAME)


@cache
def _first_names() -> frozenset[str]:
    return frozenset(files("app.screening").joinpath("first_names.txt").read_text().split())


@cache
def _places() -> frozenset[str]:
    return frozenset(files("app.screening").joinpath("places.txt").read_text().split())
