"""Names that a reader could take for one another."""

import pytest

from app.screening.names import look_alike


@pytest.mark.parametrize(
    "other",
    [
        "alison green",
        "ALISON GREEN",
        "AIison Green",
        "Аlison Green",
        "A1ison Green",
        "Alison  Green ",
        "A.lison-Green",
        "Álison Green",
        "𝐀lison Green",
        "Alísοn Grееn",
        "Ali\u200bson Green",
        "Ａｌｉｓｏｎ Green",
    ],
)
def test_a_name_that_reads_the_same_is_alike(other: str) -> None:
    assert look_alike("Alison Green", other)


@pytest.mark.parametrize(
    "other", ["Alison", "Alice Green", "Allison Green", "Green Alison", "", "Anonymous", "王小明"]
)
def test_a_name_that_reads_otherwise_is_not(other: str) -> None:
    assert not look_alike("Alison Green", other)


def test_two_letters_that_look_like_one_are_seen() -> None:
    assert look_alike("Margaret", "rnargaret")


def test_names_in_other_scripts_are_told_apart() -> None:
    assert look_alike("王小明", "王小明")
    assert not look_alike("王小明", "王小红")
