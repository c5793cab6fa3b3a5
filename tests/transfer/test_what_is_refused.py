"""Files that are refused whole: an error in one sentence, and nothing imported."""

import pytest

from .conftest import BringIn, Counts
from .exports import export, item

BOMB = """<?xml version="1.0"?>
<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
"""
WHOLE = export(item(), item(post_id=8))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (BOMB + WHOLE.partition("\n")[2].replace("The ladder", "&b;"), "declares entities of its own"),
        (
            '<!DOCTYPE rss SYSTEM "file:///etc/passwd">' + WHOLE.partition("\n")[2],
            "declares entities of its own",
        ),
        (WHOLE.replace("</title>", "</titel>", 1), "mismatched tag: line 4, column"),
        (WHOLE[: len(WHOLE) // 2], "damaged or cut short: "),
        (WHOLE[: WHOLE.rindex("</rss>")], "no element found: line"),
        (WHOLE.replace("Today", "To\x01day"), "not well-formed (invalid token): line"),
        (WHOLE.replace("Today", "&nbsp;"), "undefined entity"),
        ("", "no element found: line 1"),
        ("Dear Hester", "syntax error: line 1"),
        ("<html><body/></html>", "begins with <html>, not with <rss>"),
        ('<rss version="2.0"><channel><item/></channel></rss>', "not a WordPress export"),
        ("<rss><channel/></rss>", "not a WordPress export"),
        (export(item(), version="2.0"), "version “2.0”; known are 1.0, 1.1 and 1.2"),
        (WHOLE.replace("UTF-8", "klingon"), "unknown encoding"),
    ],
)
def test_a_file_that_is_no_whole_export_is_refused_with_a_sentence(
    bring_in_export: BringIn, counts: Counts, text: str, sentence: str
) -> None:
    result = bring_in_export(text)
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: ")
    assert sentence in result.stderr
    assert result.stderr.count("\n") == 1
    assert counts() == (0, 0)


def test_a_file_that_is_not_there_is_refused(bring_in: BringIn) -> None:
    result = bring_in("wordpress", "nowhere.xml")
    assert result.exit_code == 2
    assert "does not exist" in result.stderr
