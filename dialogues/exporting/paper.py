"""An export to be read and printed: one file of HTML that needs nothing else, marked on each page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from dialogues.exporting.gathering import TakenThread, label_of
from dialogues.exporting.models import Export
from dialogues.spaces.rule_names import RULE_NAMES

_STYLE = Path(__file__).resolve().parent / "paper.css"


def html_of(export: Export, threads: Sequence[TakenThread], *, by: Any) -> str:
    """The file for one reader, whose name stands with the label above and below every page."""
    context = {
        "export": export,
        "space": export.space,
        "label": label_of(export, threads),
        "reader": by.get_full_name() or by.email,
        "now": timezone.now(),
        "threads": [{"taken": one, "rule": RULE_NAMES[one.rule]} for one in threads],
        "language": get_language() or "en",
        # A file of our own; the file that leaves has nothing beside it to take its style from.
        "style": format_html("<{0}>{1}</{0}>", "style", mark_safe(_STYLE.read_text(encoding="utf-8"))),  # noqa: S308
    }
    return render_to_string("exporting/paper.html", context)
