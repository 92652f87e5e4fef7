"""A Member State's page: its law, authorities and services, what concerns it, and its own circumstances."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from portal.countries.models import Country
from portal.countries.queries import member_states
from portal.countries.tiles import grid
from portal.pages import sections
from portal.pages.models.base import PortalPage
from portal.pages.models.facts import Authority, NationalLaw, Service
from portal.pages.region import country_url
from portal.pages.rich_text import FEATURES, CleanRichTextField
from portal.pages.translatable import facts


class CountriesPage(PortalPage):
    """All Member States, with the services and hotlines that are confirmed."""

    parent_page_types: ClassVar[list[str]] = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = ["pages.CountryPage"]
    max_count_per_parent = 1
    asks_for_marking = False
    template = "pages/countries.html"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The region, and the national hotline of each Member State."""
        context = super().get_context(request, *args, **kwargs)
        counts = sections.counts("country", request.viewer)  # type: ignore[attr-defined]
        countries = member_states()
        hotlines = {service.country_id: service for service in Service.objects.filter(function="national-hotline")}
        context["tiles"] = grid(countries, url=country_url, counts=counts)
        context["rows"] = [
            {
                "country": country,
                "url": country_url(country),
                "count": counts.get(country.code, 0),
                "hotline": hotlines.get(country.code),
            }
            for country in countries
        ]
        return context


class CountryPage(PortalPage):
    """One Member State in one language."""

    parent_page_types: ClassVar[list[str]] = ["pages.CountriesPage"]
    subpage_types: ClassVar[list[str]] = []
    asks_for_marking = False
    template = "pages/country.html"
    override_translatable_fields: ClassVar[list[Any]] = facts("slug", "country")

    country = models.ForeignKey(Country, verbose_name=_("country"), on_delete=models.PROTECT, related_name="pages")
    lead = models.TextField(
        _("lead"), blank=True, help_text=_("What an official should know when a case touches this State.")
    )
    context_notes = CleanRichTextField(
        _("context notes"),
        blank=True,
        features=FEATURES,
        help_text=_("Inclusion and victims’ rights in this country’s own circumstances, for readers of this language."),
    )

    content_panels: ClassVar[list[Any]] = [
        *PortalPage.content_panels,
        FieldPanel("country"),
        FieldPanel("lead"),
        FieldPanel("context_notes"),
    ]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The facts of the country, the sections of other apps, and the small region."""
        context = super().get_context(request, *args, **kwargs)
        context["laws"] = NationalLaw.objects.filter(country=self.country).prefetch_related("provisions__instrument")
        context["authorities"] = Authority.objects.filter(country=self.country)
        context["services"] = Service.objects.filter(country=self.country).prefetch_related("groups")
        context["sections"] = sections.sections_for("country", request, self.country)
        context["tiles"] = grid(member_states(), url=country_url, counts={}, current=self.country_id)
        return context
