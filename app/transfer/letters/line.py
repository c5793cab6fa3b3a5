"""One line of a file of questions."""

import json
import re
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, UTC, datetime
from hashlib import sha256

from app import clock, text
from app.questions import Permission

LONGEST = 100_000
_half_a_character = re.compile("[\ud800-\udfff]")


class Unfit(ValueError):
    """A line that cannot be taken; `str()` says why."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A question as the file has it."""

    received_at: datetime
    letter: str
    headline: str
    signature: str
    email: str
    permission: Permission

    @property
    def mark(self) -> str:
        """By what it is known when it comes again."""
        return sha256(f"{self.received_at.isoformat()}\n{self.letter}".encode()).hexdigest()


def letter_on(line: bytes, zone: str) -> Letter:
    """The question on LINE; a date without a zone is by the clocks of ZONE. Raises Unfit."""
    said = _object(line)
    letter = _words(said, "letter")
    if not letter:
        raise Unfit("it has no letter")
    return Letter(
        received_at=_moment(_words(said, "received"), zone),
        letter=letter,
        headline=" ".join(_words(said, "headline").split()),
        signature=" ".join(_words(said, "signature").split()),
        email=_email(_words(said, "email")),
        permission=_permission(_words(said, "permission")),
    )


def _object(line: bytes) -> dict[str, object]:
    try:
        said = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise Unfit(f"it is not JSON in UTF-8: {error}") from None
    if not isinstance(said, dict):
        raise Unfit("it is not a JSON object")
    return said


def _words(said: dict[str, object], key: str) -> str:
    words = said.get(key)
    if not isinstance(words, str | None):
        raise Unfit(f"its {key} is not text")
    if words and len(words) > LONGEST:
        raise Unfit(f"its {key} is longer than {LONGEST:,} characters")
    if words and _half_a_character.search(words):
        raise Unfit(f"its {key} has half a character in it")
    return text.tidy(words)


def _moment(received: str, zone: str) -> datetime:
    try:
        at = datetime.fromisoformat(received)
    except ValueError:
        raise Unfit(f"it was received on “{received}”, which is no ISO 8601 date") from None
    if not MINYEAR < at.year < MAXYEAR:
        raise Unfit(f"it was received in the year {at.year}")
    return at.astimezone(UTC) if at.tzinfo else clock.from_wall_clock(at, zone)


def _email(email: str) -> str:
    if email and ("@" not in email or len(email.split()) > 1):
        raise Unfit(f"“{email}” is not an e-mail address")
    return email


def _permission(permission: str) -> Permission:
    try:
        return Permission(permission or Permission.PUBLISH)
    except ValueError:
        raise Unfit(f"its permission is “{permission}”, not {', '.join(Permission)}") from None
