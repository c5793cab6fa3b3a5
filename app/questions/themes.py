"""What a letter is about: the words that it comes back to and that few others have."""

import re
from collections import Counter
from heapq import nlargest
from math import hypot, log
from unicodedata import normalize

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app import index
from app.db import Base
from app.questions.model import Question

WORD = re.compile(r"[^\W\d_]{3,40}")
READ = 20_000
"""Letters of a text that are looked at."""
MOST_WORDS = 400
MOST = 24
"""Words that a letter is about, at most."""
OFTEN = 10
"""A word that more than one in so many letters have says nothing, unless it is had by FEW at all."""
FEW = 10


class Theme(Base):
    """A WORD that a question is about, and how much, so that the squares of all of its weights make 1."""

    __tablename__ = "theme"
    topic = None
    __table_args__ = (Index("ix_theme_word", "word", "question_id"),)

    question_id: Mapped[int] = mapped_column(ForeignKey("question.id", ondelete="CASCADE"), primary_key=True)
    word: Mapped[str] = mapped_column(primary_key=True)
    weight: Mapped[float]


def themes(question: Question) -> dict[str, float]:
    """The words that QUESTION is about, each with its weight."""
    times = spoken(f"{question.headline}\n{question.letter}")
    counts, rows = index.counted(Question.__table__, list(times)[:MOST_WORDS])
    often = max(min(rows / OFTEN, index.COUNTED_TO - 1), FEW)
    weighed = {
        word: (1 + log(times[word])) ** 2 * log((rows + 1) / count)
        for word, count in counts.items()
        if count <= min(often, rows)
    }
    strongest = nlargest(MOST, weighed, key=weighed.__getitem__)
    whole = hypot(*(weighed[word] for word in strongest))
    return {word: weighed[word] / whole for word in strongest}


def spoken(text: str) -> Counter[str]:
    """How often each word stands in TEXT. One that is never in small letters is a name, and says nothing."""
    words = WORD.findall(normalize("NFC", text[:READ]))
    common = {word for word in words if word.islower()}
    return Counter(word for word in map(str.lower, words) if word in common)
