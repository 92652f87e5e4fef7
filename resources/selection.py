"""Which publications a section shows: one version of each family, the reader's language first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Case, IntegerField, Max, QuerySet, Value, When
from django.utils.translation import get_language

from portal import indexing
from portal.indexing import Hit
from portal.pages.remembering import remembered
from portal.viewer import Viewer
from resources.models import PublicationPage
from resources.types import BRIEF, GUIDELINE, INITIATIVE, INSTRUMENT, TOOL

_MODELS = {
    GUIDELINE: "guidelinepage",
    BRIEF: "researchbriefpage",
    TOOL: "toolpage",
    INITIATIVE: "initiativepage",
    INSTRUMENT: "legalinstrumentpage",
}


@dataclass(frozen=True)
class Choice:
    """Some of the publications, told in plain values so that what was found can be remembered.

    Of these types, or of any when none is named; and with this value of a field, where one is named.
    """

    types: tuple[str, ...] = ()
    field: str = ""
    value: str | int | None = None

    def publications(self) -> QuerySet[PublicationPage]:
        """Those chosen, whoever may read them."""
        chosen = PublicationPage.objects.all()
        if self.types:
            chosen = chosen.filter(content_type__model__in=[_MODELS[code] for code in self.types])
        return chosen.filter(**{self.field: self.value}) if self.field else chosen


def one_a_family(choice: Choice, viewer: Viewer, limit: int, *, own_language_first: bool = False) -> list[Hit]:
    """The newest families of a choice, each in the reader's language, else English, else any; as hits.

    With ``own_language_first`` what can be read in the reader's language stands before what cannot. Which families
    those are is remembered; that they may be read is asked each time.
    """
    language = get_language() or "en"
    return _shown(_newest(viewer, choice, limit, language, own_language_first), viewer, language)


def by_reference(references: list[str], viewer: Viewer) -> list[Hit]:
    """The publications of these numbers, in that order, each in the reader's language if there is such a version."""
    language = get_language() or "en"
    chosen = PublicationPage.objects.filter(reference__in=references)
    found = _shown(_newest_families(chosen, viewer, len(references), language, False), viewer, language)
    place = {reference: number for number, reference in enumerate(references)}
    return sorted(found, key=lambda hit: place.get(hit.reference, len(place)))


@remembered
def _newest(viewer: Viewer, choice: Choice, limit: int, language: str, own_language_first: bool) -> tuple[UUID, ...]:
    return _newest_families(choice.publications(), viewer, limit, language, own_language_first)


def _newest_families(
    chosen: QuerySet[PublicationPage], viewer: Viewer, limit: int, language: str, own_language_first: bool
) -> tuple[UUID, ...]:
    families = (
        chosen.visible_to(viewer)  # type: ignore[attr-defined]
        .order_by()
        .values("translation_key")
        .annotate(newest=Max("issued_on"))
    )
    order = ["-newest", "translation_key"]
    if own_language_first:
        own = Case(When(locale__language_code=language, then=Value(1)), default=Value(0), output_field=IntegerField())
        families = families.annotate(own=Max(own))
        order.insert(0, "-own")
    return tuple(row["translation_key"] for row in families.order_by(*order)[:limit])


def _shown(families: Sequence[UUID], viewer: Viewer, language: str) -> list[Hit]:
    """The hits of families, in their order."""
    preferred: dict[Any, int] = {}
    rank = Case(
        When(locale__language_code=language, then=Value(0)),
        When(locale__language_code="en", then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    versions = PublicationPage.objects.filter(translation_key__in=families).visible_to(viewer).annotate(rank=rank)
    for key, pk in versions.order_by("rank", "pk").values_list("translation_key", "pk"):
        preferred.setdefault(key, pk)
    hits = indexing.hits_for(viewer, [f"page:{pk}" for pk in preferred.values()])
    return [hits[f"page:{preferred[key]}"] for key in families if f"page:{preferred.get(key)}" in hits]
