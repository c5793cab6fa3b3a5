"""What becomes of a new comment: shown at once, held, or laid with the spam. Nothing is dropped.

Nobody who sends one is told why; the moderator is, in a sentence for each reason.
"""

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from flask import current_app

from app.comments.record import OFTEN, Record, has_approved, record_of
from app.comments.states import State
from app.screening import spam
from app.screening.spam import Point, Sent
from app.site import Moderation
from app.site.model import rules

HOLD, CERTAIN = 5, 13
"""So many points hold a comment; so many lay it with the spam: one more than a decoy and
the record of a place reach together, for people who share an address may have forms filled in for them."""
LIKE, VERY_LIKE = 0.9, 0.99
"""From here on the learner is heard; from there on it holds a comment by itself."""
NEWCOMER = "This writer has no approved comment yet."
ALL_WAIT = "Every comment waits to be read here."


class Came(NamedTuple):
    """How a comment came: from which PLACE, SECONDS after its form was touched, with a DECOY filled in."""

    place: str = ""
    seconds: int | None = None
    decoy: str = ""


class Judgement(NamedTuple):
    """What becomes of a comment, how much speaks for spam, and why: a sentence a line; and by which numbers
    its text is known again.
    """

    state: State
    score: int
    reasons: str
    reads: int | None
    reads_too: int | None


def judge(text: str, name: str, email: str, came: Came) -> Judgement:
    """What becomes of TEXT by NAME with EMAIL, as it CAME. Reads a few rows, by their indexes."""
    reads = spam.fingerprint(text)
    return _judged(
        Sent(text, name, email, _links_from_here(text), came.seconds, came.decoy),
        record_of(name, email, came.place, *reads),
        reads,
    )


def judge_asker(text: str, question_id: int) -> Judgement:
    """What becomes of TEXT by the asker of a question, by the text alone and what else they said as such."""
    reads = spam.fingerprint(text)
    record = record_of("", "", "", *reads)._replace(is_known=has_approved(question_id))
    return _judged(Sent(text, "", "", _links_from_here(text), None, ""), record, reads)


def _judged(sent: Sent, record: Record, reads: tuple[int | None, int | None]) -> Judgement:
    if record.blocked:
        return Judgement(State.SPAM, CERTAIN, f"Its writer is blocked (by {record.blocked}).", *reads)
    points = [*spam.looked_at(sent, rules().listed), *_by_record(record), *_learned(sent)]
    if points and record.is_known:
        points.append(Point(-2, "This writer has approved comments."))
    score = max(0, sum(point.points for point in points))
    rule = _rule(record)
    reasons = [point.said for point in points] + ([rule] if rule else [])
    return Judgement(_state(score, waits=bool(rule)), score, "\n".join(reasons), *reads)


def _state(score: int, *, waits: bool) -> State:
    if score >= CERTAIN:
        return State.SPAM
    return State.HELD if waits or score >= HOLD else State.PUBLISHED


def _rule(record: Record) -> str:
    """Why the site's rule lets it wait: someone is known by a name and e-mail that were approved together."""
    rule = rules().moderation
    if rule is Moderation.ALL:
        return ALL_WAIT
    return NEWCOMER if rule is Moderation.NEWCOMERS and not record.is_known else ""


def _links_from_here(text: str) -> list[str]:
    """The links in TEXT that lead away from this column."""
    ours = urlsplit(current_app.config["QUANDARY"].site_url).hostname
    return [link for link in spam.links_in(text) if spam.host_of(link) != ours]


def _by_record(record: Record) -> Iterator[Point]:
    if record.repeats:
        others = "one other" if record.repeats == 1 else f"{record.repeats} others"
        yield Point(min(2 * record.repeats, 8), f"Nearly the same as {others} in the last week.")
    if record.spam:
        yield Point(2 * record.spam, f"{_some(record.spam)} spam: by this writer, or from the same place.")


def _learned(sent: Sent) -> Iterator[Point]:
    if not spam.has_learned():
        return
    likeness = spam.likeness_to_spam(spam.tokens_of(sent.text, sent.name, sent.links))
    if likeness >= LIKE:
        points = 6 if likeness >= VERY_LIKE else 3
        yield Point(points, f"Like what was marked as spam before ({min(round(likeness * 100), 99)}%).")


def _some(count: int) -> str:
    if count == 1:
        return "One comment was"
    return f"{count} comments{' or more' if count == OFTEN else ''} were"
