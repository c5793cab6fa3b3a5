"""What speaks for spam, and what does not."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.db import writing
from app.screening.spam import (
    Sent,
    fingerprint,
    has_learned,
    learn,
    likeness_to_spam,
    links_in,
    looked_at,
    tokens_of,
    unlearn,
)
from app.screening.spam.learning import ENOUGH, Count, combined, texts

LONG = "My neighbour borrows my ladder every spring and brings it back in autumn, which I find too late."
PITCH = "Win big tonight at the best casino online, claim your bonus now and withdraw at once, no deposit."


def said(sent: Sent, *listed: str) -> list[str]:
    return [point.said for point in looked_at(sent, listed)]


def points(sent: Sent, *listed: str) -> int:
    return sum(point.points for point in looked_at(sent, listed))


def test_an_ordinary_comment_has_nothing_against_it() -> None:
    assert said(Sent(LONG, "Kim", "kim@readers.example", links_in(LONG), 40), "casino") == []


@pytest.mark.parametrize(
    ("seconds", "sentences"),
    [
        (0, ["Sent less than a second after the form was opened."]),
        (1, ["Sent 1 second after the form was opened."]),
        (3, []),
        (None, []),
    ],
)
def test_nobody_writes_in_two_seconds(seconds: int | None, sentences: list[str]) -> None:
    assert said(Sent(LONG, seconds=seconds)) == sentences


def test_only_a_machine_fills_in_what_nobody_sees() -> None:
    assert said(Sent(LONG, decoy="https://x.example")) == ["Filled in a field that people do not see."]


def test_one_link_is_an_answer_and_many_are_a_campaign() -> None:
    one, four = "See https://a.example.", " ".join(f"http://{n}.example/x" for n in "abcd")
    assert said(Sent(one, links=links_in(one))) == []
    assert said(Sent(four, links=links_in(four))) == ["Links to 4 places."]
    many = Sent("", links=[f"https://{n}.example" for n in range(40)])
    assert points(many) <= 7


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("[cheap](http://a.example/b), www.c.example!", ["http://a.example/b", "www.c.example"]),
        ('<a href="https://a.example">x</a> [url=https://b.example]y[/url]', ["https://a.example", "https://b.example"]),
        ("https://a.example and https://a.example", ["https://a.example"]),
        ("nothing.here", []),
    ],
)  # fmt: skip
def test_links_are_found_however_they_are_marked(text: str, links: list[str]) -> None:
    assert links_in(text) == links


@pytest.mark.parametrize(
    "sent",
    [
        Sent("The best Casino in town"),
        Sent("Hello", name="CASINO Royal"),
        Sent("Hello", email="win@casino.example"),
        Sent("Hello", links=["https://casino.example"]),
        Sent("ｃａｓｉｎｏ"),
    ],
)
def test_a_listed_word_counts_wherever_it_stands(sent: Sent) -> None:
    assert said(sent, "casino") == ["Says “casino”, which is on the word list."]


def test_a_listed_word_is_a_whole_word_and_a_phrase_a_whole_phrase() -> None:
    assert said(Sent("Casinos are not meant"), "casino", "no deposit") == []
    assert said(Sent("No,\ndeposit it"), "no deposit") == ["Says “no deposit”, which is on the word list."]


def is_repeated(one: str, other: str) -> bool:
    """Whether ONE is nearly the same as OTHER."""
    return any(a == b is not None for a, b in zip(fingerprint(one), fingerprint(other), strict=True))


@pytest.mark.parametrize(
    "again", [PITCH, PITCH.upper(), f"{PITCH} Really!", PITCH.replace("the best", "a great")]
)
def test_nearly_the_same_is_known_again(again: str) -> None:
    assert is_repeated(f"{PITCH} {LONG}", f"{again} {LONG}")


def test_a_few_words_are_often_the_same_by_chance() -> None:
    assert fingerprint("Thank you so much for this!") == (None, None)


def test_no_two_real_letters_are_taken_for_the_same(real: Path) -> None:
    numbers = [number for letter in letters(real) for number in fingerprint(letter)]
    assert len(set(numbers)) == len(numbers) >= 800


def letters(real: Path) -> list[str]:
    return [json.loads(line)["letter"] for line in (real / "letters.jsonl").read_text().splitlines()]


@pytest.mark.usefixtures("context")
class TestLearner:
    def teach(self, times: int = ENOUGH) -> None:
        with writing():
            for number in range(times):
                learn(tokens_of(f"{PITCH} {number}", "Winner", ["https://casino.example"]), spam=True)
                learn(tokens_of(f"{LONG} {number}", "Kim", []), spam=False)

    def test_it_says_nothing_before_it_has_seen_enough(self) -> None:
        self.teach(ENOUGH - 1)
        with writing():
            assert not has_learned()
            learn(["casino"], spam=True)
            learn(["ladder"], spam=False)
            assert has_learned()

    def test_it_tells_spam_from_what_readers_say(self) -> None:
        self.teach()
        with writing():
            assert likeness_to_spam(tokens_of(PITCH, "Ann", [])) > 0.99
            assert likeness_to_spam(tokens_of(LONG, "Ann", [])) < 0.01
            assert likeness_to_spam(["unheard", "words"]) == 0.5
            assert likeness_to_spam(tokens_of("See this", "", ["http://www.casino.example/a"])) > 0.9

    def test_what_is_taken_back_leaves_nothing(self, queries: list[str]) -> None:
        tokens = tokens_of(PITCH, "Winner", [])
        self.teach(1)
        with writing():
            before = texts()
            learn(tokens, spam=True)
            unlearn(tokens, spam=True)
            assert texts() == before == Count(1, 1)

    def test_one_query_asks_for_all_words(self, queries: list[str]) -> None:
        self.teach()
        with writing():
            likeness_to_spam(["casino"])
            queries.clear()
            likeness_to_spam(tokens_of(PITCH, "Winner", []))
        assert sum("learned_word" in query for query in queries) == 1


COUNTS = st.builds(Count, st.integers(0, 50), st.integers(0, 50))


@given(st.dictionaries(st.text(min_size=1), COUNTS, max_size=200), COUNTS)
def test_whatever_was_learned_the_answer_is_a_share(counts: dict[str, Count], all_of: Count) -> None:
    assert 0 <= combined(counts, all_of) <= 1


@given(st.text(max_size=300), st.text(max_size=30))
def test_no_text_is_too_strange_to_be_looked_at(text: str, name: str) -> None:
    sent = Sent(text, name, links=links_in(text), seconds=5)
    assert points(sent, "casino") >= 0
    assert len(tokens_of(text, name, links_in(text))) <= 200
