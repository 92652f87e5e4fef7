"""Makes the demo's publications: a page in each language there is a text in, published under the family's marking."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import UTC, datetime, time
from functools import cache
from typing import Any

from wagtail.models import Locale

from portal.countries.models import Country
from portal.demo.models import DemoObject
from portal.demo.sources import Family
from portal.glossary.models import Audience, Instrument, Provision, Theme, VictimGroup
from portal.marking import Label
from portal.markings.actions import set_marking
from portal.members.models import Body
from portal.pages.rich_text import from_markdown, split_sections
from resources.models import (
    GuidelinePage,
    ImplementationRow,
    InitiativePage,
    LegalInstrumentPage,
    PublicationPage,
    PublicationsPage,
    PublicationVersion,
    ResearchBriefPage,
    ToolPage,
)
from resources.models.brief import KeyFinding

_MODELS: dict[str, type[PublicationPage]] = {
    model.type_code: model
    for model in (GuidelinePage, ResearchBriefPage, ToolPage, LegalInstrumentPage, InitiativePage)
}
_NAMESPACE = uuid.UUID("6b6f6d6d-756e-4974-8169-64656d6f3031")
#: The instrument whose articles a legal instrument lists.
_ARTICLES = {"L-2015-001": "actip", "L-2000-001": "protocol"}


def publish(family: Family) -> int:
    """Make every page of a family that is not there yet; answers how many were made."""
    group = uuid.uuid5(_NAMESPACE, family.reference)
    present = set(PublicationPage.objects.filter(translation_key=group).values_list("locale__language_code", flat=True))
    missing = [code for code in family.texts if code not in present]
    if missing and not present:
        set_marking(group=group, label=Label(family.facts["marking"]), by=None, source="Demo content")
        DemoObject.objects.get_or_create(kind="family", key=str(group))
    for code in missing:
        _publish_text(family, group, code)
    return len(missing)


def _publish_text(family: Family, group: uuid.UUID, code: str) -> None:
    facts, (front, body) = family.facts, family.texts[code]
    model = _MODELS[facts["type"]]
    posted = datetime.combine(facts["posted"], time(2), tzinfo=UTC)
    page = model(
        locale=_locales()[code],
        translation_key=group,
        title=front["title"],
        slug=family.reference.lower(),
        reference=family.reference,
        version=str(facts["version"]),
        says=front["says"],
        do=front["do"],
        who=front["who"],
        issued=str(facts["issued"]),
        posted=facts["posted"],
        related=facts.get("related") or [],
        search_description=front["says"][:300],
        first_published_at=posted,
        last_published_at=posted,
        body=[("section", {"heading": heading, "text": html}) for heading, html in split_sections(body)],
        **_own_fields(model, family, front),
    )
    _connect(page, facts)
    _add_rows(page, facts, front)
    _shelves()[code].add_child(instance=page)
    DemoObject.objects.create(kind="page", key=str(page.pk))


def _own_fields(model: type[PublicationPage], family: Family, front: dict[str, Any]) -> dict[str, Any]:
    facts = family.facts
    if issubclass(model, ResearchBriefPage):
        return {name: front[name] for name in ("authors", "methods", "limits")}
    if issubclass(model, InitiativePage):
        parts = {name: from_markdown(front[name]) for name in ("challenge", "done", "changed", "learned")}
        return {**parts, "contact": front.get("contact", "")}
    fields: dict[str, Any] = {
        "status": facts.get("status", "in-force"),
        "superseded_by": facts.get("superseded_by", ""),
    }
    if issubclass(model, ToolPage):
        fields["is_training"] = bool(facts.get("training"))
    if issubclass(model, LegalInstrumentPage):
        fields["instrument"] = Instrument.objects.filter(slug=_ARTICLES.get(family.reference, "")).first()
    return fields


def _connect(page: PublicationPage, facts: dict[str, Any]) -> None:
    page.countries = _named(Country, "code", facts.get("countries"))
    page.themes = _named(Theme, "slug", facts.get("themes"))
    page.provisions = _named(Provision, "code", facts.get("provisions"))
    page.audiences = _named(Audience, "slug", facts.get("audiences"))
    page.victim_groups = _named(VictimGroup, "slug", facts.get("victim_groups"))
    page.bodies = _named(Body, "slug", facts.get("bodies"))


def _add_rows(page: PublicationPage, facts: dict[str, Any], front: dict[str, Any]) -> None:
    page.version_notes = [
        PublicationVersion(
            locale=page.locale, sort_order=place, number=str(row["version"]), dated=str(row["date"]), note=row["note"]
        )
        for place, row in enumerate(front.get("versions") or [])
    ]
    if isinstance(page, ResearchBriefPage):
        page.key_findings = [
            KeyFinding(locale=page.locale, sort_order=place, text=text)
            for place, text in enumerate(front["key_findings"])
        ]
    if isinstance(page, GuidelinePage):
        texts = front.get("implementation") or {}
        page.implementation = [
            ImplementationRow(
                locale=page.locale,
                sort_order=place,
                country=_countries()[row["country"]],
                status=row["status"],
                instrument=texts.get(row["country"], ""),
                since=str(row.get("since", "")),
                source=row.get("source", ""),
            )
            for place, row in enumerate(_in_protocol_order(facts.get("implementation") or []))
        ]


def _in_protocol_order(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: _countries()[row["country"]].name["en"])


@cache
def _countries() -> dict[str, Country]:
    return Country.objects.in_bulk()


@cache
def _locales() -> dict[str, Locale]:
    return {locale.language_code: locale for locale in Locale.objects.all()}


@cache
def _shelves() -> dict[str, PublicationsPage]:
    return {page.language: page for page in PublicationsPage.objects.select_related("locale")}


def _named(model: Any, field: str, names: Iterable[str] | None) -> list[Any]:
    wanted = list(names or [])
    found = {str(getattr(item, field)): item for item in model.objects.filter(**{f"{field}__in": wanted})}
    return [found[name] for name in wanted]


def forget() -> None:
    """Forget what was read of the database; for a second run in one process."""
    for cached in (_countries, _locales, _shelves):
        cached.cache_clear()
