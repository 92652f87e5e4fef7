"""What rich text may hold, and how Markdown becomes it."""

from __future__ import annotations

import nh3
from markdown_it import MarkdownIt

FEATURES = ["h3", "bold", "ol", "ul", "link"]

_TAGS = {"h2", "h3", "p", "ul", "ol", "li", "b", "strong", "em", "a", "br"}


def from_markdown(text: str) -> str:
    """Clean HTML of CommonMark text: headings, paragraphs, lists, bold and links, and nothing else."""
    html = MarkdownIt("commonmark", {"html": False}).render(text)
    return nh3.clean(html, tags=_TAGS, attributes={"a": {"href"}}, link_rel=None)


def split_sections(text: str) -> list[tuple[str, str]]:
    """(heading, HTML) for each ``##`` section of Markdown; text before the first heading has an empty one."""
    found: list[tuple[str, list[str]]] = []
    for line in text.strip().splitlines():
        if line.startswith("## "):
            found.append((line[3:].strip(), []))
        else:
            if not found:
                found.append(("", []))
            found[-1][1].append(line)
    return [(heading, from_markdown("\n".join(lines))) for heading, lines in found if heading or "".join(lines).strip()]
