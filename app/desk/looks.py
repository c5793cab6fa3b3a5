"""What of the comments is looked at."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from app.comments.lanes import NAMES, Lane
from app.text import tidy_line


class Look(NamedTuple):
    """What is looked at: a LANE, from behind the comment with a number."""

    lane: Lane
    behind: int | None = None

    @classmethod
    def asked_for(cls, sent: Mapping[str, str]) -> "Look":
        """What an address asks for; what it cannot mean is left out. Words are looked for in all lanes."""
        words = tidy_line(sent.get("words"))[:100]
        key = "all" if words else sent.get("lane", "held")
        behind = sent.get("behind", "")
        lane = Lane(key if key in NAMES else "held", words)
        return cls(lane, int(behind) if behind.isdecimal() and len(behind) < 10 else None)

    @property
    def query(self) -> dict[str, Any]:
        """What an address has to say to look at the same."""
        named = {"lane": self.lane.key, "words": self.lane.words, "behind": self.behind}
        return {name: value for name, value in named.items() if value}
