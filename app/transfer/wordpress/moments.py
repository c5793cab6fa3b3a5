"""The times of an export."""

from datetime import MAXYEAR, MINYEAR, UTC, datetime

from app import clock

FORM = "%Y-%m-%d %H:%M:%S"
NEVER = "0000-00-00"


def moment(gmt: str, wall: str, zone: str) -> datetime | None:
    """The time GMT, or where it is not told, WALL on the clocks of ZONE; None where neither is told.

    Raises ValueError for one that no calendar has.
    """
    if _is_told(gmt):
        return _within_reach(datetime.strptime(gmt, FORM).replace(tzinfo=UTC))
    if _is_told(wall):
        return clock.from_wall_clock(_within_reach(datetime.strptime(wall, FORM)), zone)
    return None


def _is_told(date: str) -> bool:
    return bool(date) and not date.startswith(NEVER)


def _within_reach(date: datetime) -> datetime:
    """DATE, if it can be told in every time zone."""
    if not MINYEAR < date.year < MAXYEAR:
        raise ValueError("a year at the edge of the calendar")
    return date
