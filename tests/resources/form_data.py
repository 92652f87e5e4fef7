"""What a browser would send for the form of a publication."""

from __future__ import annotations

from typing import Any

from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from portal.glossary.models import Audience, Theme
from portal.members.models import Body


def tool_form(reference: str = "T-2026-101", paragraphs: str = "<p>What to do.</p>", **fields: Any) -> dict[str, Any]:
    """The form of a tool, filled in; any field may be given, and None leaves one empty."""
    values = {
        "title": f"Tool {reference}",
        "reference": reference,
        "version": "1.0",
        "issued": "2026-05-04",
        "posted": "2026-05-06",
        "marking_label": "CLEAR",
        "marking_source": "The issuing body",
        "says": "What it says.",
        "do": "What to do.",
        "who": "Prosecutors.",
        "status": "in-force",
        "body": streamfield(
            [("section", {"heading": "Purpose", "text": rich_text(paragraphs, editor="default"), "anchor": ""})]
        ),
        "files": inline_formset([]),
        "version_notes": inline_formset([]),
        "related": "",
        "slug": reference.lower(),
        **fields,
    }
    chosen = {
        "bodies": [Body.objects.get(slug="a-body").pk],
        "themes": [Theme.objects.first().pk],
        "audiences": [Audience.objects.first().pk],
    }
    return {**nested_form_data({name: "" if value is None else value for name, value in values.items()}), **chosen}
