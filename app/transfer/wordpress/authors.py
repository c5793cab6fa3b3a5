"""Those who wrote there, as people here. Whoever is new has no password and cannot sign in."""

from app.db import writing
from app.people import Person
from app.transfer import record
from app.transfer.report import Report
from app.transfer.wordpress.checking import Export
from app.transfer.wordpress.rows import Author, Remark

NOBODY = "unknown"
"""The login of whoever wrote a post that names no author."""


class Authors:
    """The people of one export."""

    def __init__(self, source: str, report: Report, listed: bool) -> None:
        self.source = source
        self.report = report
        self.listed = listed
        self.by_login: dict[str, int] = {}
        self.by_number: dict[str, int] = {}

    @classmethod
    def of(cls, export: Export, report: Report) -> "Authors":
        """Those whom EXPORT lists, settled here."""
        authors = cls(export.source, report, listed=bool(export.authors))
        authors.by_number = {author.number: authors.settle(author) for author in export.authors}
        return authors

    def settle(self, author: Author) -> int:
        """The id of the person whom AUTHOR is here."""
        login = author.login or NOBODY
        if login not in self.by_login:
            known = record.known(self.source, "author", [login]).get(login)
            self.report.known["author"] += known is not None
            self.by_login[login] = known or self._welcome(author, login)
        return self.by_login[login]

    def who_wrote(self, remark: Remark) -> int | None:
        """The id of the person who was signed in when writing REMARK. A name alone proves nothing.

        Where an export lists no authors, the address of the account has to do.
        """
        if remark.user in {"", "0"}:
            return None
        if self.listed:
            return self.by_number.get(remark.user)
        person = Person.with_email(remark.email) if remark.email else None
        return person.id if person else None

    def _welcome(self, author: Author, login: str) -> int:
        """The id of the person with the address of AUTHOR, from now on known by LOGIN."""
        with writing() as session:
            person = Person.with_email(address_of(author))
            (self.report.known if person else self.report.taken)["author"] += 1
            person = person or Person.named(author.name or login, address_of(author), None)
            session.flush()
            record.remember(self.source, "author", login, person.id)
            return person.id


def address_of(author: Author) -> str:
    """The e-mail of AUTHOR, or one under which nobody can be reached (RFC 2606)."""
    return author.email or f"{author.login or NOBODY}@imported.invalid"
