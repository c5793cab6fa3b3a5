"""Every page there is, and a column that has something to show on each."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from app import text
from app.comments import Comment, State
from app.comments.reports import report
from app.people import Person
from app.posts import Kind, Post, Written, revisions
from app.posts.beginning import begin
from app.questions import Permission, SavedFilter

from .steps import LETTER
from .world import answered, asked, author, followed, rounded_up

LONG = "Donau" + "dampfschifffahrt" * 12
BODY = f"""Ask for it *in May*.

## A plan

1. Bake a [cake](https://cake.example/{LONG}).
2. Ring the bell.

> {LONG}

    ladder = neighbour.ladders.pop()  # {LONG}
"""


@dataclass(frozen=True)
class Place:
    """A page: where it is, who sees it, and which button leads to it from there."""

    path: str
    author: bool = False
    press: str = ""


PLACES = {
    "front page": Place("/"),
    "older posts": Place("/page/2"),
    "category": Place("/category/neighbours"),
    "older posts of a category": Place("/category/neighbours/page/2"),
    "about": Place("/about"),
    "post with a thread": Place("/{post}"),
    "post as its author sees it": Place("/{post}", author=True),
    "round-up": Place("/{round_up}"),
    "round-up as its author sees it": Place("/{round_up}", author=True),
    "comments about a part": Place("/{round_up}/part/part-1"),
    "post with an update": Place("/{followed}"),
    "update": Place("/{update}"),
    "empty comment refused": Place("/comments/{comment}/reply", press="Post comment"),
    "reply": Place("/comments/{comment}/reply"),
    "report": Place("/comments/{comment}/report"),
    "reported": Place("/comments/{comment}/report", press="Report it"),
    "thanks for a report": Place("/comments/reported"),
    "my published comment": Place("/comments/mine/{published}"),
    "my held comment": Place("/comments/mine/{held}"),
    "my removed comment": Place("/comments/mine/{removed}"),
    "nothing here": Place("/nowhere"),
    "ask": Place("/ask"),
    "empty question refused": Place("/ask", press="Send my question"),
    "my new question": Place("/asked/{new}"),
    "my answered question": Place("/asked/{answered}"),
    "my privately answered question": Place("/asked/{privately}"),
    "what I am asked": Place("/asked/{waiting}"),
    "empty reply refused": Place("/asked/{waiting}", press="Send my reply"),
    "sign in": Place("/sign-in"),
    "sign in refused": Place("/sign-in", press="Sign in"),
    "queue": Place("/desk", author=True),
    "empty lane": Place("/desk?lane=spam", author=True),
    "narrowed lane": Place("/desk?lane=all&order=surprise&length=short", author=True),
    "question that waits for its asker": Place("/desk/questions/{waits}?lane=waiting", author=True),
    "searched questions": Place("/desk?lane=all&words=ladder", author=True),
    "similar questions": Place("/desk/questions/{question}/similar", author=True),
    "new question": Place("/desk/questions/{question}", author=True),
    "private answer, just given": Place(
        "/desk/questions/{private}", author=True, press="Send the private answer"
    ),
    "posts": Place("/desk/posts", author=True),
    "calendar": Place("/desk/calendar", author=True),
    "empty month": Place("/desk/calendar?month=2001-02", author=True),
    "draft": Place("/desk/posts/{draft}/edit", author=True),
    "published round-up in the editor": Place("/desk/posts/{rounded_up}/edit", author=True),
    "round-up without a part refused": Place("/desk/posts/{bare}/edit", author=True, press="Publish now"),
    "which round-up": Place("/desk/round-up?selected={question}", author=True),
    "published post in the editor": Place("/desk/posts/{number}/edit", author=True),
    "draft without an answer refused": Place("/desk/posts/{draft}/edit", author=True, press="Publish now"),
    "post with text that waits to be saved": Place("/desk/posts/{typed}/edit", author=True),
    "revisions": Place("/desk/posts/{number}/revisions", author=True),
    "revision": Place("/desk/posts/{number}/revisions/{revision}", author=True),
    "revision that is the present": Place("/desk/posts/{number}/revisions/{present}", author=True),
    "overview": Place("/desk/overview", author=True),
    "overview of a year": Place("/desk/overview?days=365", author=True),
    "held comments": Place("/desk/comments", author=True),
    "all comments": Place("/desk/comments?lane=all", author=True),
    "reported comments": Place("/desk/comments?lane=reported", author=True),
    "searched comments": Place("/desk/comments?words=newcomer", author=True),
    "comments from one writer": Place("/desk/comments/{comment}/like/writer", author=True),
    "log": Place("/desk/log", author=True),
    "settings": Place("/desk/settings", author=True),
}
NO_PAGES = {"static", "look", "reading.permalink"}


def fill(session: Session) -> dict[str, object]:
    """Put something on every page; what `{…}` in the paths of PLACES stands for."""
    by = author(session)
    question, answered_token = asked(session, "My ladder", f"{LETTER}\n\n{LONG}")
    post = answered(session, question, BODY, also=LONG)
    for number in range(2, 13):
        typed = answered(session, asked(session, f"My ladder, part {number}")[0])
    revisions.autosave(typed, written("Not yet."), by)
    for body in ("Ask for it in **June**, and bring a pie.", BODY):
        revisions.save(post, written(body), None, by)
    begun = Post.answering(asked(session, "A draft")[0], by)
    private, privately = asked(session, "In private", permission=Permission.EITHER)
    private.answer_privately(text.for_author(BODY), by)
    new, token = asked(session, LONG, LONG, permission=Permission.EITHER, email="asker@readers.example")
    new.star(True, by)
    SavedFilter.keep(by, "Quick ones", {"lane": "all", "order": "surprise", "length": "short"})
    new.jot("Kind, and in a hurry.", by)
    new.file_under(["neighbours", "ladders"], by)
    waiting, waiting_token = asked(session, "Waiting for me")
    waiting.ask_back(LONG, by)
    session.flush()
    present, revision, *_ = (each.id for each in revisions.history(post).rows)
    kept = {"typed": typed.id, "present": present, "revision": revision} | kinds(session, by)
    numbers = {
        "waits": waiting.id,
        "number": post.id,
        "draft": begun.id,
        "question": new.id,
        "private": private.id,
    }
    tokens = {"new": token, "answered": answered_token, "privately": privately, "waiting": waiting_token}
    return {"post": post.path} | kept | numbers | tokens | talk(session, post, by)


def kinds(session: Session, by: Person) -> dict[str, object]:
    """What there is beside answers."""
    questions = [asked(session, f"Part {place}", f"{LETTER}\n\n{LONG}")[0] for place in (1, 2)]
    round_up = rounded_up(session, "Ladders, and no end", *questions)
    for heading in (None, *round_up.headings):
        Comment.write(round_up, text.for_reader(LONG), part=heading, name=LONG[:60], state=State.PUBLISHED)
    update = followed(session, answered(session, asked(session, "A ladder that came back")[0]))
    bare = begin(Kind.ROUND_UP, by)
    bare.title = LONG
    session.flush()
    return {
        "round_up": round_up.path,
        "rounded_up": round_up.id,
        "update": update.path,
        "followed": update.follows.path,
        "bare": bare.id,
    }


def written(body: str) -> Written:
    """A text of a post whose answer is BODY."""
    return Written("My ladder", text.for_reader(f"{LETTER}\n\n{LONG}"), "Ladderless", text.for_author(body))


def talk(session: Session, post: Post, by: Person) -> dict[str, object]:
    """A thread of twelve levels below POST, one of them removed, and a comment that is held."""
    said = text.for_reader(BODY)
    top, published = Comment.write(post, said, name=LONG[:60], state=State.PUBLISHED)
    session.flush()
    parent = top
    for level in range(2, 13):
        speaker = {"by": by} if level % 3 == 0 else {"name": f"Reader {level}", "state": State.PUBLISHED}
        parent, token = Comment.write(post, said, parent=parent, **speaker)
        session.flush()
        if level == 5:
            gone, removed = parent, token
    gone.remove(by)
    report(top, LONG, "here")
    _, held = Comment.write(post, said, name="Newcomer", email="new@readers.example")
    return {"comment": top.id, "published": published, "removed": removed, "held": held}
