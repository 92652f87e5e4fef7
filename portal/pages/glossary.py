"""The glossary for readers: an index of terms in their language, and a page for each concept."""

from __future__ import annotations

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language

from portal.glossary.alphabet import letter_of, sort_key
from portal.glossary.groups import ConceptGroup
from portal.glossary.models import Concept
from portal.languages import LANGUAGES
from portal.pages import sections
from portal.translated import label_in


def index(request: HttpRequest) -> HttpResponse:
    """Every term of the reader's language under its letter; Chinese terms under their group."""
    entries = sorted(((label_in(concept.term).text, concept) for concept in Concept.objects.all()), key=_by_term)
    if get_language() == "zh-hans":
        order = list(ConceptGroup.values)
        entries.sort(key=lambda entry: order.index(entry[1].group))
        groups = [(ConceptGroup(name).label, list(rows)) for name, rows in groupby(entries, lambda row: row[1].group)]
    else:
        groups = [(letter, list(rows)) for letter, rows in groupby(entries, lambda row: letter_of(row[0]))]
    return render(request, "pages/concepts.html", {"groups": groups, "total": len(entries)})


def _by_term(entry: tuple[str, Concept]) -> str:
    return sort_key(entry[0])


def concept(request: HttpRequest, slug: str) -> HttpResponse:
    """Term, plain definition, the other ways it is written, the other languages, and what it finds."""
    found = get_object_or_404(Concept, slug=slug)
    synonyms: dict[str, list[str]] = {}
    for synonym in found.synonyms.all():
        synonyms.setdefault(synonym.language, []).append(synonym.text)
    here = get_language() or "en"
    context = {
        "concept": found,
        "term": label_in(found.term),
        "also": synonyms.get(here, []),
        "others": [
            {"language": language, "term": found.term[language.code], "also": synonyms.get(language.code, [])}
            for language in LANGUAGES
            if language.code != here and found.term.get(language.code)
        ],
        "neighbours": Concept.objects.filter(group=found.group).exclude(pk=found.pk),
        "sections": sections.sections_for("concept", request, found),
    }
    return render(request, "pages/concept.html", context)
