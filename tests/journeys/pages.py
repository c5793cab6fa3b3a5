"""Every page there is, and a column that has something to show on each."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from app import clock, text
from app.comments import Came, Comment, Sign, State, askers, blocks, moving
from app.comments.reports import report
from app.people import Invitation, Person, Role, access, codes
from app.people.addresses import NewAddress
from app.people.resets import Reset
from app.posts import Kind, Post, Written, revisions, threads
from app.posts.beginning import begin
from app.posts.images import Image
from app.posts.images.encoding import encode
from app.posts.sparing import note_spared
from app.questions import CannedReply, Near, Permission, Priority, Question, SavedFilter, Theme
from app.questions.by_mail import CONFIRM, STOP
from app.questions.replies import Kind as ReplyKind
from app.questions.updates import send_update
from app.site import Category, Site, today
from app.web.signed import signed
from app.web.tokens import derived
from tests.pictures import photograph

from .steps import LETTER, PASSWORD
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
    """A page: where it is, who sees it, what is asked there, what then shows, and which button leads on."""

    path: str
    author: bool = False
    press: str = ""
    letter: str = ""
    see: str = ""


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
    "earlier answers to what is asked": Place("/ask", letter=LETTER, see=".answered li"),
    "question as it would look": Place(
        "/ask", letter=f"My sister Sarah has my ladder. {LONG}", press="See how it would look"
    ),
    "thanks for a letter that was spared": Place("/ask/helped/{number}"),
    "my new question": Place("/asked/{new}"),
    "my answered question": Place("/asked/{answered}"),
    "my privately answered question": Place("/asked/{privately}"),
    "thread as its asker sees it": Place("/asked/{answered}/thread"),
    "empty comment of an asker refused": Place(
        "/asked/{answered}/thread/reply/{comment}", press="Post comment"
    ),
    "reply by an asker": Place("/asked/{answered}/thread/reply/{comment}"),
    "my held comment as the asker": Place("/asked/{answered}/thread/{by_asker}"),
    "thread of a round-up as an asker sees it": Place("/asked/{part_asked}/thread"),
    "closed thread as its asker sees it": Place("/asked/{closed_asked}/thread"),
    "how did it go": Place("/asked/{answered}/update"),
    "empty update refused": Place("/asked/{answered}/update", press="Send my update"),
    "my question, of which the author wonders how it went": Place("/asked/{wondered}"),
    "my update": Place("/asked/{sequel_token}"),
    "update at the desk": Place("/desk/questions/{sequel}", author=True),
    "question with an update": Place("/desk/questions/{first}?lane=answered", author=True),
    "whom to ask how it went": Place("/desk?lane=answered&only=went", author=True),
    "what I am asked": Place("/asked/{waiting}"),
    "what erasing would take": Place("/asked/{answered}/erase"),
    "what erasing would take of a new question": Place("/asked/{new}/erase"),
    "everything is gone": Place("/erased"),
    "empty reply refused": Place("/asked/{waiting}", press="Send my reply"),
    "my expired question": Place("/asked/{expired}"),
    "my withdrawn question": Place("/asked/{withdrawn}"),
    "my question that is being answered": Place("/asked/{begun}"),
    "my question to be changed": Place("/asked/{new}/change"),
    "how my question may be answered": Place("/asked/{begun}/change"),
    "my answered question to be changed": Place("/asked/{answered}/change"),
    "withdrawn question": Place("/desk/questions/{taken_back}?lane=all", author=True),
    "post of a withdrawn question": Place("/desk/posts/{stopped}/edit", author=True),
    "edited question": Place("/desk/questions/{edited}", author=True),
    "earlier version of a question": Place("/desk/questions/{edited}/versions/{version}", author=True),
    "questions about to expire": Place("/desk?lane=expiring", author=True),
    "question about to expire": Place("/desk/questions/{expiring}?lane=expiring", author=True),
    "my question whose address waits to be confirmed": Place("/asked/{unsure}"),
    "my question with a confirmed address": Place("/asked/{told}"),
    "empty address refused": Place("/asked/{bare_asked}", press="Tell me by e-mail"),
    "is this your address": Place("/mail/confirm/{confirm}"),
    "confirmed address": Place("/mail/confirm/{confirmed}"),
    "stop these mails": Place("/mail/stop/{stop}"),
    "no more mails": Place("/mail/stop/{stopped}"),
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
    "clusters": Place("/desk/clusters", author=True),
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
    "people": Place("/desk/people", author=True),
    "link to pass on": Place("/desk/people", author=True, press="Invite"),
    "account": Place("/desk/account", author=True),
    "account with a wrong password": Place("/desk/account", author=True, press="Change the password"),
    "account with a wrong address": Place("/desk/account", author=True, press="Change the address"),
    "codes to be turned on": Place("/desk/account/codes", author=True),
    "code refused": Place("/desk/account/codes", author=True, press="Turn on codes"),
    "settings": Place("/desk/settings", author=True),
    "pictures": Place("/desk/images", author=True),
    "picture just uploaded": Place("/desk/images?added={image}", author=True),
    "no picture refused": Place("/desk/images", author=True, press="Upload"),
    "picture that is used": Place("/desk/images", author=True, press="Delete"),
    "canned replies": Place("/desk/replies", author=True),
    "empty canned reply refused": Place("/desk/replies", author=True, press="Keep"),
    "canned reply": Place("/desk/replies/{reply}", author=True),
    "my declined question": Place("/asked/{declined}", author=False),
    "declined question": Place("/desk/questions/{gone}?lane=declined", author=True),
    "thread at the desk": Place("/desk/posts/{number}/thread", author=True),
    "closed thread": Place("/{closed}"),
    "closed thread at the desk": Place("/desk/posts/{closed_number}/thread", author=True),
    "reply in a closed thread": Place("/comments/{last}/reply"),
    "writer": Place("/desk/writers/{writer}", author=True),
    "writer of what was purged": Place("/desk/writers/{purged}", author=True),
    "who is blocked": Place("/desk/writers", author=True),
    "moving a conversation": Place("/desk/comments/{comment}/move", author=True),
    "moving a conversation nowhere": Place(
        "/desk/comments/{comment}/move", author=True, press="Move it there"
    ),
    "moving a conversation back": Place("/desk/comments/{moved}/move", author=True),
}
NO_PAGES = {"static", "look", "reading.permalink", "reading.image", "asking.link_file"}


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
    in_a_week = today() + timedelta(days=7)
    new, token = asked(
        session,
        LONG,
        LONG,
        permission=Permission.EITHER,
        email="asker@readers.example",
        deadline=in_a_week,
        not_before=in_a_week,
    )
    new.prioritise(Priority.HIGH, by)
    new.categorise(Category.named(LONG[:80]), by)
    new.star(True, by)
    SavedFilter.keep(by, "Quick ones", {"lane": "all", "order": "surprise", "length": "short"})
    new.jot("Kind, and in a hurry.", by)
    new.file_under(["neighbours", "ladders"], by)
    declined, declined_token = asked(session, "Not this time", email="asker@readers.example")
    CannedReply.add(ReplyKind.PRIVATE, LONG[:80], f"Dear {{name}}, {{nmae}} {LONG}", by)
    reply = CannedReply.add(ReplyKind.DECLINING, "A kind no", "Dear {name},\n\n*not* this time. {nmae}", by)
    declined.decline(by, reply.farewell(declined, by))
    again, third = (asked(session, f"{LONG} {n}", LONG)[0] for n in (2, 3))
    third.group_with(asked(session, "By itself")[0], by)
    session.add(Near(question_id=again.id, other_id=new.id))
    session.add(Theme(question_id=again.id, word=LONG[:80], weight=1))
    session.add(Theme(question_id=new.id, word=LONG[:80], weight=1))
    new.compared = again.compared = True
    waiting, waiting_token = asked(session, "Waiting for me")
    waiting.ask_back(LONG, by)
    image = picture(by)
    revisions.save(post, written(f"{BODY}\n\n{image.markdown}"), None, by)
    session.flush()
    present, revision, *_ = (each.id for each in revisions.history(post).rows)
    kept = {"typed": typed.id, "present": present, "revision": revision} | kinds(session, by)
    numbers = {
        "waits": waiting.id,
        "number": post.id,
        "draft": begun.id,
        "question": new.id,
        "private": private.id,
        "gone": declined.id,
        "reply": reply.id,
        "image": image.id,
    }
    tokens = {"new": token, "answered": answered_token, "privately": privately, "waiting": waiting_token}
    tokens |= {"declined": declined_token} | mailed(session)
    threads_of = talk(session, post, by) | ruled(session, post, typed, by)
    kept |= thought_better(session, by)
    threads_of |= sequels(session, question, answered_token, by)
    return {"post": post.path} | kept | numbers | tokens | threads_of | people(session, by)


def thought_better(session: Session, by: Person) -> dict[str, object]:
    """What askers changed and withdrew, and what nobody got to."""
    site = Site.current()
    site.expire_after, site.expiry_set_at = 20, clock.now() - timedelta(days=30)
    edited, _ = asked(session, "Edited", f"{LETTER}\n\n{LONG}")
    expiring, _ = asked(session, f"Soon over {LONG}")
    expired, expired_token = asked(session, "Over", permission=Permission.EITHER)
    withdrawn, withdrawn_token = asked(session, f"Withdrawn {LONG}", permission=Permission.EITHER)
    begun, begun_token = asked(session, f"Begun {LONG}")
    for letter in (f"{LETTER} Soon.", f"{LETTER} {LONG[::-1]}"):
        edited.reword(letter, f"Edited {LONG}", "Somebody else")
    expiring.lifted_at = expiring.touched_at = clock.now() - timedelta(days=18)
    expired.expire()
    stopped, _ = Post.answering(withdrawn, by), Post.answering(begun, by)
    withdrawn.withdraw()
    begun.allow(Permission.EITHER, None, today() + timedelta(days=99), False)
    session.flush()
    return {
        "expired": expired_token,
        "withdrawn": withdrawn_token,
        "begun": begun_token,
        "taken_back": withdrawn.id,
        "stopped": stopped.id,
        "edited": edited.id,
        "version": edited.earlier[0].id,
        "expiring": expiring.id,
    }


def mailed(session: Session) -> dict[str, str]:
    """Questions as far as their askers have come with mail, and the links that they were sent."""
    unsure, unsure_token = asked(session, "Whose address?", email=f"a@{LONG[:60].lower()}.example")
    told, told_token = asked(session, "My address", email=f"b@{LONG[:60].lower()}.example")
    told.confirm()
    return {
        "unsure": unsure_token,
        "told": told_token,
        "bare_asked": asked(session, "No address")[1],
        "confirm": unsure._token(CONFIRM),
        "confirmed": told._token(CONFIRM),
        "stop": told._token(STOP),
        "stopped": signed(STOP, [told.id, "another"]),
    }


def kinds(session: Session, by: Person) -> dict[str, object]:
    """What there is beside answers."""
    sent = [asked(session, f"Part {place}", f"{LETTER}\n\n{LONG}") for place in (1, 2)]
    note_spared(answered(session, asked(session, LONG)[0]).id, today())
    round_up = rounded_up(session, "Ladders, and no end", *(question for question, _ in sent))
    for heading in (None, *round_up.headings):
        Comment.write(round_up, text.for_reader(LONG), part=heading, name=LONG[:60], state=State.PUBLISHED)
    update = followed(session, answered(session, asked(session, "A ladder that came back")[0]))
    bare = begin(Kind.ROUND_UP, by)
    bare.title = LONG
    session.flush()
    return {
        "round_up": round_up.path,
        "rounded_up": round_up.id,
        "part_asked": sent[0][1],
        "update": update.path,
        "followed": update.follows.path,
        "bare": bare.id,
    }


def sequels(session: Session, question: Question, token: str, by: Person) -> dict[str, object]:
    """What the asker of QUESTION, behind TOKEN, said and told since; and others who may be asked."""
    by_asker = askers.say(question, text.for_reader(BODY))
    shown = askers.say(question, text.for_reader("It was *my* ladder."))
    update = send_update(question, token, f"{LETTER}\n\n{LONG}")
    told = derived(token, "update 1")
    may = [asked(session, f"{LONG} {n}") for n in range(3)]
    for each, _ in may:
        each.wants_follow_up = True
        answered(session, each).published_at = clock.now() - timedelta(days=120)
    session.flush()
    may[0][0].ask_how_it_went(by)
    shown.approve(by)
    return {
        "by_asker": by_asker.id,
        "sequel": update.id,
        "first": question.id,
        "sequel_token": told,
        "wondered": may[0][1],
    }


def picture(by: Person) -> Image:
    """A picture that BY uploaded."""
    return Image.keep(encode(photograph((1200, 700))), f"Red, then blue, {LONG}", by)


def written(body: str) -> Written:
    """A text of a post whose answer is BODY."""
    return Written("My ladder", text.for_reader(f"{LETTER}\n\n{LONG}"), "Ladderless", text.for_author(body))


def ruled(session: Session, post: Post, other: Post, by: Person) -> dict[str, object]:
    """A closed thread, a signpost below POST to what was moved below OTHER, and a writer who is blocked."""
    said = text.for_reader(LONG)
    rude, _ = Comment.write(post, said, name="Rude", email="rude@readers.example", came=Came("x", 1, "x"))
    moved, _ = Comment.write(post, said, name="Off topic", state=State.PUBLISHED)
    session.flush()
    blocks.block(Sign.EMAIL, rude.email, LONG, by)
    blocks.jot(rude.name, rude.email, LONG, by)
    moving.move(moved, other, by)
    question, closed_asked = asked(session, "A closed thread")
    closed = answered(session, question)
    last, _ = Comment.write(closed, said, name="The last", state=State.PUBLISHED)
    session.flush()
    threads.close(closed, by)
    purged, _ = Comment.write(post, said, name="Purged", state=State.SPAM)
    Comment.write(post, said, name="Its last", parent=None, state=State.SPAM)
    session.flush()
    blocks.block(Sign.PLACE, "x", f"{LONG}, comment {purged.id}", by)
    session.delete(purged)
    return {
        "purged": purged.id,
        "writer": rude.id,
        "moved": moved.id,
        "closed": closed.path,
        "closed_number": closed.id,
        "closed_asked": closed_asked,
        "last": last.id,
    }


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
    report(top, LONG, "here")
    _, held = Comment.write(post, said, name="Newcomer", email="new@readers.example")
    return {"comment": top.id, "published": published, "removed": removed, "held": held}
