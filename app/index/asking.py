"""What somebody typed into a search field: any text at all means something and nothing is an error."""

import re
from dataclasses import dataclass

from app.index.words import words_in

PART = re.compile(r'(-?)(?:"([^"]*)"?|([^\s"]+))')
QUOTES = str.maketrans("“”„«»", '"""""')
MOST = 32
"""Words and phrases that are looked at; SQLite would refuse several hundred."""
SHORTEST_BEGINNING = 3
"""Letters that the beginning of a word has to have: half the rows have a word that begins with t."""


@dataclass(frozen=True)
class Phrase:
    """Words that follow one another. IS_BEGUN where the last of them may go on."""

    words: tuple[str, ...]
    is_begun: bool = False


@dataclass(frozen=True)
class Asked:
    """All of WITH are to be there, and none of WITHOUT."""

    with_: tuple[Phrase, ...]
    without: tuple[Phrase, ...]

    @classmethod
    def in_words(cls, typed: str) -> "Asked":
        """What TYPED asks for: words, "words in a row", and -what is not to be there."""
        typed = typed.translate(QUOTES)
        parts = [
            (minus, quoted, bare) for minus, quoted, bare in PART.findall(typed) if words_in(quoted or bare)
        ]
        phrases = [(bool(minus), _phrase(quoted or bare)) for minus, quoted, bare in parts[:MOST]]
        with_ = [phrase for is_without, phrase in phrases if not is_without]
        is_begun = typed.rstrip("*")[-1:].isalnum() and len(parts) <= MOST
        if is_begun and parts and not parts[-1][0] and parts[-1][2]:
            with_[-1] = _begun(with_[-1])
        return cls(tuple(with_), tuple(phrase for is_without, phrase in phrases if is_without))


def _phrase(text: str) -> Phrase:
    return Phrase(tuple(words_in(text)[:MOST]))


def _begun(phrase: Phrase) -> Phrase:
    return Phrase(phrase.words, len(phrase.words[-1]) >= SHORTEST_BEGINNING)
