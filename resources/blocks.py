"""The body of a publication: numbered sections, each with an anchor that stays when others are put before it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from portal.pages.rich_text import FEATURES


class AnchorBlock(blocks.CharBlock):
    """The anchor of a section: kept from editing, and never a text to translate."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=12, **kwargs)
        self.field.widget = forms.HiddenInput()

    def get_translatable_segments(self, value: Any) -> list[Any]:
        """Nothing to translate."""
        return []

    def restore_translated_segments(self, value: Any, segments: Any) -> Any:
        """The anchor as it stands in the source."""
        return value


class SectionBlock(blocks.StructBlock):
    """A section: heading and text. The anchor is given on the first save and then kept."""

    heading = blocks.CharBlock(label=_("heading"), max_length=200)
    text = blocks.RichTextBlock(label=_("text"), features=FEATURES)
    anchor = AnchorBlock(label="")

    class Meta:
        icon = "title"
        label = _("Section")
        form_classname = "section-block struct-block"


class BodyBlock(blocks.StreamBlock):
    """The sections of a publication, in order."""

    section = SectionBlock()


def give_anchors(body: Any) -> None:
    """Give each section without an anchor the next unused one (``s1``, ``s2`` …); the others keep theirs."""
    used = {block.value.get("anchor") for block in body}
    number = 0
    for block in body:
        if not block.value.get("anchor"):
            number += 1
            while f"s{number}" in used:
                number += 1
            block.value["anchor"] = f"s{number}"
            used.add(f"s{number}")
