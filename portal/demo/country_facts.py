"""Fills the country pages: laws, authorities and services by function, and notes in the reader's language."""

from __future__ import annotations

from html import escape
from typing import Any

from portal.countries.models import Country
from portal.demo.models import DemoObject
from portal.demo.sources import COUNTRIES, LABELS, load
from portal.glossary.models import Provision, VictimGroup
from portal.members.models import Body
from portal.pages.models import Authority, CountryPage, NationalLaw, Service
from portal.pages.setting_up.label_files import joined, read
from portal.pages.setting_up.reference_data import GLOSSARY_LABELS

_KINDS = {
    "university-partnership": Body.Kind.UNIVERSITY,
    "digital-research-group": Body.Kind.UNIVERSITY,
    "shelter-alliance": Body.Kind.NGO,
    "migrant-workers-federation": Body.Kind.NGO,
    "fair-recruitment-council": Body.Kind.COMPANY,
    "portal-programme": Body.Kind.PROGRAMME,
}


def make_bodies() -> None:
    """The invented bodies that issue the demo's papers."""
    for slug, name in joined(LABELS, "bodies").items():
        kind = _KINDS.get(slug, Body.Kind.SECTORAL)
        body, new = Body.objects.get_or_create(slug=slug, defaults={"name": name, "kind": kind})
        if new:
            DemoObject.objects.get_or_create(kind="body", key=slug)
        elif body.name != {**name, **body.name}:
            body.name = {**name, **body.name}
            body.save()


def make_country_facts() -> None:
    """Laws, authorities and services of every Member State."""
    laws = {language: content for language, content in read(COUNTRIES).items() if language != "facts"}
    authorities, services = joined(GLOSSARY_LABELS, "authorities"), joined(GLOSSARY_LABELS, "services")
    for code, facts in load(COUNTRIES / "facts.yaml").items():
        country = Country.objects.get(code=code)
        for place, law in enumerate(facts["laws"]):
            _make_law(country, place, law, laws)
        for place, function in enumerate(facts["authorities"]):
            row, new = Authority.objects.get_or_create(
                country=country, function=function, defaults={"label": authorities[function], "place": place}
            )
            _mark(new, "authority", row.pk)
        for place, service in enumerate(facts["services"]):
            _make_service(country, place, service, services)


def _make_law(country: Country, place: int, law: dict[str, Any], texts: dict[str, dict[str, Any]]) -> None:
    names = {
        language: str(content[country.code]["laws"][law["id"]])
        for language, content in texts.items()
        if law["id"] in (content.get(country.code, {}).get("laws") or {})
    }
    row, new = NationalLaw.objects.get_or_create(
        code=law["id"],
        defaults={
            "country": country,
            "place": place,
            "name": names,
            "own_name": law["own_name"],
            "own_language": law["own_language"],
            "year": law["year"],
            "status": law["status"],
        },
    )
    if new:
        row.provisions.set(Provision.objects.filter(code__in=law.get("provisions") or []))
    elif row.name != {**names, **row.name}:
        row.name = {**names, **row.name}
        row.save()
    _mark(new, "law", row.pk)


def _make_service(country: Country, place: int, service: dict[str, Any], labels: dict[str, dict[str, str]]) -> None:
    row, new = Service.objects.get_or_create(
        country=country,
        function=service["function"],
        defaults={
            "label": labels[service["function"]],
            "place": place,
            "hours": service["hours"],
            "languages": service["languages"],
        },
    )
    if new:
        row.groups.set(VictimGroup.objects.filter(slug__in=service.get("groups") or []))
    _mark(new, "service", row.pk)


def _mark(new: bool, kind: str, key: int) -> None:
    if new:
        DemoObject.objects.get_or_create(kind=kind, key=str(key))


def write_country_pages() -> None:
    """Lead and context notes on each country page that has none yet."""
    texts = read(COUNTRIES)
    for page in CountryPage.objects.filter(lead="", context_notes="").select_related("locale"):
        text = texts.get(page.language, {}).get(page.country_id)
        if text:
            page.lead, page.context_notes = _words(text)
            page.save()
            DemoObject.objects.get_or_create(kind="country_page", key=str(page.pk))


def clear_country_pages(keys: list[str]) -> None:
    """Take lead and context notes out of these pages, but not what staff have written in their place."""
    texts = read(COUNTRIES)
    for page in CountryPage.objects.filter(pk__in=keys).select_related("locale"):
        lead, notes = _words(texts[page.language][page.country_id])
        page.lead = "" if page.lead == lead else page.lead
        page.context_notes = "" if page.context_notes == notes else page.context_notes
        page.save()


def _words(text: dict[str, Any]) -> tuple[str, str]:
    return text["lead"], "".join(f"<p>{escape(' '.join(note.split()))}</p>" for note in text["context"])
