"""Which rows can be taken, and why others cannot."""

from collections.abc import Iterator

from app.comments import State as Standing
from app.posts import Kind
from app.posts import State as Stage
from app.transfer.report import Report
from app.transfer.wordpress.moments import moment
from app.transfer.wordpress.rows import Item, Remark

KINDS = {"post": Kind.ARTICLE, "page": Kind.PAGE}
STAGES = {
    "publish": Stage.PUBLISHED,
    "future": Stage.SCHEDULED,
    "draft": Stage.DRAFT,
    "pending": Stage.DRAFT,
    "private": Stage.DRAFT,
}
STANDINGS = {
    "1": Standing.PUBLISHED,
    "0": Standing.HELD,
    "spam": Standing.SPAM,
    "trash": Standing.REMOVED,
    "post-trashed": Standing.REMOVED,
}
LONGEST_BODY = 1_000_000
LONGEST_REMARK = 65_535


def why_not_post(item: Item, zone: str) -> str | None:
    """Why ITEM cannot be taken; None where it can."""
    if item.type not in KINDS:
        return "it is neither a post nor a page"
    if item.status not in STAGES:
        return f"its status is “{item.status}”"
    if not item.number:
        return "it has no number"
    if len(item.body) > LONGEST_BODY:
        return f"its text is longer than {LONGEST_BODY:,} characters"
    return _why_not_dated(item, zone, needs_date=STAGES[item.status] is not Stage.DRAFT)


def stage_of(item: Item) -> Stage:
    """How far ITEM has come here. What has a password is for nobody yet; what is empty cannot be due."""
    stage = STAGES[item.status]
    waits = item.password or (stage is Stage.SCHEDULED and not item.body)
    return Stage.DRAFT if waits else stage


def why_not_remark(remark: Remark, zone: str) -> str | None:
    """Why REMARK cannot be taken; None where it can."""
    if remark.type != "comment":
        return f"a {remark.type} is not shown here"
    if remark.approved not in STANDINGS:
        return f"its state is “{remark.approved}”"
    if not remark.number:
        return "it has no number"
    if not remark.text:
        return "it says nothing"
    if len(remark.text) > LONGEST_REMARK:
        return f"it is longer than {LONGEST_REMARK:,} characters"
    return _why_not_dated(remark, zone, needs_date=True)


def remarks_worth_taking(item: Item, zone: str, report: Report) -> Iterator[Remark]:
    """The comments of ITEM that can be taken; REPORT hears of the others."""
    met: set[str] = set()
    for remark in item.remarks:
        reason = why_not_remark(remark, zone)
        if reason is None and remark.number in met:
            reason = "its number stands twice below one post"
        if reason:
            report.refuse(remark.type, remark.number or remark.name, reason)
        else:
            met.add(remark.number)
            yield remark


def _why_not_dated(row: Item | Remark, zone: str, needs_date: bool) -> str | None:
    try:
        at = moment(row.date_gmt, row.date, zone)
    except ValueError:
        return f"its date, {row.date_gmt or row.date}, is none"
    return "it has no date" if needs_date and at is None else None
