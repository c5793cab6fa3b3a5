"""An asker of whom everything is kept that can be, each with a word that stands nowhere else."""

from datetime import timedelta

import pytest
from flask import Flask

from app import clock
from app.comments import Comment, State
from app.comments.learning import teach
from app.db import db, writing
from app.mail import send
from app.mail.delivery import deliver_due
from app.people import Person, one_deed
from app.posts import Post
from app.questions import Permission, Question, QuestionDeed
from app.text import for_author, for_reader

ASKED = {
    "letter": "Zyxwabor hums all day.\n\nWhat shall I say to Vexlinut?",
    "headline": "Humdrumqua again",
    "signature": "Signaturko",
    "email": "mailbaxo@readers.example",
}
WORDS = {
    "zyxwabor": "letter",
    "vexlinut": "end of the letter",
    "humdrumqua": "headline",
    "signaturko": "signature",
    "mailbaxo": "e-mail",
    "notkwerp": "note",
    "oldnotfizz": "note before it",
    "askdribo": "what was asked back",
    "replyqux": "reply",
    "privansky": "private answer",
    "farwellix": "farewell",
    "tagoplenk": "tag",
    "mailtextum": "mail that left",
    "outboxify": "mail that did not",
    "updatoric": "update",
    "commenzor": "comment",
}


def everything(hester: int) -> str:
    """Such an asker, with a published answer; the token of their private page."""
    with writing() as session:
        by = session.get_one(Person, hester)
        question, token = Question.ask(**ASKED, permission=Permission.EITHER)  # type: ignore[arg-type]
        session.flush()
        triaged(question, by)
        post = Post.answering(question, by)
        session.flush()
        edited = for_reader("Somebody hums all day.")
        post.revise("On humming", edited, "A reader", for_author("Hum along."), [])
        post.publish(by)
        session.flush()
        update, _ = Question.ask("It stopped: updatoric.", email=ASKED["email"])
        update.update_to_id = question.id
        said(post, question, by)
        send(ASKED["email"], "About it", "outboxify", f"clarification of question {question.id}: 7")
    return token


def triaged(question: Question, by: Person) -> None:
    """All that the desk may do to QUESTION before it is answered in public."""
    with one_deed(by, QuestionDeed) as deed:
        question.jot("oldnotfizz", by)
        deed.told = f"“{question.title}” noted."
    question.jot("notkwerp", by)
    question.file_under(["tagoplenk"], by)
    question.ask_back("askdribo?", by)
    question.reply("replyqux!")
    question.decline(by, for_author("farwellix"))
    question.return_to_new(by)
    question.answer_privately(for_author("privansky"), by)
    question.changes[-1].deed.undo(by)
    send(ASKED["email"], "Once", "mailtextum", f"question {question.id}")


def said(post: Post, question: Question, by: Person) -> None:
    """Two comments by the asker of QUESTION below POST, the first with a reply by somebody else."""
    first, _ = Comment.write(post, for_reader("commenzor"), name="Signaturko", state=State.PUBLISHED)
    second, _ = Comment.write(post, for_reader("commenzor too"), name="Signaturko", state=State.PUBLISHED)
    db.session.flush()
    first.question_id = second.question_id = question.id
    teach(first, State.PUBLISHED, decided=True)
    Comment.write(post, for_reader("I agree."), parent=first, name="Kim", state=State.PUBLISHED)


def deliver(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the first mail of all leave, a minute later."""
    with app.app_context():
        later = clock.now() + timedelta(minutes=1)
        with monkeypatch.context() as then:
            then.setattr(clock, "now", lambda: later)
            assert deliver_due(app.config["QUANDARY"], "The column", most=1) == 1
