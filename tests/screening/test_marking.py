"""Marks in a letter."""

import re

from hypothesis import given
from hypothesis import strategies as st

from app import text
from app.screening.marking import marked

PIECES = st.lists(
    st.sampled_from(["*", "Sarah", " in ", "Leeds", "**", "\n\n", "> ", '"', "&", "<b>", "[x](y)"])
)


def test_a_mark_goes_on_over_the_tags_within_it() -> None:
    html = marked("<p>I saw Mary <em>Jane</em> &amp; co</p>", ())
    assert html == (
        '<p>I saw <mark class="gives-away" title="name">Mary </mark>'
        '<em><mark class="gives-away" title="name">Jane</mark></em> &amp; co</p>'
    )


@given(PIECES)
def test_without_its_marks_it_is_the_same_page(pieces: list[str]) -> None:
    html = text.for_reader("".join(pieces)).html
    bare = re.sub(r"</?mark[^>]*>", "", marked(html, ()))
    assert text.for_reader(bare, text.Format.HTML).html == text.for_reader(html, text.Format.HTML).html
