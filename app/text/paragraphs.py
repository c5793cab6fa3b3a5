"""WordPress's paragraph rules: imported HTML has blank lines where a page wants <p>.

The rules are those that WordPress documents for `wpautop`: a blank line ends a paragraph, a
single line break is a <br>, and neither holds inside or around block elements and <pre>.
"""

import re

BLOCKS = (
    "address|article|aside|blockquote|details|dd|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]"
    "|header|hr|legend|li|main|nav|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)
_idle_space = re.compile(r"\n[ \t]*\n\s+")
_block_edge = re.compile(rf"(?<!\s)\s*(</?(?:{BLOCKS})(?:\s[^<>]*)?/?>)\s*", re.IGNORECASE)
_holds_prose = {
    "blockquote",
    "div",
    "article",
    "section",
    "aside",
    "details",
    "main",
    "figure",
    "header",
    "footer",
}


def paragraphs(source: str) -> str:
    """SOURCE with its blank lines made into paragraphs; not yet sanitised."""
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    source = "".join(_stretches(source, "<!--", "-->")[::2])
    source = _idle_space.sub("\n\n", source)
    pieces = _stretches(source, "<pre", "</pre>")
    return "".join(piece if at % 2 else _flow(piece) for at, piece in enumerate(pieces))


def _stretches(source: str, opening: str, closing: str) -> list[str]:
    """SOURCE cut in turns: outside, from OPENING to CLOSING, outside and so on; in one pass."""
    folded, pieces, at = source.lower(), [], 0
    if len(folded) != len(source):
        folded = source
    while (begins := folded.find(opening, at)) >= 0:
        ends = folded.find(closing, begins)
        if ends < 0:
            break
        pieces += [source[at:begins], source[begins : ends + len(closing)]]
        at = ends + len(closing)
    return [*pieces, source[at:]]


def _flow(source: str) -> str:
    """One stretch without <pre>: tags stand alone, prose between them becomes paragraphs."""
    written: list[str] = []
    open_blocks: list[str] = []
    for at, piece in enumerate(_block_edge.split(source)):
        if at % 2:
            _follow(piece, open_blocks)
            written.append(piece)
        elif not open_blocks or open_blocks[-1] in _holds_prose:
            written.append(_as_paragraphs(piece))
        else:
            written.append(_with_breaks(piece))
    return "".join(written)


def _follow(tag: str, open_blocks: list[str]) -> None:
    """Keep OPEN_BLOCKS true after TAG; a closing tag that opens nothing is let be."""
    name = re.sub(r"[^a-z0-9]", " ", tag.lower()).split()[0]
    if not tag.startswith("</"):
        if name != "hr" and not tag.endswith("/>"):
            open_blocks.append(name)
    elif name in open_blocks:
        while open_blocks.pop() != name:
            pass


def _as_paragraphs(prose: str) -> str:
    parts = (part.strip() for part in re.split(r"\n\s*\n", prose))
    return "\n".join(f"<p>{_with_breaks(part)}</p>" for part in parts if part)


def _with_breaks(prose: str) -> str:
    return re.sub(r"(?:<br\s*/?>)?\n", "<br>\n", prose.strip("\n"))
