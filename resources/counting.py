"""How many publications there are by country, theme, provision and language, as far as a viewer may read them.

A family counts once. A publication that names no country concerns the region and is counted under none.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Count, F

from portal.viewer import Viewer
from resources.models import PublicationPage

_PATHS = {
    "country": "countries__code",
    "theme": "themes__slug",
    "provision": "provisions__code",
    "language": "locale__language_code",
}


def count(dimension: str, viewer: Viewer) -> Mapping[str, int]:
    """Numbers of families by code of a dimension."""
    path = _PATHS[dimension]
    rows = (
        PublicationPage.objects.visible_to(viewer)
        .order_by()
        .values(code=F(path))
        .annotate(families=Count("translation_key", distinct=True))
        .values_list("code", "families")
    )
    return {code: number for code, number in rows if code}


def total(viewer: Viewer) -> int:
    """How many families there are in all."""
    visible = PublicationPage.objects.visible_to(viewer)
    return int(visible.aggregate(families=Count("translation_key", distinct=True))["families"])
