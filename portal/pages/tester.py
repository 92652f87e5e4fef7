"""What a user may do with a page, beyond what Wagtail's groups say."""

from __future__ import annotations

from wagtail.models import PagePermissionTester

from portal.pages.completeness import is_publishable


class PortalPagePermissionTester(PagePermissionTester):
    """Wagtail's rights, less publishing of what is partly translated, and less Wagtail's own privacy."""

    def can_publish(self) -> bool:
        """Whether the user may publish, and the page is ready for it."""
        return bool(super().can_publish()) and is_publishable(self.page)

    def can_set_view_restrictions(self) -> bool:
        """Never: one rule decides who may read, and it is not Wagtail's privacy."""
        return False
