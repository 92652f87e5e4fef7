"""Reads of countries: the Member States in protocol order, and their names by code."""

from __future__ import annotations

from collections.abc import Mapping

from portal.countries.models import Country
from portal.translated import label_in


def member_states() -> list[Country]:
    """The Member States in English alphabetical order, as the Association lists them."""
    return sorted(Country.objects.filter(kind=Country.Kind.MEMBER), key=lambda country: country.name.get("en", ""))


def labels(language: str) -> Mapping[str, str]:
    """Every country's name by code in a language, in protocol order."""
    countries = sorted(Country.objects.all(), key=lambda country: country.name.get("en", ""))
    return {country.code: label_in(country.name, language).text for country in countries}
