"""What people type becomes HTML that may be shown."""

import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app import text

HARMFUL = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt&colon;alert(1))",
    '<a href="//evil.example">x</a>',
    "[x](//evil.example)",
    "[x](http:evil.example)",
    "[x](https:///evil.example)",
    "[x](data:text/html,hello)",
    '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
    "<math><mtext></mtext><style><img src=x onerror=alert(1)></style></math>",
    '<p style="position:fixed">x</p>',
    '<form action="https://evil.example"><input name=q></form>',
    '<iframe src="https://evil.example"></iframe>',
]


class Elements(HTMLParser):
    """The elements of a page, as a browser finds them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("typed", HARMFUL)
@pytest.mark.parametrize("render", [text.for_reader, text.for_author])
@pytest.mark.parametrize("form", list(text.Format))
def test_nothing_harmful_gets_through(
    typed: str, render: Callable[[str, text.Format], text.Rendered], form: text.Format
) -> None:
    for tag, attributes in Elements(render(typed, form).html).found:
        assert tag not in {"script", "svg", "math", "style", "iframe", "form", "input"}
        assert not {"onerror", "style", "src"} & set(attributes)
        assert (attributes.get("href") or "#").startswith(("#", "https://x.example"))


def test_a_reader_has_emphasis_links_quotes_lists_and_code() -> None:
    html = text.for_reader("*a* **b** `c` [d](https://d.example)\n\n> e\n\n1. f\n2. g").html
    for part in ("<em>a</em>", "<strong>b</strong>", "<code>c</code>", "<blockquote>", "<ol>"):
        assert part in html
    assert '<a href="https://d.example" rel="ugc nofollow noopener">d</a>' in html


def test_a_line_break_that_a_reader_typed_is_kept() -> None:
    assert text.for_reader("one\ntwo").html == "<p>one<br>\ntwo</p>"


def test_a_reader_gets_no_headings_images_or_html() -> None:
    html = text.for_reader("# big\n\n![pic](https://p.example/x.png)\n\n<b>raw</b>").html
    assert "<h1" not in html
    assert "<img" not in html
    assert "&lt;b&gt;raw" in html


def test_an_image_from_another_site_is_never_loaded() -> None:
    mine = "/images/0123456789abcdef01234567-320x200.webp"
    html = text.for_author(f"![mine]({mine}) ![theirs](https://t.example/b.png)").html
    assert f'src="{mine}"' in html
    assert "t.example" not in html


@pytest.mark.parametrize(
    "typed",
    [
        "[" * 8000,
        "1. " * 500,
        "> " * 800 + "x",
        "- " * 2000,
        "*" * 9000,
        "`" * 9000,
        "<" * 9000,
        "![" * 3000,
        "[a](" * 90 + "b",
        "\\" * 9000,
        "&#" * 4000,
        "    " * 1000 + "x",
        "_a" * 4000,
    ],
)
def test_a_text_made_to_hang_the_renderer_is_shown_as_it_was_typed(typed: str) -> None:
    assert text.for_reader(typed).html


@given(st.text(alphabet="[]()*_`>-+1.#<a \n\t&;\\!\"'", max_size=400))
@settings(max_examples=150, deadline=None)
def test_any_text_renders_and_renders_the_same_twice(typed: str) -> None:
    assert text.for_reader(typed) == text.for_reader(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "a" + "\n" * 40_000 + "b",
        "a" + " \n" * 30_000 + "b",
        "a" + " " * 60_000 + "b",
        "<p " * 20_000,
        "<!--" * 15_000,
        "<pre>" * 13_000,
    ],
)
def test_imported_html_made_to_hang_us_does_not(typed: str) -> None:
    assert text.for_reader(typed, text.Format.HTML).source == typed


def test_an_author_cannot_hang_the_renderer_either() -> None:
    assert "&lt;a &lt;a" in text.for_author("<a " * 13_000).html


def test_blank_lines_of_imported_html_become_paragraphs() -> None:
    html = text.for_author(
        "<em>A</em>\n\n<blockquote>One.\n\nTwo.</blockquote>\n\nThree\nfour", text.Format.HTML
    ).html
    assert html == "<p><em>A</em></p><blockquote><p>One.</p>\n<p>Two.</p></blockquote><p>Three<br>\nfour</p>"


def test_preformatted_html_keeps_its_line_breaks() -> None:
    assert "<pre>a\n\nb</pre>" in text.for_author("x\n\n<pre>a\n\nb</pre>", text.Format.HTML).html


def test_imported_lists_get_no_paragraphs_inside() -> None:
    html = text.for_author("<ul>\n<li>a</li>\n<li>b</li>\n</ul>", text.Format.HTML).html
    assert html == "<ul><li>a</li><li>b</li></ul>"


@pytest.mark.parametrize("typed", ["\u200b" * 25, "\u3164", " \u2060\n", "\u202e", "\x00", None])
def test_what_nobody_can_see_is_nothing(typed: str | None) -> None:
    assert text.tidy(typed) == ""
    assert text.tidy_line(typed) == ""


def test_a_line_keeps_what_scripts_and_emoji_need_and_loses_what_turns_it_around() -> None:
    assert text.tidy_line(" نمی\u200cخواهم \r\n 👩\u200d👩\u200d👧 ") == "نمی\u200cخواهم 👩\u200d👩\u200d👧"
    assert text.tidy_line("\u202ereviR nonnahS\u202c") == "reviR nonnahS"
    assert text.tidy("two\r\nlines\u200d ") == "two\nlines\u200d"


def test_an_opening_is_cut_between_words() -> None:
    assert text.opening("one two three four", 12) == "one two…"


def test_texts_made_at_once_do_not_end_up_in_each_other() -> None:
    texts = [f"*{n}* <b>{n}</b>\n\n> [{n}](https://{n}.example) & {'word ' * n}" for n in range(60)]
    alone = [text.for_reader(each) for each in texts]
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as threads:
            assert list(threads.map(text.for_reader, texts)) == alone
    finally:
        sys.setswitchinterval(interval)


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("<script>alert(1)</script>", ""),
        ("One.\n\n<STYLE type='x'>p { color: red }</style >\n\nTwo.", "<p>One.</p> <p>Two.</p>"),
        ("<script>a</script>b<script src=x>c</script>", "<p>b </p>"),
        ("<script><style></script>Text</style>", "<p>Text</p>"),
        ("Before <scr<script>x</script>ipt>y", "<p>Before &lt;script&gt;y</p>"),
        ("<script>Never closed", "Never closed"),
        ("`<script>x</script>`", "<p><code>&lt;script&gt;x&lt;/script&gt;</code></p>"),
    ],
)
def test_what_a_browser_would_run_is_no_text(typed: str, html: str) -> None:
    assert " ".join(text.for_author(typed).html.split()) == html


def test_many_scripts_do_not_hang_us() -> None:
    text.for_author("<script" * 20_000)
    text.for_author("<script>" * 20_000)


@pytest.mark.parametrize(
    "typed", ["", "<!-- x -->", "---", "&nbsp;", "<script>x</script>", "![x](http://e.example/i)"]
)
def test_a_text_may_show_nothing(typed: str) -> None:
    assert text.shows_nothing(text.for_author(typed).html)


@pytest.mark.parametrize("typed", ["x", "🪜", "`<script>`", "# Ladders"])
def test_what_can_be_seen_is_something(typed: str) -> None:
    assert not text.shows_nothing(text.for_author(typed).html)


def test_a_picture_is_something() -> None:
    assert not text.shows_nothing('<p><img alt="" src="/images/a.webp"></p>')
