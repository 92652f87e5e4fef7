"""What search engines are told: every address anybody may read, with its other languages."""

from __future__ import annotations

from collections import defaultdict

from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.utils.html import format_html_join
from wagtail.models import Page, Site

from portal import access
from portal.languages import BY_CODE
from portal.viewer import ANONYMOUS

_MOST = 50_000


def sitemap(request: HttpRequest) -> HttpResponse:
    """The sitemap: TLP:CLEAR only, whoever asks."""
    base = request.build_absolute_uri("/")[:-1]
    site = Site.find_for_request(request)
    families: dict[object, list[tuple[str, str, object]]] = defaultdict(list)
    if site is not None:
        pages = access.visible_to(Page.objects.filter(depth__gte=2), ANONYMOUS).select_related("locale")
        for page in pages.order_by("pk")[:_MOST]:
            code = page.locale.language_code
            tail = page.url_path.split("/", 2)[2]
            entry = (BY_CODE[code].tag, f"{base}/{code}/{tail}", page.last_published_at)
            families[page.translation_key].append(entry)
    told = [(family, _links(family)) for family in families.values()]
    text = loader.render_to_string("sitemap.xml", {"families": told})
    return HttpResponse(text, content_type="application/xml; charset=utf-8")


def _links(family: list[tuple[str, str, object]]) -> str:
    """All languages of a page, which each of them names: written once for thirteen."""
    return format_html_join(
        "", '<xhtml:link rel="alternate" hreflang="{}" href="{}"/>', ((tag, url) for tag, url, _changed in family)
    )


def robots(request: HttpRequest) -> HttpResponse:
    """Where the sitemap is, and what is of no use to a search engine."""
    lines = [
        "User-agent: *",
        "Disallow: /administration/",
        *(f"Disallow: /{code}/search/" for code in BY_CODE),
        f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
