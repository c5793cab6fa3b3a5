"""What is written of a post: as it was typed, and ready to be shown."""

from typing import Any, NamedTuple

from app import text


class PartWords(NamedTuple):
    """What is written of the part NUMBER of a round-up, as it was typed."""

    number: int
    heading: str
    letter: str
    signature: str
    body: str
    question_id: int | None = None


class Words(NamedTuple):
    """What is written of a post, as it was typed."""

    title: str
    letter: str
    signature: str
    body: str
    parts: tuple[PartWords, ...] = ()


class PartWritten(NamedTuple):
    """What is written of the part NUMBER of a round-up, ready to be shown."""

    number: int
    heading: str
    letter: text.Rendered
    signature: str
    body: text.Rendered
    question_id: int | None = None

    @classmethod
    def of(cls, words: PartWords) -> "PartWritten":
        """WORDS, rendered."""
        letter, body = text.for_reader(words.letter), text.for_author(words.body)
        return cls(words.number, words.heading, letter, words.signature, body, words.question_id)

    @property
    def words(self) -> PartWords:
        """As it was typed."""
        sources = (self.letter.source, self.signature, self.body.source)
        return PartWords(self.number, self.heading, *sources, self.question_id)


class Written(NamedTuple):
    """What is written of a post, ready to be shown."""

    title: str
    letter: text.Rendered
    signature: str
    body: text.Rendered
    parts: tuple[PartWritten, ...] = ()

    @property
    def words(self) -> Words:
        """As it was typed."""
        parts = tuple(part.words for part in self.parts)
        return Words(self.title, self.letter.source, self.signature, self.body.source, parts)


def from_lists(parts: list[list[Any]] | None) -> tuple[PartWords, ...]:
    """The PARTS of a revision as JSON gives them."""
    return tuple(PartWords(*part) for part in parts or ())
