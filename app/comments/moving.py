"""A conversation is moved below another post; a signpost stays where it was, and goes when it comes back."""

from collections.abc import Sequence

from sqlalchemy import Select, func, select, update

from app import text
from app.comments.model import Comment
from app.comments.states import State
from app.db import db
from app.db.versions import SITE, touch
from app.people import Deed, Person
from app.posts import Post
from app.web import Refusal

MOST = 2_000
"""So many comments are moved at once."""


def move(top: Comment, to: Post, by: Person) -> None:
    """Move TOP and all below it to the thread of TO. Raises Refusal where it cannot stand there.

    Where a signpost of it stands it takes back its old place, and leaves no other behind.
    """
    branch = _locked(top)
    back = _signpost(top, to)
    _refuse_unless_movable(top, to, is_back=back is not None)
    size, title = size_of(top), top.post.title
    if back is None:
        db.session.add(_signpost_of(top))
        top.parent_id, part_id = None, None
    else:
        top.parent_id, part_id = back.parent_id, back.part_id
        db.session.delete(back)
    db.session.flush()
    db.session.execute(update(Comment).where(Comment.id.in_(branch)).values(post_id=to.id, part_id=part_id))
    touch(db.session, SITE)
    some = "1 comment" if size == 1 else f"{size:,} comments"
    Deed.record(
        by, f"{some}, from that by {top.name} (number {top.id}) down, moved from “{title}” to “{to.title}”."
    )


def size_of(top: Comment) -> int:
    """How many comments TOP and all below it are, counted to one more than can be moved; no signposts."""
    below = (Comment.id.in_(_numbers_below(top)), Comment.state != State.MOVED)
    return db.session.scalar(select(func.count()).select_from(Comment).where(*below)) or 0


def left_behind(top: Comment) -> Sequence[Post]:
    """The posts where a signpost of TOP stands, at most 20."""
    standing = select(Comment.post_id).where(Comment.moved_to_id == top.id)
    return db.session.scalars(select(Post).where(Post.id.in_(standing)).limit(20)).all()


def _refuse_unless_movable(top: Comment, to: Post, *, is_back: bool) -> None:
    if top.state is State.MOVED:
        raise Refusal("That is only a signpost: the conversation that stood there was moved.")
    if top.state is not State.PUBLISHED and not is_back:
        raise Refusal("Nobody sees that comment, so no signpost could lead to it. Approve it first.", 422)
    if top.post_id == to.id and not is_back:
        raise Refusal(f"It is below “{to.title}” already.", 422)
    if not to.takes_comments:
        raise Refusal(f"“{to.title}” takes no comments.", 422)


def _signpost(top: Comment, at: Post) -> Comment | None:
    """What stands in the place of TOP below the post AT: where it stood last, if it stood there twice."""
    standing = (Comment.moved_to_id == top.id, Comment.post_id == at.id)
    return db.session.scalar(select(Comment).where(*standing).order_by(Comment.id.desc()).limit(1))


def _signpost_of(top: Comment) -> Comment:
    """A signpost for the place where TOP is now."""
    return Comment(
        post_id=top.post_id,
        parent_id=top.parent_id,
        part_id=top.part_id,
        moved_to_id=top.id,
        name="",
        source="",
        html="",
        format=text.Format.MARKDOWN,
        state=State.MOVED,
        created_at=top.created_at,
    )


def _locked(top: Comment) -> Sequence[int]:
    """The branch of TOP, to which nobody replies until the commit; what arrived meanwhile belongs to it."""
    branch: Sequence[int] = []
    while len(branch) < len(numbers := _branch(top)):
        branch = numbers
        rows = select(Comment.id).where(Comment.id.in_(branch)).order_by(Comment.id)
        db.session.execute(rows.with_for_update())
    db.session.refresh(top)
    return branch


def _branch(top: Comment) -> Sequence[int]:
    """The numbers of TOP and of all below it, whatever their state. Raises Refusal for too many."""
    numbers = db.session.scalars(_numbers_below(top)).all()
    if len(numbers) > MOST:
        raise Refusal(f"These are more than {MOST:,} comments. Move its branches one by one.")
    return numbers


def _numbers_below(top: Comment) -> Select[int]:
    below = select(Comment.id).where(Comment.id == top.id).cte("below", recursive=True)
    below = below.union_all(select(Comment.id).join(below, Comment.parent_id == below.c.id))
    return select(below.c.id).limit(MOST + 1)
