"""Hits of pages that search by itself leaves out: themes, Member States, information. Staff may put them first.

No other owner shows them, so what a result shows of them is told here once for all their types.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext
from wagtail.models import Page

from portal import access
from portal.indexing import Hit
from portal.languages import BY_CODE
from portal.markings.models import Marking
from portal.pages.models.base import PortalPage
from portal.viewer import Viewer

_ORDER = {code: place for place, code in enumerate(BY_CODE)}


def plain_hits(viewer: Viewer, ids: Iterable[int], told_elsewhere: tuple[type[PortalPage], ...]) -> dict[str, Hit]:
    """The hits among ids that the viewer may read now, of pages of no type that is told elsewhere."""
    wanted = list(ids)
    found: dict[str, Hit] = {}
    for pk in Page.objects.filter(pk__in=wanted).values_list("content_type", flat=True).distinct():
        model = ContentType.objects.get_for_id(pk).model_class()
        if model is not None and issubclass(model, PortalPage) and not issubclass(model, told_elsewhere):
            found.update(_hits_of(model, viewer, wanted))
    return found


def _hits_of(model: type[PortalPage], viewer: Viewer, ids: list[int]) -> dict[str, Hit]:
    pages = list(access.visible_to(model._default_manager.filter(pk__in=ids), viewer).select_related("locale"))
    keys = {page.translation_key for page in pages}
    labels = dict(Marking.objects.filter(group__in=keys).values_list("group", "label"))
    siblings = access.visible_to(model._default_manager.filter(translation_key__in=keys), viewer)
    versions: dict[object, list[tuple[str, str]]] = {}
    for sibling in siblings.select_related("locale"):
        versions.setdefault(sibling.translation_key, []).append((sibling.language, sibling.url or ""))
    # What was closed between these questions is in the first answer and not in the last: nobody is shown it.
    open_still = [page for page in pages if (page.language, page.url or "") in versions.get(page.translation_key, ())]
    return {
        f"page:{page.pk}": _hit(page, labels[page.translation_key], versions)
        for page in open_still
        if page.translation_key in labels
    }


def _hit(page: Any, label: str, versions: dict[object, list[tuple[str, str]]]) -> Hit:
    others = [one for one in versions[page.translation_key] if one[0] != page.language]
    return Hit(
        key=f"page:{page.pk}",
        url=page.url or "",
        title=page.title,
        type="page",
        type_label=gettext("Page"),
        spine="record",
        reference="",
        language=page.language,
        marking=label,
        summary=getattr(page, "lead", ""),
        issued=None,
        issued_text="",
        places=(),
        languages=tuple(sorted(others, key=lambda one: _ORDER.get(one[0], len(_ORDER)))),
    )
