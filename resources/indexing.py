"""What is found of a publication, and what a result shows of it."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING

from django.utils.html import strip_tags
from django.utils.translation import get_language

from portal import access
from portal.indexing import Hit, IndexRecord
from portal.languages import BY_CODE
from portal.marking import Label
from portal.markings.models import Marking
from portal.translated import label_in
from portal.viewer import Viewer
from resources.types import SPINES, TYPES

if TYPE_CHECKING:
    from resources.models import PublicationPage


#: The facets that tell what a publication is about, and the field of each.
SUBJECTS = {
    "country": "countries",
    "theme": "themes",
    "provision": "provisions",
    "audience": "audiences",
    "victim_group": "victim_groups",
    "body": "bodies",
}
# What of a word the index holds; of the others the slug.
_CODE = {"country": "code", "provision": "code"}
_ORDER = {code: place for place, code in enumerate(BY_CODE)}


def plain(html: str) -> str:
    """The text of HTML, a line for each block."""
    return unescape(strip_tags(html.replace("</p>", "</p>\n").replace("</li>", "</li>\n").replace("<br", "\n<br")))


def record_of(page: PublicationPage, label: str) -> IndexRecord:
    """The index record of a publication under the label of its group."""
    return IndexRecord(
        key=f"page:{page.pk}",
        family=str(page.translation_key),
        partition=Label(label).css,
        language=page.language,
        type=page.type_code,
        title=page.title,
        summary="\n".join((page.says, page.do, page.who)),
        body="\n".join(plain(text) for text in page.search_texts),
        reference=page.reference,
        issued=page.issued_on,
        posted=page.posted,
        updated=page.last_published_at,
        expires=page.expire_at,
        facets={**codes_of(page, page.type_code), "language": (page.language,)},
    )


def codes_of(page: PublicationPage, type_code: str) -> dict[str, tuple[str, ...]]:
    """The codes of a publication by facet, all but its language."""
    marked = {
        facet: tuple(str(getattr(word, _CODE.get(facet, "slug"))) for word in getattr(page, field).all())
        for facet, field in SUBJECTS.items()
    }
    return {**marked, "type": (type_code,)}


def hits(viewer: Viewer, ids: list[int]) -> dict[str, Hit]:
    """The publications among ids that the viewer may read now, ready to be shown.

    The rule is asked in one query over the pages and one over their families, whatever the number of ids.
    """
    from resources.models import PublicationPage

    base = PublicationPage.objects.select_related("locale", "content_type", "toolpage").defer("body", "toolpage__body")
    pages = list(access.visible_to(base.filter(pk__in=ids), viewer).prefetch_related("countries"))
    keys = {page.translation_key for page in pages}
    labels = dict(Marking.objects.filter(group__in=keys).values_list("group", "label"))
    versions: dict[object, list[tuple[str, str]]] = {}
    siblings = access.visible_to(PublicationPage.objects.filter(translation_key__in=keys), viewer)
    # Values, not pages: a family may stand in thirteen languages, and each page would bring its whole text along.
    for key, language, slug in siblings.values_list("translation_key", "locale__language_code", "slug"):
        versions.setdefault(key, []).append((language, address_of(language, slug)))
    # What was closed between these questions is in the first answer and not in the last: nobody is shown it.
    open_still = [page for page in pages if (page.language, address(page)) in versions.get(page.translation_key, ())]
    return {
        f"page:{page.pk}": _hit(page, labels[page.translation_key], versions[page.translation_key])
        for page in open_still
        if page.translation_key in labels
    }


def address(page: PublicationPage) -> str:
    """The address of a publication: its language and its reference, whatever the tree looks like."""
    return address_of(page.language, page.slug)


def address_of(language: str, slug: str) -> str:
    """The address of the publication with this slug in a language."""
    return f"/{language}/publications/{slug}/"


def _place(version: tuple[str, str]) -> int:
    """Where a version stands among others: in the order of the language table."""
    return _ORDER[version[0]]


def _hit(page: PublicationPage, label: str, versions: list[tuple[str, str]]) -> Hit:
    model = page.content_type.model_class()
    training = getattr(getattr(page, "toolpage", None), "is_training", False)
    type_code = getattr(model, "type_code", "")
    return Hit(
        key=f"page:{page.pk}",
        url=address(page),
        title=page.title,
        type=type_code,
        type_label=page.toolpage.type_label if training else str(TYPES[type_code]),
        spine=page.toolpage.spine if training else SPINES[type_code],
        reference=page.reference,
        language=page.language,
        marking=label,
        summary=page.says,
        issued=page.issued_on,
        issued_text=page.issued,
        places=tuple(label_in(country.name, get_language()).text for country in page.countries.all()),
        languages=tuple(sorted((version for version in versions if version[0] != page.language), key=_place)),
    )
