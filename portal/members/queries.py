"""Reads of bodies."""

from __future__ import annotations

from collections.abc import Mapping

from portal.members.models import Body
from portal.translated import label_in


def labels(language: str) -> Mapping[str, str]:
    """Every body's name by slug in a language, in the order of the names."""
    named = {body.slug: label_in(body.name, language).text for body in Body.objects.all()}
    return dict(sorted(named.items(), key=lambda item: item[1]))
