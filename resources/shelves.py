"""The sections publications fill on the home page and on pages of countries, themes and provisions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from portal.countries.models import Country
from portal.countries.queries import member_states
from portal.glossary.models import Provision, Theme
from portal.pages.region import country_url
from portal.pages.sections import Section
from portal.translated import label_in
from portal.viewer import Viewer
from resources import counting
from resources.selection import Choice, one_a_family
from resources.types import BRIEF, GUIDELINE, INITIATIVE, INSTRUMENT, TOOL

_EVIDENCE = (BRIEF, GUIDELINE, TOOL)
_COOPERATION = (INITIATIVE, INSTRUMENT)


def _viewer(request: HttpRequest) -> Viewer:
    return request.viewer  # type: ignore[attr-defined,no-any-return]


def _newest(request: HttpRequest, _home: Any) -> Mapping[str, Any] | None:
    hits = one_a_family(Choice(), _viewer(request), 5)
    return {"hits": hits, "total": counting.total(_viewer(request))} if hits else None


def _for_country(request: HttpRequest, country: Country) -> Mapping[str, Any] | None:
    viewer, code = _viewer(request), country.code
    hits = one_a_family(Choice(_EVIDENCE, "countries", code), viewer, 4, own_language_first=True)
    others = one_a_family(Choice(_COOPERATION, "countries", code), viewer, 4, own_language_first=True)
    region = one_a_family(Choice(_EVIDENCE, "countries", None), viewer, 4, own_language_first=True)
    if not hits and not others and not region:
        return None
    total = counting.count("country", viewer).get(code, 0)
    return {
        "hits": hits,
        "others": others,
        "region": region,
        "total": total,
        "all_url": f"{reverse('search:results')}?country={code}",
    }


def _provision_map(request: HttpRequest, country: Country) -> Mapping[str, Any] | None:
    rows = counting.count_among("provision", _viewer(request), country=country.code)
    provisions = [
        {"provision": provision, "count": rows.get(provision.code, 0)}
        for provision in Provision.objects.select_related("instrument")
    ]
    return {"provisions": provisions, "country": country} if rows else None


def _theme_shelves(request: HttpRequest, theme: Theme) -> Mapping[str, Any] | None:
    viewer = _viewer(request)
    evidence = one_a_family(Choice(_EVIDENCE, "themes", theme.pk), viewer, 6, own_language_first=True)
    cooperation = one_a_family(Choice(_COOPERATION, "themes", theme.pk), viewer, 6, own_language_first=True)
    all_url = f"{reverse('search:results')}?theme={theme.slug}"
    return {"evidence": evidence, "cooperation": cooperation, "all_url": all_url}


def _bars(numbers: list[tuple[str, str, int]]) -> list[dict[str, Any]]:
    most = max((number for _label, _url, number in numbers), default=0)
    return [
        {"label": label, "url": url, "count": number, "width": round(100 * number / most) if most else 0}
        for label, url, number in numbers
    ]


def _theme_figures(request: HttpRequest, theme: Theme) -> Mapping[str, Any] | None:
    viewer, search = _viewer(request), reverse("search:results")
    by_year = counting.count_among("year", viewer, theme=theme.slug)
    by_country = counting.count_among("country", viewer, theme=theme.slug)
    years = [
        (str(year), f"{search}?theme={theme.slug}&from={year}&to={year}", by_year[year]) for year in sorted(by_year)
    ]
    countries = [
        (label_in(country.name).text, country_url(country), by_country.get(country.code, 0))
        for country in member_states()
    ]
    return {"years": _bars(years), "countries": _bars(countries)} if by_year else None


def _citing(request: HttpRequest, provision: Provision) -> Mapping[str, Any] | None:
    hits = one_a_family(Choice(field="provisions", value=provision.pk), _viewer(request), 10, own_language_first=True)
    if not hits:
        return None
    return {"hits": hits, "all_url": f"{reverse('search:results')}?provision={provision.code}"}


def _provision_countries(request: HttpRequest, provision: Provision) -> Mapping[str, Any] | None:
    counts = counting.count_among("country", _viewer(request), provision=provision.code)
    rows = [
        (label_in(country.name).text, country_url(country), counts.get(country.code, 0)) for country in member_states()
    ]
    return {"countries": _bars(rows)} if counts else None


def _section(name: str, place: str, order: int, context: Any) -> Section:
    template = f"resources/sections/{name}.html"
    return Section(name=name, place=place, order=order, template=template, context=context)


SECTIONS = (
    _section("newest", "home", 10, _newest),
    _section("country_publications", "country", 10, _for_country),
    _section("country_provisions", "country", 30, _provision_map),
    _section("theme_shelves", "theme", 10, _theme_shelves),
    _section("theme_figures", "theme", 30, _theme_figures),
    _section("provision_publications", "provision", 10, _citing),
    _section("provision_countries", "provision", 20, _provision_countries),
)
