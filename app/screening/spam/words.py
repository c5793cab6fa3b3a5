"""Texts as the layers read them: words in small letters, and what is to be learned of a text."""

import re
from collections.abc import Iterable
from unicodedata import normalize
from urllib.parse import urlsplit

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
LINK = re.compile(r"(?:https?://|\bwww\.)[^\s<>()\[\]\"'“”]{1,2000}", re.IGNORECASE)
MOST_LINKS = 100
"""So many links of a text are looked at."""
MOST = 200
"""So many different words of a text are learned, or looked up."""
LONGEST = 40


def words_of(text: str) -> list[str]:
    """The words of TEXT in their order, as they are compared."""
    return WORD.findall(normalize("NFKC", text).casefold())


def tokens_of(text: str, name: str, links: Iterable[str]) -> list[str]:
    """What tells one TEXT from another: its words, the words of the NAME, the hosts of its LINKS."""
    hosts = [f"link:{host_of(link)}" for link in links]
    named = [f"name:{word}" for word in words_of(name)]
    said = [word for word in words_of(LINK.sub(" ", text)) if len(word) > 2]
    return list(dict.fromkeys(token[:LONGEST] for token in (*hosts, *named, *said)))[:MOST]


def links_in(text: str) -> list[str]:
    """The addresses in TEXT, each once, however they are marked as links."""
    if "//" not in text and "www." not in text.lower():
        return []
    found = dict.fromkeys(link[0].rstrip(".,;:!?*_") for link in LINK.finditer(text))
    return list(found)[:MOST_LINKS]


def host_of(link: str) -> str:
    """Whom LINK leads to."""
    try:
        host = urlsplit(link if "//" in link else f"//{link}").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")
