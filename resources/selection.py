"""Which publications a section shows: one version of each family, the reader's language first."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, IntegerField, Max, QuerySet, Value, When
from django.utils.translation import get_language

from portal import indexing
from portal.indexing import Hit
from portal.viewer import Viewer
from resources.models import PublicationPage


def _in_own_language() -> Case:
    return Case(
        When(locale__language_code=get_language(), then=Value(1)), default=Value(0), output_field=IntegerField()
    )


def one_a_family(
    queryset: QuerySet[PublicationPage], viewer: Viewer, limit: int, *, own_language_first: bool = False
) -> list[Hit]:
    """The newest families of a queryset, each in the reader's language, else English, else any; as hits.

    With ``own_language_first`` what can be read in the reader's language stands before what cannot.
    """
    families = (
        queryset.visible_to(viewer)  # type: ignore[attr-defined]
        .order_by()
        .values("translation_key")
        .annotate(newest=Max("issued_on"), own=Max(_in_own_language()))
        .order_by(*(["-own"] if own_language_first else []), "-newest", "translation_key")[:limit]
    )
    keys = [row["translation_key"] for row in families]
    preferred: dict[Any, int] = {}
    rank = Case(
        When(locale__language_code=get_language(), then=Value(0)),
        When(locale__language_code="en", then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    versions = PublicationPage.objects.filter(translation_key__in=keys).visible_to(viewer).annotate(rank=rank)
    for key, pk in versions.order_by("rank", "pk").values_list("translation_key", "pk"):
        preferred.setdefault(key, pk)
    hits = indexing.hits_for(viewer, [f"page:{pk}" for pk in preferred.values()])
    return [hits[f"page:{preferred[key]}"] for key in keys if f"page:{preferred.get(key)}" in hits]


def by_reference(references: list[str], viewer: Viewer) -> list[Hit]:
    """The publications of these numbers, in that order, each in the reader's language if there is such a version."""
    found = one_a_family(PublicationPage.objects.filter(reference__in=references), viewer, len(references))
    place = {reference: number for number, reference in enumerate(references)}
    return sorted(found, key=lambda hit: place.get(hit.reference, len(place)))
