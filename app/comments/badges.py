"""What stands beside the name of somebody who is more than a reader here."""

from enum import IntEnum


class Badge(IntEnum):
    """Who wrote a comment, as far as readers are told; a number, for a thread has thousands of them."""

    NONE = 0
    AUTHOR = 1
    ASKER = 2

    @property
    def words(self) -> str:
        """What the badge says."""
        return BADGES[self]


BADGES = ("", "Post author", "Asker")
