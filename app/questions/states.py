"""Where a question can stand, how soon it should be answered, and how its asker allows that."""

from enum import IntEnum, StrEnum


class Permission(StrEnum):
    """How the asker allows their question to be answered."""

    PUBLISH = "publish"
    PRIVATE = "private"
    EITHER = "either"


class Priority(IntEnum):
    """How soon the desk means to answer it."""

    LOW = 0
    NORMAL = 1
    HIGH = 2


class State(StrEnum):
    """Where a question stands."""

    NEW = "new"
    QUEUED = "queued"
    WAITING = "waiting"
    DRAFTING = "drafting"
    SCHEDULED = "scheduled"
    ANSWERED = "answered"
    ANSWERED_PRIVATELY = "answered privately"
    DECLINED = "declined"
    SPAM = "spam"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


INBOX = (State.NEW, State.QUEUED)
"""It is the author's turn."""
TRIAGE = {State.NEW, State.QUEUED, State.WAITING, State.DECLINED, State.SPAM, State.EXPIRED}
OPEN = {State.NEW, State.QUEUED, State.WAITING}
"""Not decided yet. One that is waiting, waits for its asker's reply."""
REVERSIBLE = TRIAGE | {State.ANSWERED_PRIVATELY, State.DRAFTING}
"""Between these the desk moves a question to and fro; the others hang on a post, or on the asker."""
FIXED = {State.ANSWERED, State.WITHDRAWN}
"""Its asker changes nothing any more of a question that is out, or that they withdrew."""
