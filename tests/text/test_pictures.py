"""Pictures in a text: those that were uploaded here, and no others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import text
from app.text.images import with_sizes
from app.text.sanitise import AUTHOR, sanitise

STEM = "/images/0123456789abcdef01234567-"
WIDE, SMALL = f"{STEM}1600x900.webp", f"{STEM}320x200.webp"


def test_a_picture_says_how_large_it_is_and_where_its_smaller_copy_is() -> None:
    html = text.for_author(f"![A ladder]({WIDE} 'Mine')").html
    for part in ('width="1600"', 'height="900"', 'loading="lazy"', 'alt="A ladder"', 'title="Mine"'):
        assert part in html
    assert f'srcset="{STEM}1600x900-800.webp 800w, {WIDE} 1600w"' in html


def test_a_small_one_has_no_smaller_copy() -> None:
    html = text.for_author(f"![x]({SMALL})").html
    assert 'width="320" height="200"' in html
    assert "srcset" not in html


def test_what_an_author_says_of_the_size_does_not_count() -> None:
    html = text.for_author(
        f'<img src="{SMALL}" alt="my width=" width="9" height="9" style="x" onload="x">'
    ).html
    assert html.count("width=") == 2
    assert 'alt="my width=" width="320"' in html
    assert "style" not in html
    assert "onload" not in html


@pytest.mark.parametrize(
    "address",
    [
        "https://t.example/b.png",
        f"https://t.example{WIDE}",
        f"//t.example{WIDE}",
        f"{WIDE}?x",
        "/images/../static/icon.svg",
        "/sign-out",
        "/uploads/a.png",
        "data:image/gif;base64,R0lGODlhAQABAAAAACw=",
        f"/\\t.example{WIDE}",
        WIDE.replace("/images", "/Images"),
    ],
)
@pytest.mark.parametrize("written", ["![x]({})", '<img src="{}" alt="x">', '<img srcset="{} 1w" alt="x">'])
def test_no_other_picture_is_shown(address: str, written: str) -> None:
    html = text.for_author(written.format(address)).html
    assert "src=" not in html
    assert "srcset" not in html


@pytest.mark.parametrize("form", list(text.Format))
@pytest.mark.parametrize("written", [f"![x]({WIDE})", f'<img src="{WIDE}" alt="x">'])
def test_a_reader_shows_no_picture_at_all(written: str, form: text.Format) -> None:
    assert "<img" not in text.for_reader(written, form).html


def test_imported_html_shows_what_lies_on_this_site() -> None:
    html = text.for_author(
        f'<img src="/old/a.png"> <img src="{SMALL}"> <img src="https://t.example/b.png">', text.Format.HTML
    ).html
    assert '<img src="/old/a.png">' in html
    assert f'<img src="{SMALL}" width="320"' in html
    assert "t.example" not in html


PARTS = [
    "<",
    ">",
    '"',
    "&",
    "<img ",
    f' src="{WIDE}"',
    "[",
    "](",
    "![",
    "`",
    "\n",
    " ",
    "title=",
    WIDE,
    "<b>",
    "*",
]


@given(st.lists(st.sampled_from(PARTS)))
def test_saying_it_twice_changes_nothing(parts: list[str]) -> None:
    html = text.for_author("".join(parts)).html
    assert with_sizes(html) == html
    assert sanitise(html, AUTHOR) == html
