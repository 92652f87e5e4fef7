"""Pages that were taken from readers since a backup, and files that were deleted, as Wagtail's own log tells."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import ModelLogEntry, Page, PageLogEntry

from portal.files.models import PortalDocument, PortalImage

_FILES = (PortalDocument, PortalImage)


class Hidings:
    """What happened to pages and files that the restored portal does not know of."""

    def __init__(self) -> None:
        self._known = {
            "page": set(PageLogEntry.objects.values_list("pk", flat=True)),
            "thing": set(ModelLogEntry.objects.values_list("pk", flat=True)),
        }
        self._pages: dict[int, str] = {}
        self._things: list[tuple[int, str]] = []

    def note(self, told: Mapping[str, Any]) -> None:
        """Remember a line of either log; of a page the last one counts."""
        if told["id"] in self._known[told["kind"]]:
            return
        if told["kind"] == "page":
            self._pages[int(told["page"])] = str(told["action"])
        elif told["action"] == "wagtail.delete" and told["type"]:
            self._things.append((int(told["type"]), str(told["key"])))

    def hide(self) -> int:
        """Take these pages from readers, those below one that was deleted too; how many. They stay as drafts."""
        hidden = 0
        for key, action in self._pages.items():
            page = Page.objects.filter(pk=key).first() if action != "wagtail.publish" else None
            if page is None:
                continue
            below = Page.objects.descendant_of(page, inclusive=True) if action == "wagtail.delete" else [page]
            for one in below:
                if one.live:
                    one.specific.unpublish()
                    hidden += 1
        return hidden

    def delete(self) -> int:
        """Delete these files; how many. Whoever deleted one meant it to be gone, from backups too."""
        types = {ContentType.objects.get_for_model(model).pk: model for model in _FILES}
        deleted = 0
        for kind, key in self._things:
            file = types[kind]._default_manager.filter(pk=key).first() if kind in types else None
            if file is not None:
                file.delete()
                deleted += 1
        return deleted
