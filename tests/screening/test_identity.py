"""What in a letter could give its writer away."""

import json
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.screening.identity import find

HOSTILE = st.text(st.sampled_from("Aa. @-/'’\n019():,\"“é"), max_size=200)


def told(text: str, *but: str) -> list[str]:
    return [f"{mark.kind} {text[mark.start : mark.end]}" for mark in find(text, but)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("My sister Sarah sings.", ["name Sarah"]),
        ("my sister sarah sings", ["name sarah"]),
        ("Sarah sings, and I told Sarah so.", ["name Sarah", "name Sarah"]),
        ("Zebediah sings. I told Zebediah’s wife.", ["name Zebediah", "name Zebediah"]),
        ("I saw Dr. Okonkwo-Bell on it.", ["name Okonkwo-Bell"]),
        ("He is called Mary Jane McBride.", ["name Mary Jane McBride"]),
        ("Tell Sarah About the Ladder in Leeds", ["name Sarah", "place Leeds"]),
        ("We live in Leeds and go to North Carolina.", ["place Leeds", "place North Carolina"]),
        ("It was near Little Snoring.", ["place Little Snoring"]),
        ("I work at Globex for now.", ["workplace or school Globex"]),
        ("I studied at the University of Upper Rhine.", ["workplace or school University of Upper Rhine"]),
        ("Then Globex Ltd called.", ["workplace or school Globex Ltd"]),
        ("She goes to Hill View Elementary School.", ["workplace or school Hill View Elementary School"]),
        ("It is 12 Acacia Avenue, you see.", ["address 12 Acacia Avenue"]),
        ("Write to LS1 4AP.", ["address LS1 4AP"]),
        ("Write to x.y+z@mail.example.org, please.", ["e-mail x.y+z@mail.example.org"]),
        ("Call (020) 7946 0958 now.", ["phone number (020) 7946 0958"]),
        ("Call +1 555-010-9999.", ["phone number +1 555-010-9999"]),
        ("It is @me_2, or u/me on r/advice.", ["handle @me_2", "handle u/me", "handle r/advice"]),
        ("See https://blog.example/a?b=c. It is me.", ["link https://blog.example/a?b=c"]),
        ("See myblog.com for it.", ["link myblog.com"]),
        ("I am 34, since March 8, 2021.", ["age 34", "date March 8, 2021"]),
        ("We met on 12.03.1985 and I was born in 1960.", ["date 12.03.1985", "date 1960"]),
    ],
)  # fmt: skip
def test_it_is_found_and_named(text: str, found: list[str]) -> None:
    assert told(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Every Monday in December I’m with Mom. She is Catholic. He said, “You are American.”",
        "Dear Hester, my husband is 34 and I am a 36-year-old woman. Help!",
        "We paid $1,200,000 between 2015-2018, at 9:30, 3 or 4 times.",
        "I googled it on Facebook: NOBODY knows. Is it ADHD? Or/and his iPhone?",
        "However, we don’t. Should I? My boss won’t. And/or his.",
        "My Sister Wants the Ladder Back, but Should She?",
        "New Year’s Eve was the worst. It was a C-section.",
    ],
)
def test_what_everyone_says_is_not_marked(text: str) -> None:
    assert told(text, "Hester") == []


def test_a_name_that_everyone_knows_is_not_marked() -> None:
    assert told("What do I do, Hester? I told Sarah.", "Hester", "Brannock") == ["name Sarah"]


@given(HOSTILE | st.text(max_size=200))
def test_marks_stand_in_order_and_apart(text: str) -> None:
    marks = find(text)
    edges = [edge for mark in marks for edge in (mark.start, mark.end)]
    assert edges == sorted(edges)
    assert all(mark.start < mark.end <= len(text) for mark in marks)
    assert all(one.end <= other.start for one, other in pairwise(marks))


@pytest.mark.parametrize(
    "piece",
    ["Aa ", "a.", "a@", "A'", "1 ", "1", "-", "(1", "www.", "1 Aa ", "Of of ", "\n", "a-", "u/", "A of "],
)  # fmt: skip
def test_a_text_twice_as_long_takes_about_twice_as_long(piece: str) -> None:
    def seconds(size: int) -> float:
        text = (piece * size)[:size]
        begun = time.process_time()
        find(text)
        return time.process_time() - begun

    seconds(1000)
    least = min(seconds(80_000) for _ in range(3))
    assert least < 0.5 + 8 * seconds(20_000)


def test_of_the_marks_in_real_letters_most_are_right(real: Path) -> None:
    letters = [json.loads(line)["letter"] for line in (real / "letters.jsonl").read_text().splitlines()]
    found = [mark for letter in letters for mark in find(letter, ["Abby"])]
    assert 200 < len(found) < 320
