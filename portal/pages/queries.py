"""Reads of pages: the languages there are, and what exists elsewhere of an address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import unquote, urlsplit

from wagtail.models import Page

from portal import access
from portal.languages import BY_CODE, LANGUAGES
from portal.viewer import Viewer


def language_labels(_language: str) -> Mapping[str, str]:
    """Every language under its own name; the same in every interface."""
    return {language.code: language.own_name for language in LANGUAGES}


def same_address_elsewhere(path_components: Sequence[str], viewer: Viewer) -> list[Page]:
    """The pages other languages have under an address, as far as this viewer may read them.

    Addresses differ by the language at their head alone, so the page of the same address is the same page.
    """
    if not path_components:
        return []
    tail = "/".join(path_components)
    paths = [f"/{home_slug(language.code)}/{tail}/" for language in LANGUAGES]
    found = access.visible_to(Page.objects.filter(url_path__in=paths), viewer).select_related("locale")
    order = {language.code: place for place, language in enumerate(LANGUAGES)}
    return sorted(found, key=lambda page: order.get(page.locale.language_code, 99))


def home_slug(code: str) -> str:
    """The slug of a language's home page; it never shows in an address."""
    return f"home-{code}"


def page_at(address: str) -> Any:
    """The page an address leads to, whoever may read it; None where there is none."""
    language, *parts = [part for part in unquote(urlsplit(address.strip()).path).split("/") if part] or [""]
    if language not in BY_CODE:
        return None
    page = Page.objects.filter(url_path="/".join(["", home_slug(language), *parts, ""])).first()
    return page.specific if page else None
