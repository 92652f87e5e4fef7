"""The page tree: a home in each language and below it the same pages under the same addresses."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml
from django.utils import timezone
from django.utils.translation import gettext, override
from wagtail.models import Locale, Page, Site

from portal.countries.models import Country
from portal.glossary.models import Theme
from portal.languages import LANGUAGES
from portal.marking import Label
from portal.markings.actions import set_marking
from portal.markings.models import Marking
from portal.pages.models import (
    CountriesPage,
    CountryPage,
    HomePage,
    InformationPage,
    PortalPage,
    ThemePage,
    ThemesPage,
)
from portal.pages.queries import home_slug
from portal.pages.region import COUNTRIES, THEMES
from portal.pages.rich_text import from_markdown
from portal.pages.setting_up.label_files import joined
from portal.pages.setting_up.reference_data import GLOSSARY_LABELS

INFORMATION = ("about", "terms", "privacy", "accessibility", "contact")
_INFORMATION_FOLDER = Path(__file__).resolve().parent.parent / "information"
#: Pages of the portal itself belong to families with fixed keys, so that every installation joins them alike.
_NAMESPACE = uuid.UUID("6b6f6d6d-756e-4974-8169-62616c616930")


def family(name: str) -> uuid.UUID:
    """The translation key of one of the portal's own pages."""
    return uuid.uuid5(_NAMESPACE, name)


def ensure(
    model: type[PortalPage], parent: Page, locale: Locale, *, key: str, slug: str, make: Callable[[], dict[str, Any]]
) -> PortalPage:
    """The page of a family in a language; made and published when it is not there, TLP:CLEAR unless staff marked it."""
    group = family(key)
    present = model._default_manager.filter(translation_key=group, locale=locale).first()
    if present is not None:
        return present
    if not Marking.objects.filter(group=group).exists():
        set_marking(group=group, label=Label.CLEAR, by=None, source="Balai")
    now = timezone.now()
    page = model(
        slug=slug, locale=locale, translation_key=group, first_published_at=now, last_published_at=now, **make()
    )
    parent.add_child(instance=page)
    return page


def homes() -> list[HomePage]:
    """The home of each language; English is the root of the site."""
    root = Page.objects.get(depth=1)
    made = []
    for language in LANGUAGES:
        locale = Locale.objects.get(language_code=language.code)
        page = ensure(
            HomePage, root, locale, key="home", slug=home_slug(language.code), make=lambda: {"title": "Balai"}
        )
        made.append(page)
    first = made[0]
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        Site.objects.create(hostname="localhost", root_page=first, is_default_site=True, site_name="Balai")
    elif not isinstance(site.root_page.specific, HomePage):
        old = site.root_page
        site.root_page, site.site_name = first, "Balai"
        site.save()
        old.delete()
    return made  # type: ignore[return-value]


def page_tree() -> None:
    """Homes, Member States, themes and information pages in every language."""
    leads = joined(GLOSSARY_LABELS, "themes", "*", "lead")
    countries, themes = list(Country.objects.filter(kind="member")), list(Theme.objects.all())
    for home in homes():
        locale, code = home.locale, home.language
        with override(code):
            shelf = ensure(
                CountriesPage,
                home,
                locale,
                key="countries",
                slug=COUNTRIES,
                make=lambda: {"title": gettext("Member States")},
            )
            hubs = ensure(
                ThemesPage, home, locale, key="themes", slug=THEMES, make=lambda: {"title": gettext("Themes")}
            )
        for country in countries:
            ensure(
                CountryPage,
                shelf,
                locale,
                key=f"country-{country.code}",
                slug=country.slug,
                make=_country(country, code),
            )
        for theme in themes:
            lead = leads.get(theme.slug, {}).get(code, "")
            ensure(ThemePage, hubs, locale, key=f"theme-{theme.slug}", slug=theme.slug, make=_theme(theme, code, lead))
        _information(home)


def _country(country: Country, code: str) -> Callable[[], dict[str, Any]]:
    title = country.formal_name.get(code) or country.formal_name.get("en") or country.code
    return lambda: {"title": title, "country": country}


def _theme(theme: Theme, code: str, lead: str) -> Callable[[], dict[str, Any]]:
    return lambda: {"title": theme.label.get(code) or theme.label["en"], "theme": theme, "lead": lead}


def _information(home: HomePage) -> None:
    for slug in INFORMATION:
        path = _INFORMATION_FOLDER / home.language / f"{slug}.md"
        if not path.is_file():
            continue
        _start, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
        facts = yaml.safe_load(front)
        ensure(
            InformationPage,
            home,
            home.locale,
            key=f"information-{slug}",
            slug=slug,
            make=lambda facts=facts, body=body: {  # type: ignore[misc]
                "title": facts["title"],
                "lead": facts.get("description", ""),
                "body": from_markdown(f"\n{body}".replace("\n## ", "\n### ")),
                "search_description": facts.get("description", ""),
            },
        )
