"""The home page of a language: search first, then the region, the themes, the newest, the languages."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from portal.countries.queries import member_states
from portal.countries.tiles import grid
from portal.glossary.models import Theme
from portal.languages import LANGUAGES
from portal.pages import queries, sections
from portal.pages.gone import Gone
from portal.pages.models.base import PortalPage
from portal.pages.region import country_url, theme_url
from portal.pages.translatable import own

#: Searches to begin with, each in its own script, with the tag for ``lang``.
EXAMPLES = (
    ("non-punishment", "en"),
    ("ไม่ลงโทษ", "th"),
    ("ជនរងគ្រោះ", "km"),
    ("လူကုန်ကူး", "my"),
    ("tuyển dụng", "vi"),
)
SHOWN_THEMES = 8


class HomePage(PortalPage):
    """The first page of a language; everything in that language lies below it."""

    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    max_count_per_parent = 13
    override_translatable_fields: ClassVar[list[Any]] = own("slug")
    asks_for_marking = False
    template = "pages/home.html"

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find the page; where this language has none, a page that says so and offers the languages that have it."""
        try:
            return super().route(request, path_components)
        except (Http404, Gone):
            elsewhere = queries.same_address_elsewhere(path_components, request.viewer)  # type: ignore[attr-defined]
            if not elsewhere:
                raise
            return RouteResult(self, kwargs={"elsewhere": elsewhere})

    def serve(
        self, request: HttpRequest, *args: Any, elsewhere: list[Page] | None = None, **kwargs: Any
    ) -> HttpResponse:
        """The home page, or the page that offers other languages."""
        if elsewhere:
            context = {"self": self, "elsewhere": elsewhere, "not_in_this_language": True}
            return TemplateResponse(request, "pages/not_in_this_language.html", context)
        return super().serve(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Region, themes and languages with counts, and the sections other apps registered for the home page."""
        context = super().get_context(request, *args, **kwargs)
        viewer = request.viewer  # type: ignore[attr-defined]
        by_theme, by_language = sections.counts("theme", viewer), sections.counts("language", viewer)
        context.update(
            with_purpose=True,
            today=timezone.localdate(),
            examples=EXAMPLES,
            tiles=grid(member_states(), url=country_url, counts=sections.counts("country", viewer)),
            themes=[
                {"theme": theme, "url": theme_url(theme.slug), "count": by_theme.get(theme.slug, 0)}
                for theme in Theme.objects.all()[:SHOWN_THEMES]
            ],
            tongues=[{"language": each, "count": by_language.get(each.code, 0)} for each in LANGUAGES],
            sections=sections.sections_for("home", request, self),
        )
        return context
