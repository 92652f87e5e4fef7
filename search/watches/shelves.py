"""The line on the pages of countries and themes that leads to a watch of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest

from portal.countries.models import Country
from portal.glossary.models import Theme
from portal.pages.sections import Section

_TEMPLATE = "search/sections/watch.html"


def _country(_request: HttpRequest, country: Country) -> Mapping[str, Any]:
    return {"question": urlencode({"country": country.code})}


def _theme(_request: HttpRequest, theme: Theme) -> Mapping[str, Any]:
    return {"question": urlencode({"theme": theme.slug})}


SECTIONS = (
    Section(name="watch", place="country", order=90, template=_TEMPLATE, context=_country),
    Section(name="watch", place="theme", order=90, template=_TEMPLATE, context=_theme),
)
