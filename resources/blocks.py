"""The body of a publication: numbered sections, each with an anchor that stays when others are put before it."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from portal.pages.rich_text import FEATURES, CleanRichTextBlock

_ANCHOR = re.compile(r"s[0-9]{1,6}")


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
    text = CleanRichTextBlock(label=_("text"), features=FEATURES)
    anchor = AnchorBlock(label="")

    class Meta:
        icon = "title"
        label = _("Section")
        form_classname = "section-block struct-block"


class BodyBlock(blocks.StreamBlock):
    """The sections of a publication, in order."""

    section = SectionBlock()


def give_anchors(body: Any) -> None:
    """Give each section without an anchor, or with that of one before it, a new one (``s1``, ``s2`` …).

    The others keep theirs. Numbers go on from the highest, so that the address of a section that was taken out from
    among them does not lead to another one.
    """
    given = {str(block.value.get("anchor") or "") for block in body}
    last = max((int(anchor[1:]) for anchor in given if _ANCHOR.fullmatch(anchor)), default=0)
    seen: set[str] = set()
    for block in body:
        anchor = block.value.get("anchor")
        if not anchor or anchor in seen:
            last += 1
            anchor = block.value["anchor"] = f"s{last}"
        seen.add(anchor)
