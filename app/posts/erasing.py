"""What posts keep of a question that is to be erased: what readers see of it stays, and nothing else."""

from sqlalchemy import Text, cast, select, union
from sqlalchemy.orm.attributes import flag_modified

from app import text
from app.db import db
from app.db.leftovers import leave
from app.db.sessions import is_writing
from app.people import Deed
from app.posts.copies import Copy
from app.posts.links import post_question
from app.posts.model import Post
from app.posts.revisions import Revision, saved, working_copy
from app.posts.states import State
from app.posts.words import Words
from app.questions import Question, erasing

TABLES = ("post", "post_question", "post_revision", "part")
TELLING = 20
"""So many letters a text has to have to be known again where nothing else points to it."""
UNSCHEDULED = "A scheduled post is a draft again: a question that it was to answer was erased."
TAKEN_OUT = "A letter was taken out of a draft: its question was erased."


def published(question: Question) -> list[Post]:
    """The posts that answer QUESTION and are there for everyone, at most 50."""
    link = post_question.c.post_id == Post.id
    query = select(Post).join(post_question, link).where(post_question.c.question_id == question.id)
    return list(db.session.scalars(query.where(Post.state == State.PUBLISHED).order_by(Post.id).limit(50)))


def is_being_answered(question: Question) -> bool:
    """Whether there is a draft or a scheduled post that answers QUESTION."""
    link = post_question.c.post_id == Post.id
    query = select(Post.id).join(post_question, link).where(post_question.c.question_id == question.id)
    return db.session.scalar(query.where(Post.state != State.PUBLISHED).limit(1)) is not None


def let_go(question: Question) -> None:
    """Let no post be tied to QUESTION or keep more of it than readers see.

    What is scheduled is a draft again. What the author wrote herself stays.
    """
    posts = with_copies(question)
    for post in posts:
        _let_go(post, question)
    if posts:
        db.session.flush()
        leave(TABLES)


def with_copies(question: Question) -> list[Post]:
    """The posts that answer QUESTION, or did once and have its text still; locked where this writes."""
    in_parts = cast(Revision.parts, Text).contains(f", {question.id}]")
    holding = [
        select(post_question.c.post_id).where(post_question.c.question_id == question.id),
        select(Revision.post_id).where(in_parts),
    ]
    for sent in erasing.texts_of(question):
        if len(sent.letter) >= TELLING:
            holding += [
                select(Post.id).where(Post.letter_source.contains(sent.letter, autoescape=True)),
                select(Revision.post_id).where(Revision.letter.contains(sent.letter, autoescape=True)),
            ]
    found = select(Post).where(Post.id.in_(union(*holding))).order_by(Post.id)
    return list(db.session.scalars(found.with_for_update(of=Post) if is_writing(db.session) else found))


def copies_in(post: Post, question: Question) -> list[dict[str, str]]:
    """What POST has of the letter of QUESTION, and had in each of its revisions, each text once."""
    revisions = select(Revision).where(Revision.post_id == post.id).order_by(Revision.id)
    kept = [saved(post), *(each.words for each in db.session.scalars(revisions))]
    copies = [
        {"title": title, "letter": letter, "signature": signature}
        for words in kept
        for title, letter, signature in (
            (words.title, words.letter, words.signature),
            *(
                (part.heading, part.letter, part.signature)
                for part in words.parts
                if part.question_id == question.id
            ),
        )
        if letter or signature
    ]
    return [each for place, each in enumerate(copies) if each not in copies[:place]]


def _let_go(post: Post, question: Question) -> None:
    before = saved(post)
    seen = before if post.state is State.PUBLISHED else None
    copy = Copy.of(question, tuple(each for each in post.questions if each.id != question.id))
    _clean_revisions(post, copy, seen)
    if seen is None:
        _write(post, copy.taken_from(before))
        Deed.record(None, UNSCHEDULED if post.state is State.SCHEDULED else TAKEN_OUT)
    _untie(post, question)
    post.letter_gone = post.version + 1
    flag_modified(post, "revised_at")


def _clean_revisions(post: Post, copy: Copy, seen: Words | None) -> None:
    """Take COPY out of all that is kept of POST; a working copy has again what readers have SEEN."""
    working = working_copy(post)
    query = select(Revision).where(Revision.post_id == post.id).order_by(Revision.id)
    for revision in db.session.scalars(query.execution_options(yield_per=100)):
        words = copy.taken_from(revision.words, seen)
        if seen and revision is working:
            words = _filled(words, seen)
        if words != revision.words:
            _rewrite(revision, words)


def _filled(words: Words, seen: Words) -> Words:
    """WORDS, with what readers have SEEN where something was taken out."""
    parts = {part.number: part for part in seen.parts}
    return words._replace(
        title=words.title or seen.title,
        letter=words.letter or seen.letter,
        signature=words.signature or seen.signature,
        parts=tuple(
            part._replace(
                heading=part.heading or there.heading,
                letter=part.letter or there.letter,
                signature=part.signature or there.signature,
            )
            if (there := parts.get(part.number)) and part.question_id is None
            else part
            for part in words.parts
        ),
    )


def _rewrite(revision: Revision, words: Words) -> None:
    revision.title, revision.letter, revision.signature, _, parts = words
    revision.parts = [list(part) for part in parts] or None


def _write(post: Post, words: Words) -> None:
    """Let POST say WORDS beside what the author answers in it; an address that was made of a title goes."""
    if words.title != post.title:
        post.title, post.path = words.title, None
    if words.letter != post.letter_source:
        post.letter_source, post.letter_html = text.for_reader(words.letter)[:2]
    post.signature = words.signature
    for part, said in zip(post.parts, words.parts, strict=True):
        if said.heading != part.heading:
            part.heading, part.anchor = said.heading, None
        if said.letter != part.letter_source:
            part.letter_source, part.letter_html = text.for_reader(said.letter)[:2]
        part.signature = said.signature


def _untie(post: Post, question: Question) -> None:
    """POST answers QUESTION no more; scheduled, it is a draft, and the others in it are open again."""
    if question in post.questions:
        post.questions.remove(question)
    for part in post.parts:
        if part.question_id == question.id:
            part.question = None
    if post.state is State.SCHEDULED:
        post.withdraw(None)
