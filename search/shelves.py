"""The section that search fills on the page of a concept: what the concept finds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language

from portal.glossary.models import Concept
from portal.pages.sections import Section
from portal.translated import label_in
from search.partitions import library_for
from search.query import Tier, plan_of_text
from search.results import find

#: So many documents stand on the page of a concept. Its whole list is a search.
SHOWN = 5


def concept_finds(request: HttpRequest, concept: Concept) -> Mapping[str, Any] | None:
    """The first documents that hold any term of the concept, as far as this viewer may read them; None for none.

    What holds some words of a term only is left to the search that the section leads to.
    """
    viewer = request.viewer  # type: ignore[attr-defined]
    term = label_in(concept.term).text
    plan = replace(plan_of_text(term, get_language() or "en"), page_size=SHOWN)
    found = find(plan, viewer, within=library_for(viewer))
    hits = [hit for hit in found.hits if hit.tier is not Tier.PARTS]
    return {"hits": hits, "term": term, "total": found.total} if hits else None


SECTIONS = [
    Section(
        name="finds", place="concept", order=10, template="search/sections/concept_finds.html", context=concept_finds
    ),
]
