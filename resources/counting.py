"""How many publications there are by country, theme, provision, language and year, as far as a viewer may read them.

A family counts once. A publication that names no country concerns the region and is counted under none.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.db.models import Count, F

from portal.pages.remembering import remembered
from portal.viewer import Viewer
from resources.models import PublicationPage

_PATHS = {
    "country": "countries__code",
    "theme": "themes__slug",
    "provision": "provisions__code",
    "language": "locale__language_code",
    "year": "issued_on__year",
}


def count(dimension: str, viewer: Viewer) -> Mapping[str, int]:
    """Numbers of families by code of a dimension."""
    return _counted(viewer, dimension)


def count_among(dimension: str, viewer: Viewer, **among: str) -> Mapping[Any, int]:
    """The same among those with a code of another dimension: ``count_among("year", viewer, theme="recruitment")``."""
    return _counted(viewer, dimension, **among)


@remembered
def _counted(viewer: Viewer, dimension: str, **among: str) -> Mapping[Any, int]:
    rows = (
        PublicationPage.objects.filter(**{_PATHS[other]: code for other, code in among.items()})
        .visible_to(viewer)
        .order_by()
        .values(code=F(_PATHS[dimension]))
        .annotate(families=Count("translation_key", distinct=True))
        .values_list("code", "families")
    )
    return MappingProxyType({code: number for code, number in rows if code})


@remembered
def total(viewer: Viewer) -> int:
    """How many families there are in all."""
    visible = PublicationPage.objects.visible_to(viewer)
    return int(visible.aggregate(families=Count("translation_key", distinct=True))["families"])
