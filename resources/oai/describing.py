"""What is told of a publication in one language, in the fifteen elements of Dublin Core.

Addresses are kept without the host, so that the description is the same through whatever name the portal is asked.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from django.db.models import prefetch_related_objects
from django.utils.translation import override

from portal.files.kinds import kind_of
from portal.files.pipeline.states import CLEAN
from portal.languages import BY_CODE
from portal.marking import Label
from portal.translated import Text, label_in
from resources.citation import PUBLISHER
from resources.indexing import address
from resources.models import PublicationFile, PublicationPage, ResearchBriefPage, ToolPage
from resources.oai.sets import COUNTRY, THEME, TYPE
from resources.types import TRAINING, type_labels

_MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "png": "image/png",
    "jpg": "image/jpeg",
    "webp": "image/webp",
}


@dataclass(frozen=True)
class Element:
    """An element of Dublin Core; ``lang`` is a tag, empty where the text is in no language."""

    name: str
    text: str
    lang: str = ""


@dataclass(frozen=True)
class Description:
    """What is told of one version. ``address`` and ``files`` are paths; versions in other languages are not part."""

    address: str
    elements: tuple[Element, ...]
    files: tuple[str, ...]
    sets: tuple[str, ...]

    def digest(self) -> str:
        """The same as long as the same is told."""
        return hashlib.sha256(json.dumps(asdict(self), ensure_ascii=False).encode()).hexdigest()


def local_of(page: PublicationPage) -> str:
    """The end of the identifier of a version."""
    return f"{page.slug}/{page.language}"


def describe(pages: Iterable[PublicationPage]) -> dict[int, Description]:
    """The descriptions of pages that an anonymous visitor may read, by the number of the page."""
    found = {page.pk: page for page in pages}
    prefetch_related_objects(list(found.values()), "bodies", "themes", "countries")
    authors = dict(ResearchBriefPage.objects.filter(pk__in=found).values_list("pk", "authors"))
    training = set(ToolPage.objects.filter(pk__in=found, is_training=True).values_list("pk", flat=True))
    files: dict[int, list[PublicationFile]] = defaultdict(list)
    carried = PublicationFile.objects.filter(page__in=list(found)).filter(document__state__in=CLEAN)
    for file in carried.select_related("document").order_by("sort_order", "pk"):
        files[file.page_id].append(file)
    return {pk: _described(page, authors.get(pk, ""), pk in training, files.get(pk, [])) for pk, page in found.items()}


def _described(page: PublicationPage, authors: str, training: bool, files: list[PublicationFile]) -> Description:
    tag = page.lang_tag
    code = getattr(page.content_type.model_class(), "type_code", "")
    bodies = [_label(body.name, page.language) for body in page.bodies.all()]
    themes, countries = list(page.themes.all()), list(page.countries.all())
    with override(page.language):
        kind = str(TRAINING) if training else type_labels(page.language)[code]
    kinds = sorted({found.name for file in files if (found := kind_of(file.document.filename))})
    elements = [
        Element("title", page.title, tag),
        *([Element("creator", authors)] if authors else [Element("creator", *body) for body in bodies]),
        *(Element("subject", *_label(theme.label, page.language)) for theme in themes),
        Element("description", "\n".join(filter(None, (page.says, page.do, page.who))), tag),
        Element("publisher", PUBLISHER),
        *(Element("contributor", *body) for body in bodies if authors),
        Element("date", page.issued),
        Element("type", "Text"),
        Element("type", kind, tag),
        *(Element("format", _MEDIA_TYPES[name]) for name in kinds),
        Element("identifier", page.reference),
        Element("source", page.source_url),
        Element("language", tag),
        *(Element("coverage", *_label(country.name, page.language)) for country in countries),
        Element("rights", Label.CLEAR.written),
    ]
    sets = [f"{TYPE}:{code}", *(f"{COUNTRY}:{one.code}" for one in countries), *(f"{THEME}:{t.slug}" for t in themes)]
    # An imported paper may lack some of these.
    said = tuple(element for element in elements if element.text)
    return Description(address(page), said, tuple(file.document.url for file in files), tuple(sorted(sets)))


def _label(labels: dict[str, str], language: str) -> tuple[str, str]:
    """A label and the tag of the language it is really in."""
    found: Text = label_in(labels, language)
    return found.text, BY_CODE[found.language].tag if found.language in BY_CODE else found.language
