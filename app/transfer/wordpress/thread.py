"""The comments below one post of an export. They were moderated there, and are not again."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select

from app import text
from app.comments import Comment
from app.comments.nameless import ANONYMOUS
from app.db import db, writing
from app.transfer import record
from app.transfer.record import Imported
from app.transfer.wordpress.authors import Authors
from app.transfer.wordpress.judging import STANDINGS
from app.transfer.wordpress.moments import moment
from app.transfer.wordpress.rows import Remark

NO_PARENT = {"", "0"}


class Thread:
    """Where comments are added to the post with the id POST_ID, a batch at a time."""

    def __init__(self, post_id: int, authors: Authors, zone: str) -> None:
        self.post_id = post_id
        self.authors = authors
        self.zone = zone
        self.report = authors.report

    def take(self, batch: list[Remark]) -> None:
        """Add those of BATCH that are not here yet, in one transaction."""
        known = record.known(self.authors.source, "comment", [remark.number for remark in batch])
        new = [remark for remark in batch if remark.number not in known]
        if new:
            self._write(new, [text.for_reader(remark.text, text.Format.HTML) for remark in new])
        self.report.known["comment"] += len(known)
        self.report.taken["comment"] += len(new)

    def _write(self, remarks: list[Remark], said: list[text.Rendered]) -> None:
        with writing() as session:
            placed = self._placed(remark.parent for remark in remarks)
            for remark, words in zip(remarks, said, strict=True):
                placed[remark.number] = self._add(remark, words, self._parent(remark, placed))
            session.flush()
            for remark in remarks:
                record.remember(self.authors.source, "comment", remark.number, placed[remark.number].id)

    def _placed(self, numbers: Iterable[str]) -> dict[str, Comment]:
        """Those of the comments NUMBERS that stand below this post already."""
        rows = (
            select(Imported.foreign_id, Comment)
            .join(Comment, Comment.id == Imported.local_id)
            .where(Imported.source == self.authors.source, Imported.kind == "comment")
            .where(Imported.foreign_id.in_(set(numbers)), Comment.post_id == self.post_id)
        )
        return dict(db.session.execute(rows).all())

    def _parent(self, remark: Remark, placed: dict[str, Comment]) -> Comment | None:
        """The one that REMARK replies to; None for one at the top, and for an orphan, of whom is told."""
        parent = placed.get(remark.parent)
        if parent is None and remark.parent not in NO_PARENT:
            orphan = f"comment {remark.parent}, which it replies to, is not here; it stands at the top"
            self.report.remark("comment", remark.number, orphan)
        return parent

    def _add(self, remark: Remark, said: text.Rendered, parent: Comment | None) -> Comment:
        if parent and parent.id is None:
            db.session.flush()
        comment = Comment(
            post_id=self.post_id,
            parent_id=parent.id if parent else None,
            person_id=self.authors.who_wrote(remark),
            name=remark.name or ANONYMOUS,
            email=remark.email,
            source=said.source,
            html=said.html,
            format=said.format,
            state=STANDINGS[remark.approved],
            created_at=self._written_at(remark),
        )
        db.session.add(comment)
        return comment

    def _written_at(self, remark: Remark) -> datetime | None:
        return moment(remark.date_gmt, remark.date, self.zone)
