"""Sections of a Markdown text, as plain text."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

_BETWEEN = " · "  # of a title's headings
_BREAKS = {"softbreak": " ", "hardbreak": "\n"}


class Part(NamedTuple):
    """What stands under one heading; `title` has the headings above it, too."""

    title: str
    text: str
    url: str | None


class NoHeadingError(ValueError):
    """A text that begins without a heading. `line` counts from 1."""

    def __init__(self, line: int) -> None:
        super().__init__("no heading stands above this")
        self.line = line


class _Heading(NamedTuple):
    level: int
    title: str
    url: str | None


def parts(text: str) -> list[Part]:
    """A part for each heading with text below it. A heading that is a link names the page, of its
    sub-headings too. Pictures and HTML are left out. Raises NoHeadingError."""
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    found: list[Part] = []
    path: list[_Heading] = []
    blocks: list[str] = []
    for heading, block in _blocks(tokens):
        if heading:
            found += _part(path, blocks)
            path = [*(above for above in path if above.level < heading.level), heading]
            blocks = []
        else:
            blocks.append(block)
    return [*found, *_part(path, blocks)]


def _part(path: Sequence[_Heading], blocks: Sequence[str]) -> list[Part]:
    text = "\n".join(block for block in blocks if block)
    if not path or not text:
        return []
    urls = [heading.url for heading in path if heading.url]
    title = _BETWEEN.join(heading.title for heading in path if heading.title)
    return [Part(title, text, urls[-1] if urls else None)]


def _blocks(tokens: Sequence[Token]) -> Iterator[tuple[_Heading | None, str]]:
    """Headings, and blocks of text; a table's row is one."""
    headed, cells = False, list[str]()
    for at, token in enumerate(tokens):
        before = tokens[at - 1].type if at else ""
        if token.type == "heading_open":
            heading = _heading(int(token.tag[1:]), tokens[at + 1])
            headed = bool(heading.title)
            yield heading, ""
        elif not headed and token.map and token.type != "html_block" and before != "heading_open":
            raise NoHeadingError(token.map[0] + 1)
        elif before in ("th_open", "td_open"):
            cells.append(_plain(token))
        elif token.type == "tr_close":
            yield None, " – ".join(filter(None, cells))
            cells = []
        elif token.type == "inline" and before != "heading_open":
            yield None, _plain(token)
        elif token.type in ("fence", "code_block"):
            yield None, token.content.strip()


def _heading(level: int, inline: Token) -> _Heading:
    links = [str(child.attrGet("href")) for child in inline.children or [] if child.attrGet("href")]
    pages = [link for link in links if link.startswith(("http://", "https://"))]
    return _Heading(level, _plain(inline), pages[0] if pages else None)


def _plain(inline: Token) -> str:
    children = inline.children or []
    words = (
        _BREAKS.get(child.type, child.content if child.type in ("text", "code_inline") else "")
        for child in children
    )
    return "".join(words).strip()
