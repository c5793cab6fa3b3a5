"""What time it is, and how a time is shown. Times are aware and in UTC everywhere inside."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

MONTHS = (
    "", "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def now() -> datetime:
    """The present moment in UTC."""
    return datetime.now(UTC)


def in_utc(kept: datetime) -> datetime:
    """The moment KEPT by a database, which may not have said that it is in UTC."""
    return kept.replace(tzinfo=UTC) if kept.tzinfo is None else kept.astimezone(UTC)


def local(moment: datetime, zone: str) -> datetime:
    """MOMENT on the wall clock of the IANA time zone ZONE."""
    return moment.astimezone(ZoneInfo(zone))


def from_wall_clock(wall: datetime, zone: str) -> datetime:
    """The UTC moment at which the clocks of ZONE show the naive time WALL. Raises OverflowError past 9999."""
    return wall.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def day(moment: datetime, zone: str) -> str:
    """The date as a reader writes it: 24 November 2026."""
    shown = local(moment, zone)
    return f"{shown.day} {MONTHS[shown.month]} {shown.year}"


def day_and_time(moment: datetime, zone: str) -> str:
    """Date and time as a reader writes them: 24 November 2026, 09:05."""
    shown = local(moment, zone)
    return f"{shown.day} {MONTHS[shown.month]} {shown.year}, {shown.hour:02}:{shown.minute:02}"


def machine(moment: datetime) -> str:
    """MOMENT for a `datetime` attribute, to the second (HTML, valid global date and time)."""
    return f"{moment.astimezone(UTC).isoformat()[:19]}Z"


def age(since: datetime) -> str:
    """How long ago SINCE was, in its largest whole unit: 5 min, 3 h, 12 days."""
    minutes = max(0, int((now() - since).total_seconds() // 60))
    if minutes < 60:
        return f"{minutes} min"
    if minutes < 48 * 60:
        return f"{minutes // 60} h"
    return f"{minutes // 1440} days"
