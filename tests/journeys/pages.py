"""Every page there is, and a column that has something to show on each."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from app import text
from app.comments import Comment, State
from app.people import Invitation, Person, Role, access, codes
from app.people.addresses import NewAddress
from app.people.resets import Reset
from app.posts import Post, Written, revisions
from app.questions import Permission, SavedFilter

from .steps import LETTER, PASSWORD
from .world import answered, asked, author

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
    "empty comment refused": Place("/comments/{comment}/reply", press="Post comment"),
    "reply": Place("/comments/{comment}/reply"),
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
    "code that nobody is asked for": Place("/sign-in/code"),
    "forgotten password": Place("/sign-in/forgotten"),
    "forgotten password of nobody refused": Place("/sign-in/forgotten", press="Mail me a link"),
    "new password": Place("/sign-in/reset/{reset}"),
    "new password refused": Place("/sign-in/reset/{reset}", press="Set the password"),
    "new address": Place("/sign-in/address/{new_address}"),
    "invitation": Place("/join/{invitation}"),
    "invitation without a name refused": Place("/join/{invitation}", press="Join"),
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
    "draft": Place("/desk/posts/{draft}/edit", author=True),
    "published post in the editor": Place("/desk/posts/{number}/edit", author=True),
    "draft without an answer refused": Place("/desk/posts/{draft}/edit", author=True, press="Publish now"),
    "post with text that waits to be saved": Place("/desk/posts/{typed}/edit", author=True),
    "revisions": Place("/desk/posts/{number}/revisions", author=True),
    "revision": Place("/desk/posts/{number}/revisions/{revision}", author=True),
    "revision that is the present": Place("/desk/posts/{number}/revisions/{present}", author=True),
    "held comments": Place("/desk/comments", author=True),
    "published comments": Place("/desk/comments?lane=published", author=True),
    "people": Place("/desk/people", author=True),
    "link to pass on": Place("/desk/people", author=True, press="Invite"),
    "account": Place("/desk/account", author=True),
    "account with a wrong password": Place("/desk/account", author=True, press="Change the password"),
    "account with a wrong address": Place("/desk/account", author=True, press="Change the address"),
    "codes to be turned on": Place("/desk/account/codes", author=True),
    "code refused": Place("/desk/account/codes", author=True, press="Turn on codes"),
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
    kept = {"typed": typed.id, "present": present, "revision": revision}
    numbers = {
        "waits": waiting.id,
        "number": post.id,
        "draft": begun.id,
        "question": new.id,
        "private": private.id,
    }
    tokens = {"new": token, "answered": answered_token, "privately": privately, "waiting": waiting_token}
    return {"post": post.path} | kept | numbers | tokens | talk(session, post, by) | people(session, by)


def written(body: str) -> Written:
    """A text of a post whose answer is BODY."""
    return Written("My ladder", text.for_reader(f"{LETTER}\n\n{LONG}"), "Ladderless", text.for_author(body))


def people(session: Session, by: Person) -> dict[str, object]:
    """Somebody of each kind, and links that wait for somebody."""
    gone = Person.named(LONG, f"{LONG[:60]}@readers.example", PASSWORD, Role.MODERATOR)
    session.add_all([Person.named("Imported", "imported@column.example", None), gone])
    Person.named(LONG[:80], "author@column.example", PASSWORD)
    session.flush()
    access.remove_access(gone, by)
    codes.prepare(by)
    Invitation.send(by, Role.AUTHOR, email=f"{LONG[:60]}@column.example")
    return {
        "invitation": Invitation.send(by, Role.MODERATOR),
        "reset": Reset.for_person(by),
        "new_address": NewAddress.keep(NewAddress(person_id=by.id, email="new@column.example")),
    }


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
    _, held = Comment.write(post, said, name="Newcomer", email="new@readers.example")
    return {"comment": top.id, "published": published, "removed": removed, "held": held}
