"""The parts of a round-up put in another order, one more of them, or one less."""

import re

from flask import abort, url_for

from app import text
from app.comments import are_filed_under, filing
from app.db import writing
from app.desk.front import author
from app.desk.post_form import PostForm
from app.posts import Kind, PartWritten, Post, Written, revisions
from app.posts.parts import MOST
from app.web import Refusal

WISH = re.compile(r"part-(add|remove|up|down)(?:-(\d{1,6}))?")


def is_arranging(wish: str) -> bool:
    """Whether that is a WISH about the order of parts."""
    return WISH.fullmatch(wish) is not None


def arrange(post: Post, form: PostForm, wish: str) -> str:
    """Keep what is typed of POST in FORM, then do the WISH to its parts; the address at which to go on."""
    if post.kind is not Kind.ROUND_UP:
        raise Refusal("Only a round-up has parts.")
    written = form.written(post)
    with writing() as session:
        post = session.get(Post, post.id, with_for_update={"of": Post}) or abort(404)
        post.refuse_unless_version(form.version.data or 0)
        arranged, number = _arranged(post, written, wish)
        revisions.autosave(post, written, author())
        revisions.autosave(post, arranged, author(), apart=True)
    at = f"part-{number}" if number else "parts"
    return url_for("desk.edit", number=post.id, _anchor=at, **form.carried())


def refuse_unless_all_there(post: Post, form: PostForm) -> None:
    """Raises Refusal where a part of POST is gone that readers spoke about meanwhile; FORM has it again."""
    left = {part.number for part in form.parts}
    gone = [part for part in post.parts if part.number not in left and are_filed_under(part)]
    if gone:
        form.take_back(gone)
        raise Refusal(f"{filing.refusal(gone[0])} It is back below; nothing is saved yet.")


def _arranged(post: Post, written: Written, wish: str) -> tuple[Written, int]:
    """WRITTEN as is the WISH, and the number of the part that it is about; 0 where that is gone."""
    verb, about = (WISH.fullmatch(wish) or abort(400)).groups()
    parts, number = list(written.parts), int(about or 0)
    if verb == "add":
        number = _add(post, parts)
    else:
        at = next((at for at, part in enumerate(parts) if part.number == number), None)
        if at is None:
            raise Refusal("That part is not there any more.")
        part = parts.pop(at)
        if verb == "remove":
            _refuse_where_filed(post, number)
            number = 0
        else:
            parts.insert(max(0, at + (1 if verb == "down" else -1)), part)
    return written._replace(parts=tuple(parts)), number


def _add(post: Post, parts: list[PartWritten]) -> int:
    if len(parts) >= MOST:
        raise Refusal(f"A round-up has room for {MOST} parts.")
    taken = [part.number for part in parts] + [part.number for part in post.parts]
    number = 1 + max(taken, default=0)
    nothing = text.for_reader("")
    parts.append(PartWritten(number, "", nothing, "", nothing))
    return number


def _refuse_where_filed(post: Post, number: int) -> None:
    """Raises Refusal where readers said something about the part NUMBER of POST."""
    for part in post.parts:
        if part.number == number and are_filed_under(part):
            raise filing.refusal(part)
