"""What a reader is shown of the things that posts point to: only of those they may read themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import get_language
from wagtail.models import Page

from dialogues.threads.linking.pointing import Pointer
from portal import indexing
from portal.glossary.models import Provision
from portal.indexing import Hit
from portal.languages import BY_CODE
from portal.pages.queries import home_slug
from portal.viewer import Viewer


@dataclass(frozen=True)
class Card:
    """A thing somebody may read: its address and title, the language of the title, its kind, and its label if any."""

    url: str
    title: str
    language: str
    said: str
    marking: str = ""


def cards_for(viewer: Viewer, pointers: Iterable[Pointer]) -> Mapping[Pointer, Card]:
    """The things that a viewer may read now, in their language where it exists; of the others there is nothing."""
    wanted = set(pointers)
    return {**_pages(viewer, wanted), **_provisions(wanted)}


def _provisions(wanted: set[Pointer]) -> dict[Pointer, Card]:
    codes = [one.code for one in wanted if one.kind == "provision"]
    if not codes:
        return {}
    language = get_language() or "en"
    return {
        Pointer("provision", one.code): Card(one.get_absolute_url(), one.cited(), language, "")
        for one in Provision.objects.filter(code__in=codes).select_related("instrument")
    }


def _pages(viewer: Viewer, wanted: set[Pointer]) -> dict[Pointer, Card]:
    """Pages by their address in any language, publications by their number wherever they lie in the tree."""
    slugs = {one.code: one for one in wanted if one.kind == "publication"}
    paths = {
        f"/{home_slug(code)}/{one.code}/": one for one in wanted if one.kind == "page" and one.code for code in BY_CODE
    }
    if not slugs and not paths:
        return {}
    rows = Page.objects.filter(Q(slug__in=slugs) | Q(url_path__in=paths)).values_list("pk", "slug", "url_path")
    by_key = {f"page:{pk}": paths.get(path) or slugs[slug] for pk, slug, path in rows}
    best: dict[Pointer, Hit] = {}
    for key, hit in indexing.hits_for(viewer, by_key).items():
        pointer = by_key[key]
        if pointer not in best or _rank(hit) < _rank(best[pointer]):
            best[pointer] = hit
    return {
        pointer: Card(hit.url, hit.title, hit.language, hit.reference or hit.type_label, hit.marking)
        for pointer, hit in best.items()
    }


def _rank(hit: Hit) -> tuple[bool, bool, str]:
    """The reader's language first, then English, then whatever there is."""
    return (hit.language != get_language(), hit.language != "en", hit.language)
