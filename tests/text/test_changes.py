"""What was changed between two texts."""

import time

from hypothesis import given
from hypothesis import strategies as st

from app.text.changes import Kind, changes

PROSE = st.text(st.sampled_from("ab. ,\n"), max_size=60)


def told(before: str, after: str) -> str:
    marks = {Kind.SAME: "{}", Kind.TAKEN_OUT: "[-{}-]", Kind.PUT_IN: "[+{}+]"}
    return "".join(marks[kind].format(words) for kind, words in changes(before, after))


def test_words_are_told_apart_and_not_letters() -> None:
    before, after = "My sister Sarah, in Leeds, sings.", "My sister, in a town, sings."
    assert told(before, after) == "My sister[- Sarah-], in[- Leeds-][+ a town+], sings."


def test_how_words_are_spaced_is_no_change() -> None:
    assert told("One  two\r\nthree", "One two\nthree") == "One two\nthree"


def test_a_paragraph_that_was_put_in_is_one_change() -> None:
    assert told("One.\n\nThree.", "One.\n\nTwo, then.\n\nThree.") == "One.\n\n[+Two, then.\n\n+]Three."


@given(PROSE, PROSE)
def test_what_was_not_taken_out_is_the_new_text(before: str, after: str) -> None:
    found = changes(before, after)
    assert "".join(words for kind, words in found if kind is not Kind.TAKEN_OUT) == after
    was = "".join(words for kind, words in found if kind is not Kind.PUT_IN)
    assert "".join(was.split()) == "".join(before.split())


@given(PROSE)
def test_a_text_that_is_the_same_has_one_stretch(text: str) -> None:
    assert [kind for kind, _ in changes(text, text)] == ([Kind.SAME] if text else [])


def test_two_long_texts_with_nothing_in_common_are_done_soon() -> None:
    begun = time.perf_counter()
    changes(" ".join(f"a{n % 900}" for n in range(30_000)), " ".join(f"a{n % 700}" for n in range(30_000)))
    changes("a b " * 500, "b a " * 500)
    changes("\n" * 40_000, "x\n" * 40_000)
    changes("a\n\n" * 20_000, "b\n\n" * 20_000)
    assert time.perf_counter() - begun < 5
