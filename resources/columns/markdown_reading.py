"""Markdown of a table as sections and rich text, and as little new as possible where the text was there before.

What Markdown cannot say (a link to a page of the portal rather than to an address, the anchor of a section) is taken
over from the text that stands there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token
from wagtail.rich_text import expand_db_html

from resources.columns.cells import tidy
from resources.columns.markdown_writing import heading_to_markdown, to_markdown

_READER = MarkdownIt("commonmark", {"html": False})
_TAGS = {"h3", "p", "ul", "ol", "li", "b", "strong", "em", "a", "br"}
_DROPPED = ("blockquote_open", "blockquote_close", "hr")
_LINK = re.compile(r"<a\b[^>]*>")
_HREF = re.compile(r'href="([^"]*)"')
#: The longest heading a section may have.
LONGEST_HEADING = 200


@dataclass(frozen=True)
class Part:
    """A section as it was read: its heading (empty for text before the first one), and its HTML."""

    heading: str
    html: str


def parts_of(text: str) -> list[Part]:
    """The sections of a Markdown text; each heading of the first two levels begins one."""
    found: list[tuple[str, list[Token]]] = [("", [])]
    tokens = _READER.parse(tidy(text))
    place = 0
    while place < len(tokens):
        token = tokens[place]
        if token.type == "heading_open" and token.tag in ("h1", "h2") and not token.level:
            found.append((_plain(tokens[place + 1]), []))
            place += 3
            continue
        found[-1][1].append(token)
        place += 1
    parts = [Part(heading, _html(inner)) for heading, inner in found]
    return [part for part in parts if part.heading or part.html.strip()]


def rich(text: str) -> str:
    """The HTML of a Markdown text in which headings are small ones."""
    return _html(_READER.parse(tidy(text)))


def _html(tokens: Iterable[Token]) -> str:
    """Rich text of what was read. What it cannot hold becomes plain paragraphs; nothing that was written is lost."""
    kept = []
    for token in tokens:
        if token.type in _DROPPED:
            continue
        if token.type in ("fence", "code_block"):
            kept += _paragraph(token.content)
            continue
        if token.type in ("heading_open", "heading_close"):
            token.tag = "h3"
        for child in token.children or ():
            if child.type == "code_inline":
                child.type = "text"
            elif child.type == "image":
                child.type, child.content = "text", _plain(child)
        kept.append(token)
    html = _READER.renderer.render(kept, _READER.options, {})
    return str(nh3.clean(html, tags=_TAGS, attributes={"a": {"href"}, "ol": {"start"}}, link_rel=None))


def _paragraph(content: str) -> list[Token]:
    text = Token("text", "", 0, content=" ".join(content.split()))
    return [
        Token("paragraph_open", "p", 1, block=True),
        Token("inline", "", 0, content=text.content, children=[text], block=True),
        Token("paragraph_close", "p", -1, block=True),
    ]


def _plain(token: Token) -> str:
    """The words of an inline token."""
    words = (" " if "break" in child.type else child.content for child in token.children or ())
    return " ".join("".join(words).split())


# What was there before -------------------------------------------------------------------------------------------


def body_to_markdown(body: Any) -> str:
    """The sections of a publication as one Markdown text."""
    written = []
    for block in body:
        heading, text = block.value["heading"], to_markdown(block.value["text"].source)
        written += [heading_to_markdown(heading)] if heading else []
        written += [text] if text else []
    return "\n\n".join(written)


def sections_for(text: str, body: Any) -> list[dict[str, Any]]:
    """The stream of a Markdown text, laid over the sections that are there.

    A section whose text says the same keeps it as it is stored. One with the heading of another keeps that one's
    anchor, and so does one that stands in the place of another when neither heading is found elsewhere.
    """
    parts, stored = parts_of(text), list(body)
    links = _links(block.value["text"].source for block in stored)
    before = _matches(parts, [block.value["heading"] for block in stored])
    stream = []
    for number, part in enumerate(parts):
        value: dict[str, Any] = {"heading": part.heading, "text": _with_links(part.html, links), "anchor": ""}
        made: dict[str, Any] = {"type": "section", "value": value}
        if (place := before.get(number)) is not None:
            block = stored[place]
            source = block.value["text"].source
            value["anchor"] = block.value.get("anchor") or ""
            value["text"] = source if to_markdown(source) == to_markdown(part.html) else value["text"]
            made["id"] = block.id
        stream.append(made)
    return stream


def rich_for(text: str, stored: str) -> str:
    """The rich text of a Markdown text, or what is stored where that says the same."""
    html = rich(text)
    return stored if to_markdown(stored) == to_markdown(html) else _with_links(html, _links([stored]))


def _matches(parts: Sequence[Part], headings: Sequence[str]) -> dict[int, int]:
    """Which section before each new one continues: of the same heading, else of the same place."""
    free = list(range(len(headings)))
    found: dict[int, int] = {}
    for number, part in enumerate(parts):
        same = next((place for place in free if " ".join(headings[place].split()) == part.heading), None)
        if same is not None:
            found[number] = same
            free.remove(same)
    for number in range(len(parts)):
        if number not in found and number in free:
            found[number] = number
            free.remove(number)
    return found


def _links(sources: Iterable[str]) -> dict[str, str]:
    """The links of stored texts, by the address that readers get."""
    found = {}
    for source in sources:
        for stored in _LINK.findall(source):
            href = _HREF.search(expand_db_html(stored + "</a>"))
            if href and "linktype" in stored:
                found[href[1]] = stored
    return found


def _with_links(html: str, links: dict[str, str]) -> str:
    """HTML in which each link that was there before is stored as it was."""

    def known(match: re.Match[str]) -> str:
        href = _HREF.search(match[0])
        return links.get(href[1], match[0]) if href else match[0]

    return _LINK.sub(known, html) if links else html
