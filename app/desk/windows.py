"""Two windows at one post: neither takes away what was typed in the other."""

from app.db import db, writing
from app.desk.post_form import PostForm
from app.posts import Post, revisions


def met(number: int, form: PostForm) -> Post:
    """The post of that NUMBER. Where FORM began from an earlier version, what came since stays a revision.

    A letter that was erased since does not come back with it.
    """
    post = db.session.get_one(Post, number)
    if form.version.data != post.version:
        with writing() as session:
            revisions.let_grow_no_more(session.get_one(Post, number))
    post = db.session.get_one(Post, number)
    if (form.version.data or 0) < post.letter_gone:
        form.take_letters_of(revisions.typed(post))
        form.version.data = post.version
    return post
