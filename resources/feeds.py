"""Atom feeds of what is public: the newest publications of a language, of a country, of a theme.

A feed is public, so it holds what anybody may read, whoever asks for it.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, time
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language, gettext

from portal.countries.models import Country
from portal.glossary.models import Theme
from portal.languages import BY_CODE
from portal.translated import label_in
from portal.viewer import ANONYMOUS
from resources.indexing import address
from resources.models import PublicationPage

_ENTRIES = 30
#: What XML cannot hold; a line pasted from a slide carries U+000B.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def writable(text: str) -> str:
    """The text without what XML cannot hold."""
    return _UNWRITABLE.sub(" ", text)


class SteadyFeed(Atom1Feed):
    """A feed that says the same as long as nothing changed, also while there is nothing in it."""

    #: A day before anything was published here: readers of the feed have to be told one.
    BEFORE_ANYTHING = datetime(2026, 1, 1, tzinfo=UTC)

    def latest_post_date(self) -> datetime:
        """When the newest entry changed. Django tells the present time of an empty feed, which then never stands."""
        latest: datetime = super().latest_post_date() if self.items else self.BEFORE_ANYTHING
        return latest


class NewestFeed(Feed):
    """The newest publications in the language of the address."""

    feed_type = SteadyFeed

    @property
    def language(self) -> str:  # type: ignore[override]
        """The language of the feed."""
        return BY_CODE[get_language() or "en"].tag

    def get_object(self, request: HttpRequest, country: str = "", theme: str = "") -> dict[str, Any]:
        """What the feed is about; raises Http404 for an unknown country or theme."""
        subject: dict[str, Any] = {"conditions": {}, "name": "", "path": request.path}
        if country:
            found = Country.objects.filter(slug=country).first()
            subject.update(conditions={"countries": found}, name=label_in(found.name).text if found else "")
        elif theme:
            found_theme = Theme.objects.filter(slug=theme).first()
            subject.update(
                conditions={"themes": found_theme}, name=label_in(found_theme.label).text if found_theme else ""
            )
        if (country or theme) and not subject["name"]:
            raise Http404
        return subject

    def title(self, obj: dict[str, Any]) -> str:
        """The portal, and what the feed is about."""
        return f"Balai: {obj['name']}" if obj["name"] else f"Balai: {gettext('Newest publications')}"

    def link(self, obj: dict[str, Any]) -> str:
        """The same as a page."""
        return reverse("search:results")

    def feed_url(self, obj: dict[str, Any]) -> str:
        """The feed itself."""
        return str(obj["path"])

    def items(self, obj: dict[str, Any]) -> list[PublicationPage]:
        """The newest that anybody may read."""
        pages = PublicationPage.objects.filter(**obj["conditions"]).in_language(get_language()).visible_to(ANONYMOUS)
        return list(pages.select_related("locale").order_by("-posted", "-pk")[:_ENTRIES])

    def item_title(self, item: PublicationPage) -> str:
        """Number and title."""
        return writable(f"{item.reference} {item.title}")

    def item_description(self, item: PublicationPage) -> str:
        """What it says."""
        return writable(item.says)

    def item_link(self, item: PublicationPage) -> str:
        """The page."""
        return address(item)

    def item_pubdate(self, item: PublicationPage) -> Any:
        """The day it was posted."""
        moment = datetime.combine(item.posted, time.min)
        return timezone.make_aware(moment)

    def item_updateddate(self, item: PublicationPage) -> Any:
        """When it last changed."""
        return item.last_published_at or self.item_pubdate(item)
