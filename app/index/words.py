"""What counts as a word."""

import re
from unicodedata import normalize

WORD = re.compile(r"[^\W_]{1,100}")
MARKS = re.compile(r"[\u0300-\u036f]")


def words_in(text: str) -> list[str]:
    """The words of TEXT in their order, in small letters."""
    return WORD.findall(normalize("NFC", text).lower())


def without_accents(word: str) -> list[str]:
    """WORD without its accents; more than one where it was a sign such as ½."""
    return WORD.findall(normalize("NFC", MARKS.sub("", normalize("NFKD", word))))
