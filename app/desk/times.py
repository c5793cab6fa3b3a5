"""Times as they are typed at the desk: on the clocks of the site."""

from datetime import datetime

from app import clock
from app.posts import Post
from app.site import Site
from app.web import Refusal


def moment(wall: datetime) -> datetime:
    """When the clocks of the site show WALL. Raises Refusal where they never do."""
    zone = Site.current().time_zone
    try:
        at, is_skipped = clock.from_wall_clock(wall, zone), clock.is_skipped(wall, zone)
    except OverflowError:
        raise Refusal("That is too far ahead. Choose a time before the year 9999.", 422) from None
    if is_skipped:
        raise Refusal(f"There is no {wall:%H:%M} on that day: the clocks go forward then.", 422)
    return at


def wall_clock(post: Post) -> datetime | None:
    """What the clocks of the site show when POST is to come out, to the minute."""
    at = post.publish_at
    return minute(clock.local(at, Site.current().time_zone)) if at else None


def minute(wall: datetime) -> datetime:
    """WALL as a form shows it: without seconds, and without its zone."""
    return wall.replace(second=0, microsecond=0, tzinfo=None, fold=0)
