"""The words page querysets are asked in."""

from __future__ import annotations

from typing import Self

from wagtail.query import PageQuerySet

from portal import access
from portal.viewer import Viewer


class PortalPageQuerySet(PageQuerySet):
    """Pages, asked with the one rule."""

    def visible_to(self, viewer: Viewer) -> Self:
        """What this viewer may read now."""
        return access.visible_to(self, viewer)

    def findable(self) -> Self:
        """What belongs in the index."""
        return access.findable(self)

    def in_language(self, code: str) -> Self:
        """Pages of one language."""
        return self.filter(locale__language_code=code)
