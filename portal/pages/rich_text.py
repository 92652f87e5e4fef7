"""What rich text may hold, how Markdown becomes it, and that it is clean: when it is stored, and when it is read.

An editor's screen sends nothing else than it knows; imports, translations and rows written by hand may. So fields and
blocks clean what they store, and ``templates/wagtailcore/shared/richtext.html``, by which all of it is shown, cleans
again what was stored before, or past them.
"""

from __future__ import annotations

from typing import Any

import nh3
from django.db.models import Model
from markdown_it import MarkdownIt
from wagtail.blocks import RichTextBlock
from wagtail.fields import RichTextField
from wagtail.rich_text import RichText

FEATURES = ["h3", "bold", "ol", "ul", "link"]

_TAGS = {"h2", "h3", "p", "ul", "ol", "li", "b", "strong", "em", "a", "br"}
_SHOWN = {"a": {"href"}, "ol": {"start"}}
#: Pages are linked by number, so that a link follows a page that moves; the editor knows its paragraphs by keys.
_STORED = {"a": {"href", "linktype", "id"}, "ol": {"start"}, "*": {"data-block-key"}}
_SCHEMES = {"http", "https", "mailto", "tel"}


def clean_to_store(html: str) -> str:
    """Rich text as it is stored, without anything that an editor could not have written."""
    return nh3.clean(html, tags=_TAGS, attributes=_STORED, link_rel=None, url_schemes=_SCHEMES)


def clean_to_show(html: str) -> str:
    """Rich text as readers get it."""
    return nh3.clean(html, tags=_TAGS, attributes=_SHOWN, link_rel=None, url_schemes=_SCHEMES)


def from_markdown(text: str) -> str:
    """Clean HTML of CommonMark text: headings, paragraphs, lists, bold and links, and nothing else."""
    return clean_to_show(MarkdownIt("commonmark", {"html": False}).render(text))


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


class CleanRichTextField(RichTextField):
    """A field of rich text that stores nothing else, neither in its row nor in a revision of the page."""

    def pre_save(self, model_instance: Model, add: bool) -> Any:
        """What is about to be stored, clean; the page in memory then says the same."""
        value = super().pre_save(model_instance, add)
        if value:
            value = clean_to_store(value)
            setattr(model_instance, self.attname, value)
        return value

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """As Wagtail's own field: nothing in the database differs."""
        name, _path, arguments, options = super().deconstruct()
        return name, "wagtail.fields.RichTextField", arguments, options


class CleanRichTextBlock(RichTextBlock):
    """A block of rich text that stores nothing else."""

    def get_prep_value(self, value: RichText) -> str:
        """What is about to be stored, clean."""
        return clean_to_store(super().get_prep_value(value))

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        """As Wagtail's own block: nothing in the database differs."""
        _path, arguments, options = super().deconstruct()
        return "wagtail.blocks.RichTextBlock", arguments, options
