"""A dry run: what would become of an export."""

from app.people import Person
from app.transfer import record
from app.transfer.batches import batches
from app.transfer.report import Report
from app.transfer.wordpress.authors import NOBODY, address_of
from app.transfer.wordpress.checking import Export
from app.transfer.wordpress.judging import remarks_worth_taking, why_not_post
from app.transfer.wordpress.rows import Author, Item


def foresee(export: Export, zone: str, report: Report) -> None:
    """Tell REPORT what would be taken of EXPORT, and write nothing."""
    authors = {author.login: author for author in export.authors}
    for item in export.items("Reading"):
        if _would_take(item, export.source, zone, report):
            login = item.login or NOBODY
            authors.setdefault(login, Author(login))
    for author in authors.values():
        _count_author(author, export.source, report)


def _would_take(item: Item, source: str, zone: str, report: Report) -> bool:
    if reason := why_not_post(item, zone):
        report.refuse(item.type, item.number or item.title, reason)
        return False
    _count(item.type, source, "post", [item.number], report)
    for batch in batches(remarks_worth_taking(item, zone, report)):
        _count("comment", source, "comment", [remark.number for remark in batch], report)
    return True


def _count_author(author: Author, source: str, report: Report) -> None:
    known = record.known(source, "author", [author.login]) or Person.with_email(address_of(author))
    (report.known if known else report.taken)["author"] += 1


def _count(name: str, source: str, kind: str, numbers: list[str], report: Report) -> None:
    known = record.known(source, kind, numbers)
    for number in numbers:
        (report.known if number in known else report.taken)[name] += 1
