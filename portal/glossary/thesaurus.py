"""The terms of all concepts, for whoever expands a query by them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection

from portal.glossary.models import Concept, Synonym

_STAMP = (
    "SELECT (SELECT MAX(changed_at) FROM glossary_concept), (SELECT COUNT(*) FROM glossary_concept),"
    " (SELECT MAX(id) FROM glossary_synonym), (SELECT COUNT(*) FROM glossary_synonym)"
)


@dataclass(frozen=True)
class ConceptTerms:
    """A concept with its terms by language, the preferred one first."""

    slug: str
    terms: tuple[tuple[str, str], ...]
    """(language code, term) pairs."""


def concepts() -> Iterator[ConceptTerms]:
    """Every concept with all its terms, in two queries."""
    synonyms: dict[int, list[tuple[str, str]]] = {}
    for pk, language, text in Synonym.objects.values_list("concept_id", "language", "text"):
        synonyms.setdefault(pk, []).append((language, text))
    for pk, slug, term in Concept.objects.values_list("pk", "slug", "term"):
        yield ConceptTerms(slug, (*((code, text) for code, text in term.items() if text), *synonyms.get(pk, [])))


def stamp() -> tuple[object, ...]:
    """What changes whenever a concept is saved or a synonym comes or goes; one short query, asked with every search."""
    with connection.cursor() as cursor:
        cursor.execute(_STAMP)
        return tuple(cursor.fetchone())
