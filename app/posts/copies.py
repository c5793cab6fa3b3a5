"""What of a post came from one asker: a copy of their letter, which the author may have edited since."""

import re
from itertools import pairwise
from typing import NamedTuple

from app.index.words import words_in
from app.posts.words import PartWords, Words
from app.questions import Question, erasing

PARAGRAPHS = re.compile(r"\n[^\S\n]*\n\s*")


class Copy(NamedTuple):
    """What the asker of the question NUMBER sent, beside the letters of OTHERS that the post answers too."""

    number: int
    letters: str
    titles: frozenset[str]
    others: tuple[Question, ...] = ()

    @classmethod
    def of(cls, question: Question, others: tuple[Question, ...]) -> "Copy":
        """What may have been copied from QUESTION into a post that answers OTHERS as well."""
        sent = erasing.texts_of(question)
        titles = {each.casefold() for text in sent for each in (text.headline, text.title) if each}
        return cls(question.id, "\n\n".join(text.letter for text in sent), frozenset(titles), others)

    def taken_from(self, words: Words, seen: Words | None = None) -> Words:
        """WORDS without it, but for what readers have SEEN in the post as it stands."""
        parts_seen = {part.question_id: part for part in seen.parts} if seen else {}
        part_seen = parts_seen.get(self.number)
        return Words(
            _kept(words.title, seen and seen.title, self._title(words.title)),
            _kept(words.letter, seen and seen.letter, self._letter(words.letter)),
            _kept(words.signature, seen and seen.signature, self._signature(words.signature)),
            words.body,
            tuple(
                self._part(part, part_seen) if part.question_id == self.number else part
                for part in words.parts
            ),
        )

    def _part(self, part: PartWords, seen: PartWords | None) -> PartWords:
        """PART without it; what the author answered stays hers."""
        return part._replace(
            heading=_kept(part.heading, seen and seen.heading, self._title(part.heading)),
            letter=_kept(part.letter, seen and seen.letter, ""),
            signature=_kept(part.signature, seen and seen.signature, ""),
            question_id=None,
        )

    def _title(self, title: str) -> str:
        return "" if title.casefold() in self.titles else title

    def _signature(self, signature: str) -> str:
        """SIGNATURE where it is that of another."""
        return signature if signature in {each.signature for each in self.others} else ""

    def _letter(self, letter: str) -> str:
        """Those paragraphs of LETTER that have more in common with the letter of another."""
        if not self.others:
            return ""
        ours, theirs = _pairs(self.letters), [_pairs(each.letter) for each in self.others]
        return "\n\n".join(
            paragraph
            for paragraph in PARAGRAPHS.split(letter)
            if not (shared := len(ours & _pairs(paragraph)))
            or shared < max(len(each & _pairs(paragraph)) for each in theirs)
        )


def _kept(words: str, seen: str | None, rest: str) -> str:
    return words if words == seen else rest


def _pairs(text: str) -> set[tuple[str, str]]:
    """Which words follow one another in TEXT."""
    return set(pairwise(words_in(text)))
