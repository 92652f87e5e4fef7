"""Reference numbers: a letter for the type, the year, and a number that runs through the year."""

from __future__ import annotations

import re
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from resources.types import BRIEF, GUIDELINE, INITIATIVE, INSTRUMENT, TOOL

SHAPE = re.compile(r"[A-Z]-\d{4}-\d{3}")
LETTERS = {GUIDELINE: "G", BRIEF: "B", TOOL: "T", INSTRUMENT: "L", INITIATIVE: "I"}


def validate_references(value: Any) -> None:
    """Refuse anything but a list of reference numbers."""
    if not isinstance(value, list) or not all(isinstance(each, str) and SHAPE.fullmatch(each) for each in value):
        raise ValidationError(_("Reference numbers look like this: G-2026-014."))


def next_reference(type_code: str) -> str:
    """The number after the highest of this type and year, or nothing for a type without a letter.

    It is a suggestion: two who write at the same time are told apart when the second one saves.
    """
    letter = LETTERS.get(type_code)
    if letter is None:
        return ""
    start = f"{letter}-{timezone.localdate().year}-"
    publications = apps.get_model("resources", "PublicationPage")._default_manager
    highest = publications.filter(reference__startswith=start).order_by("-reference").first()
    number = int(highest.reference.removeprefix(start)) if highest else 0
    return f"{start}{number + 1:03d}"
