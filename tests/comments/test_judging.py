"""What becomes of a comment, and what the moderator is told of why."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from app.comments import Came, Comment, State
from app.comments.judging import CERTAIN, HOLD, NEWCOMER, judge
from app.db import db, writing
from app.people import Person
from app.posts import Post
from app.screening.spam import learning
from app.site import Moderation, Site
from tests.comments.conftest import say, undo_the_last

PITCH = "Win big tonight at the best casino online, claim your bonus now and withdraw at once, no deposit."
KIM = {"name": "Kim", "email": "kim@readers.example"}


def list_words(*words: str) -> None:
    with writing():
        Site.current().word_list = "\n".join(words)


@pytest.mark.usefixtures("hold_none")
class TestWithoutARule:
    def test_an_ordinary_comment_is_shown_at_once(self, post: Post) -> None:
        shown = say(post, "I had the same trouble with my ladder.", **KIM, came=Came("here", 30))
        assert (shown.state, shown.score, shown.reasons, shown.place) == (State.PUBLISHED, 0, "", "here")

    def test_a_word_on_the_list_holds_it_and_is_named(self, post: Post) -> None:
        list_words("  casino ", "", "no deposit")
        held = say(post, "Come to my Casino!")
        assert (held.state, held.score) == (State.HELD, HOLD)
        assert held.reasons == "Says “casino”, which is on the word list."

    def test_much_of_it_lies_with_the_spam_and_is_not_dropped(self, post: Post) -> None:
        list_words("casino", "no deposit")
        spam = say(post, PITCH, came=Came("x", 1, "https://casino.example"))
        assert spam.state is State.SPAM
        assert spam.score >= CERTAIN
        assert spam.reasons.splitlines() == [
            "Sent 1 second after the form was opened.",
            "Filled in a field that people do not see.",
            "Says “casino”, which is on the word list.",
            "Says “no deposit”, which is on the word list.",
        ]

    def test_links_to_the_column_itself_do_not_count(self, post: Post) -> None:
        ours = " ".join(f"http://127.0.0.1:8000/2026/11/post-{n}" for n in range(9))
        assert say(post, ours).score == 0

    def test_the_third_of_the_same_is_held(self, post: Post) -> None:
        states = [say(post, PITCH).state for _ in range(4)]
        assert states == [State.PUBLISHED, State.PUBLISHED, State.PUBLISHED, State.HELD]
        assert "Nearly the same as 3 others in the last week." in say(post, PITCH + "!").reasons.replace(
            "4", "3"
        )

    def test_whoever_sent_spam_before_is_held(self, post: Post, by: Person) -> None:
        for _ in range(3):
            spam = say(post, "Buy.", email="kim@readers.example", came=Came("there"))
            with writing():
                spam.mark_spam(by)
        by_email = say(post, "Hello", email="kim@readers.example")
        by_place = say(post, "Hello", came=Came("there"))
        assert by_email.state is by_place.state is State.HELD
        assert by_email.reasons == "3 comments or more were spam: by this writer, or from the same place."

    def test_what_nobody_decided_is_on_nobodys_record(self, post: Post) -> None:
        for _ in range(3):
            say(post, "Buy.", email="kim@readers.example", state=State.SPAM, came=Came("there"))
        assert say(post, "Hello", email="kim@readers.example").state is State.PUBLISHED
        assert say(post, "Hello", came=Came("there")).score == 0

    def test_a_filled_in_decoy_from_a_place_of_spam_still_waits_to_be_read(
        self, post: Post, by: Person
    ) -> None:
        for _ in range(3):
            spam = say(post, "Buy.", came=Came("there"))
            with writing():
                spam.mark_spam(by)
        held = say(post, "Hello", came=Came("there", 30, "x"))
        assert (held.state, held.score) == (State.HELD, CERTAIN - 1)

    def test_whoever_was_approved_has_that_on_their_side(self, post: Post, by: Person) -> None:
        list_words("casino")
        first = say(post, **KIM)
        assert first.state is State.PUBLISHED
        shown = say(post, "We met at the casino.", **KIM)
        assert shown.state is State.PUBLISHED
        assert shown.reasons.endswith("This writer has approved comments.")

    def test_whoever_is_signed_in_is_not_judged(self, post: Post, by: Person) -> None:
        list_words("casino")
        mine = say(post, "casino", by=by, came=Came("here", 0, "x"))
        assert (mine.state, mine.score, mine.reasons, mine.place) == (State.PUBLISHED, 0, "", "")


@pytest.mark.parametrize(
    ("rule", "reason"),
    [(Moderation.NEWCOMERS, NEWCOMER), (Moderation.ALL, "Every comment waits to be read here.")],
)
def test_a_rule_that_holds_is_told_as_a_reason(post: Post, rule: Moderation, reason: str) -> None:
    with writing():
        Site.current().moderation = rule
    held = say(post, **KIM)
    assert (held.state, held.reasons) == (State.HELD, reason)


@pytest.mark.usefixtures("hold_none")
def test_no_letter_that_somebody_really_wrote_is_held(post: Post, real: Path) -> None:
    lines = (real / "letters.jsonl").read_text().splitlines()
    held = []
    with writing():
        for number, line in enumerate(lines):
            judged = judge(json.loads(line)["letter"], f"Reader {number}", "", Came(f"place {number}", 30))
            if judged.state is not State.PUBLISHED:
                held.append((judged.reasons, line[:200]))
    assert held == []


Decision = Callable[[Comment, Person], None]


@pytest.mark.usefixtures("hold_none")
class TestLearning:
    def taught(self) -> tuple[int, int]:
        db.session.rollback()
        return learning.texts()

    def test_decisions_teach_and_what_is_undone_is_unlearned(self, post: Post, by: Person) -> None:
        comment = say(post, PITCH)
        assert self.taught() == (0, 0)
        steps: list[tuple[Decision, tuple[int, int]]] = [
            (Comment.mark_spam, (1, 0)),
            (Comment.approve, (0, 1)),
            (Comment.remove, (0, 0)),
            (Comment.mark_spam, (1, 0)),
        ]
        before = [(0, 0)]
        for decide, counts in steps:
            with writing():
                decide(comment, by)
            assert self.taught() == counts
            before.append(counts)
        undo_the_last(by)
        assert self.taught() == before[-2]

    def test_only_words_of_the_text_that_is_unlearned_go(self, context: None) -> None:
        with writing() as session:
            session.add(learning.Learned(word="other", spam=0, ham=0))
            learning.learn(["ladder"], spam=True)
            learning.unlearn(["ladder"], spam=True)
        assert set(db.session.scalars(select(learning.Learned.word))) == {"other"}

    def test_what_nobody_decided_teaches_nothing_when_a_decision_is_undone(
        self, post: Post, by: Person
    ) -> None:
        comment = say(post, PITCH)
        for _ in range(2):
            with writing():
                comment.mark_spam(by)
            undo_the_last(by)
            assert comment.state is State.PUBLISHED
            assert self.taught() == (0, 0)

    def test_what_was_marked_often_enough_is_held_the_next_time(self, post: Post, by: Person) -> None:
        for number in range(learning.ENOUGH):
            spam = say(post, f"{PITCH[: 40 + number]} casino bonus", state=State.HELD)
            ham = say(post, f"My neighbour borrows my ladder, {number} times by now", state=State.HELD)
            with writing():
                spam.mark_spam(by)
                ham.approve(by)
        held = say(post, "Claim the best casino bonus tonight, online")
        assert held.state is State.HELD
        assert held.reasons == "Like what was marked as spam before (99%)."
        assert say(post, "My ladder is with my neighbour").state is State.PUBLISHED


@pytest.mark.usefixtures("hold_none")
def test_all_that_is_known_of_an_ordinary_comment_is_one_query(post: Post, queries: list[str]) -> None:
    say(post, "The first of all, so that what is looked up once is known.", **KIM)
    queries.clear()
    say(
        post,
        "Another one, with its own words, that nobody has said here before.",
        **KIM,
        came=Came("here", 30),
    )
    assert sum("FROM comment" in query for query in queries) == 1
    assert sum(query.lstrip().startswith("SELECT") for query in queries) <= 3
