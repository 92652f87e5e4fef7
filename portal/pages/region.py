"""Addresses of Member States' pages and themes; the same in every language but for its head."""

from __future__ import annotations

from django.utils.translation import get_language

from portal.countries.models import Country

COUNTRIES, THEMES, PUBLICATIONS = "member-states", "themes", "publications"


def country_url(country: Country) -> str:
    """The page of a Member State in the active language."""
    return f"/{get_language()}/{COUNTRIES}/{country.slug}/"


def theme_url(slug: str) -> str:
    """The page of a theme in the active language."""
    return f"/{get_language()}/{THEMES}/{slug}/"
