"""Pages as a source of the index: each page type says what can be found of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from wagtail.models import Page, get_page_models

from portal import access
from portal.indexing import Hit, IndexRecord, Source
from portal.pages.models.base import PortalPage
from portal.pages.plain_hits import plain_hits
from portal.viewer import Viewer


def shown_types() -> list[type[PortalPage]]:
    """The types of page a result can show: those that can be found, and those staff may put first."""
    return [model for model in get_page_models() if issubclass(model, PortalPage)]


def page_types() -> list[type[PortalPage]]:
    """The types of page that can be found; a type stands for those made from it."""
    found = [
        model
        for model in get_page_models()
        if issubclass(model, PortalPage) and model.index_record is not PortalPage.index_record
    ]
    return [model for model in found if not any(model is not other and issubclass(model, other) for other in found)]


def _record(key: str) -> IndexRecord | None:
    page = Page.objects.filter(pk=_id(key)).first()
    specific = page.specific if page else None
    if not isinstance(specific, PortalPage):
        return None
    if not access.findable(type(specific)._default_manager.filter(pk=specific.pk)).exists():
        return None
    label = access.marking_of(specific)
    return specific.index_record(label.value) if label else None


def _keys() -> Iterable[str]:
    for model in page_types():
        for pk in access.findable(model._default_manager.all()).values_list("pk", flat=True):
            yield f"page:{pk}"


def _hits(viewer: Viewer, keys: Iterable[str]) -> Mapping[str, Hit]:
    wanted = [_id(key) for key in keys]
    found: dict[str, Hit] = {}
    types = page_types()
    for model in types:
        found.update(model.index_hits(viewer, wanted))
    others = [pk for pk in wanted if f"page:{pk}" not in found]
    return {**found, **plain_hits(viewer, others, tuple(types))} if others else found


def _id(key: str) -> int:
    return int(key.partition(":")[2])


SOURCE = Source(name="page", record=_record, keys=_keys, hits=_hits)
