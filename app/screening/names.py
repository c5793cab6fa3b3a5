"""Names that look alike, by the confusable characters of Unicode Technical Standard #39.

The skeleton of UTS #39 section 4 maps every character to the prototype of those that look like
it. Letter case matters to the eye and not to us, so each name has two skeletons: one of what is
written, one of its case-folded form. Names are alike when they share one.
"""

import json
import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

LONG_ENOUGH = 8
"""Letters that a name needs to be recognised inside another; “Ann” is in “Joanna”."""

UNSEEN = re.compile("[\u034f\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""Marks that nobody sees: joiners, and what chooses between two pictures of one character."""


def look_alike(one: str, other: str) -> bool:
    """Whether a reader could take ONE for OTHER. An empty name looks like no other."""
    return bool(skeletons(one) & skeletons(other))


def reads_as(name: str, other: str) -> bool:
    """Whether a reader could find OTHER in NAME: the whole of it, or, where it is long enough, a part."""
    parts = [whole for whole in skeletons(other) if len(whole) >= LONG_ENOUGH]
    return look_alike(name, other) or any(part in one for one in skeletons(name) for part in parts)


@lru_cache(maxsize=512)
def skeletons(name: str, *, accents: bool = False) -> frozenset[str]:
    """What NAME looks like; two names that have one of these in common look alike.

    With ACCENTS, José is not Jose: both are names, of different people.
    """
    written = _skeleton(name, accents)
    folded = _skeleton(name.casefold(), accents)
    again = _skeleton(written.casefold(), accents)
    return frozenset(filter(None, (written.casefold(), folded, again)))


def _skeleton(name: str, accents: bool) -> str:
    """NFD, each character to its prototype, NFD again; only letters and digits stay, and ACCENTS."""
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", name))
    mapped = "".join(_prototypes().get(character, character) for character in plain)
    apart = unicodedata.normalize("NFD", mapped)
    return "".join(c for c in apart if c.isalnum() or (accents and _is_accent(c)))


def _is_accent(character: str) -> bool:
    """Whether CHARACTER is a mark on the letter before it that can be seen."""
    return unicodedata.category(character).startswith("M") and not UNSEEN.match(character)


@cache
def _prototypes() -> dict[str, str]:
    """Each character that looks like Latin letters or digits, with the ones that it looks like.

    The library lists pairs in both directions; the Latin side of a pair is the prototype, and
    of Latin single letters the one that UTS #39 chooses: 0 is O; 1, I and | are l. Only the list itself is
    read, for the library keeps it in memory several times as large as this table.
    """
    table = {"0": "O", "1": "l", "I": "l", "|": "l"}
    listed = files("confusable_homoglyphs").joinpath("confusables.json").read_text()
    for character, pairs in json.loads(listed).items():
        if len(character) == 1 and not (character.isascii() and character.isalnum()):
            latin = [pair["c"] for pair in pairs if pair["c"].isascii() and pair["c"].isalnum()]
            if latin:
                table[character] = "".join(table.get(c, c) for c in min(latin, key=len))
    table["m"] = "rn"
    return table
