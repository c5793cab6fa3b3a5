"""What time it is, and how a time is shown. Times are aware and in UTC everywhere inside."""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
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


def is_skipped(wall: datetime, zone: str) -> bool:
    """Whether the clocks of ZONE go forward past the naive time WALL, and never show it."""
    return local(from_wall_clock(wall, zone), zone).replace(tzinfo=None) != wall


def day(moment: datetime, zone: str) -> str:
    """The date as a reader writes it: 24 November 2026."""
    return date_of(local(moment, zone))


def date_of(day: date) -> str:
    """DAY as a reader writes it: 24 November 2026."""
    return f"{day.day} {MONTHS[day.month]} {day.year}"


def day_and_time(moment: datetime, zone: str) -> str:
    """Date and time as a reader writes them: 24 November 2026, 09:05."""
    shown = local(moment, zone)
    return f"{shown.day} {MONTHS[shown.month]} {shown.year}, {shown.hour:02}:{shown.minute:02}"


def machine(moment: datetime) -> str:
    """MOMENT for a `datetime` attribute, to the second (HTML, valid global date and time)."""
    return f"{moment.astimezone(UTC).isoformat()[:19]}Z"


def both(kept: datetime | str, zone: str) -> tuple[bytes, bytes]:
    """KEPT, as a database gave it, for a `datetime` attribute and for a reader; for thousands at a time.

    SQLite gives text, in UTC: then most hours were looked up before, and the minutes are the same there.
    """
    written = kept if isinstance(kept, str) else in_utc(kept).isoformat(" ")
    hour = _hour(written[:13], zone)
    shown = f"{hour}{written[14:16]}" if hour else day_and_time(in_utc(datetime.fromisoformat(written)), zone)
    return f"{written[:10]}T{written[11:19]}Z".encode(), shown.encode()


@lru_cache(maxsize=8192)
def _hour(hour: str, zone: str) -> str:
    """How a reader writes the UTC HOUR up to its minutes; "" where ZONE is not whole hours away."""
    first, last = (in_utc(datetime.fromisoformat(f"{hour}:{minute}")) for minute in ("00", "59"))
    shown, at_last = day_and_time(first, zone), day_and_time(last, zone)
    return shown[:-2] if shown.endswith("00") and at_last == f"{shown[:-2]}59" else ""


def last_date() -> date:
    """The date where it is still earliest (UTC-12): a day before this one has passed for everybody."""
    return (now() - timedelta(hours=12)).date()


def coming(day: date, today: date) -> str:
    """DAY as it is waited for: 3 December, in 8 days; once TODAY is behind it, that it has passed."""
    shown = date_of(day).removesuffix(f" {today.year}")
    left = (day - today).days
    if left < 0:
        return f"{shown}, the day has passed"
    return f"{shown}, {('today', 'tomorrow')[left] if left < 2 else f'in {left} days'}"


def age(since: datetime) -> str:
    """How long ago SINCE was, in its largest whole unit: 5 min, 3 h, 12 days."""
    minutes = max(0, int((now() - since).total_seconds() // 60))
    if minutes < 60:
        return f"{minutes} min"
    if minutes < 48 * 60:
        return f"{minutes // 60} h"
    return f"{minutes // 1440} days"
