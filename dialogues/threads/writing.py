"""How what people write becomes a page: Markdown without headings, pictures or code of others."""

from __future__ import annotations

import nh3
from markdown_it import MarkdownIt

_TAGS = {"p", "ul", "ol", "li", "strong", "em", "a", "br", "blockquote"}
_WRITER = MarkdownIt("commonmark", {"html": False, "breaks": True}).disable(["heading", "lheading", "image", "hr"])


def html_of(text: str) -> str:
    """Clean HTML of a text; a picture or a heading stays the signs it was written with."""
    return nh3.clean(
        _WRITER.render(text),
        tags=_TAGS,
        attributes={"a": {"href"}, "ol": {"start"}},
        link_rel="noopener noreferrer",
        url_schemes={"http", "https"},
    )
