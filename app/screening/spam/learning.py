"""What the site's own decisions teach: a naive Bayes learner over counts of words.

After Gary Robinson, "A Statistical Approach to the Spam Problem", Linux Journal 107 (2003): each
word's share of spam is drawn towards a half while few decisions know of it, and the shares are
combined by Fisher's method, once as evidence for spam and once as evidence against it.
"""

from collections.abc import Iterable, Mapping
from math import exp, log
from typing import NamedTuple

from sqlalchemy import Table, bindparam, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, db, insert
from app.db.facts import fact
from app.db.versions import SITE, touch

ENOUGH = 20
"""So many texts of each sort are learned before the learner speaks."""
STRENGTH, HALF = 0.45, 0.5
"""How much, in decisions, the first guess weighs about a word, and what that guess is."""
TELLING = 0.1
"""So far from a half is what a word has to be to be heard."""
HEARD = 60
"""So many words are heard, the most telling."""
ALL = ""
"""The word that stands in every text."""


class Learned(Base):
    """In how many texts of each sort a WORD stood."""

    __tablename__ = "learned_word"
    topic = None

    word: Mapped[str] = mapped_column(primary_key=True)
    spam: Mapped[int]
    ham: Mapped[int]


class Count(NamedTuple):
    """Texts of each sort."""

    spam: int
    ham: int

    @property
    def is_enough(self) -> bool:
        """Whether they are enough to go by."""
        return min(self) >= ENOUGH


_learned: Table = Learned.__table__  # type: ignore[assignment]
_counts_of = select(_learned).where(_learned.c.word.in_(bindparam("words", expanding=True)))


def likeness_to_spam(tokens: Iterable[str]) -> float:
    """How like spam a text with TOKENS is, from 0 to 1. One query."""
    counts = _counts([ALL, *tokens])
    return combined(counts, counts.pop(ALL, Count(0, 0)))


def combined(counts: Mapping[str, Count], texts: Count) -> float:
    """What the words in COUNTS, learned from so many TEXTS, say together."""
    shares = [_share(count, texts) for count in counts.values()]
    telling = sorted((s for s in shares if abs(s - HALF) >= TELLING), key=lambda s: -abs(s - HALF))[:HEARD]
    if not telling:
        return HALF
    spam = _fisher([1 - share for share in telling])
    ham = _fisher(telling)
    return (1 + spam - ham) / 2


def _share(count: Count, texts: Count) -> float:
    """How far a word belongs to spam, drawn towards a half while little is known of it."""
    in_spam, in_ham = count.spam / max(texts.spam, 1), count.ham / max(texts.ham, 1)
    known = count.spam + count.ham
    raw = in_spam / (in_spam + in_ham) if known else HALF
    return (STRENGTH * HALF + known * raw) / (STRENGTH + known)


def _fisher(chances: list[float]) -> float:
    """How unlikely so small CHANCES are by luck: 1 - C⁻¹(-2 ln Π, 2n)."""
    half = -sum(map(log, chances))
    term = total = exp(-half)
    for number in range(1, len(chances)):
        term *= half / number
        total += term
    return 1 - min(total, 1.0)


def learn(tokens: Iterable[str], *, spam: bool) -> None:
    """Count a text with TOKENS as SPAM, or as none."""
    _count(tokens, spam=spam, by=1)


def unlearn(tokens: Iterable[str], *, spam: bool) -> None:
    """Take back that a text with TOKENS was learned."""
    words = {ALL, *tokens}
    _count(words, spam=spam, by=-1)
    emptied = (_learned.c.word.in_(words), _learned.c.spam <= 0, _learned.c.ham <= 0)
    db.session.connection().execute(delete(_learned).where(*emptied))


def _count(tokens: Iterable[str], *, spam: bool, by: int) -> None:
    """Sorted, so that two who learn at once wait for each other in one order."""
    session = db.session
    spoke = texts().is_enough
    first = insert(_learned)
    again = {sort: getattr(_learned.c, sort) + getattr(first.excluded, sort) for sort in ("spam", "ham")}
    adding = first.on_conflict_do_update(index_elements=["word"], set_=again)
    counts = {"spam": by if spam else 0, "ham": 0 if spam else by}
    session.connection().execute(adding, [{"word": word} | counts for word in sorted({ALL, *tokens})])
    if texts().is_enough is not spoke:
        touch(session, SITE)


def texts() -> Count:
    """How many texts were learned."""
    return _counts([ALL]).get(ALL, Count(0, 0))


@fact
def has_learned() -> bool:
    """Whether enough was learned; the site's number is raised when that changes."""
    return texts().is_enough


def _counts(words: list[str]) -> dict[str, Count]:
    rows = db.session.connection().execute(_counts_of, {"words": words})
    return {word: Count(max(spam, 0), max(ham, 0)) for word, spam, ham in rows}
