"""Links in running text: an address is written only for what anybody may read.

Rich text is rendered without knowing who reads. A link to anything else would tell the address of something closed, so
its words stand there as plain text.
"""

from __future__ import annotations

from typing import Any

from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from portal import access
from portal.viewer import ANONYMOUS


class PublicPageLinkHandler(PageLinkHandler):
    """Links to pages, as far as they are open to all."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        """An opening tag for each link; without an address where the page is closed, gone or unknown."""
        wanted = {attrs["id"] for attrs in attrs_list if str(attrs.get("id", "")).isdecimal()}
        pages = access.visible_to(Page.objects.filter(pk__in=wanted), ANONYMOUS)
        open_ids = {str(pk) for pk in pages.values_list("pk", flat=True)}
        opened = super().expand_db_attributes_many(attrs_list)
        return [
            tag if str(attrs.get("id")) in open_ids else "<a>" for attrs, tag in zip(attrs_list, opened, strict=True)
        ]
