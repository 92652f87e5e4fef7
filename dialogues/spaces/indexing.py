"""What spaces are called where something is found in them; which of them a reader may know of is for the rule."""

from __future__ import annotations

from collections.abc import Mapping

from dialogues.spaces.models import Space
from portal.translated import label_in


def space_labels(language: str) -> Mapping[str, str]:
    """Every space by its public id, as it is called in a language."""
    return {slug: label_in(title, language).text or slug for slug, title in Space.objects.values_list("slug", "title")}
