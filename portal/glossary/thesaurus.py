"""The terms of all concepts, for whoever expands a query by them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max

from portal.glossary.models import Concept, Synonym


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


def stamp() -> tuple[datetime | None, int, int]:
    """What changes whenever any concept or synonym does; one short query each."""
    of_concepts = Concept.objects.aggregate(last=Max("changed_at"), count=Count("pk"))
    of_synonyms = Synonym.objects.aggregate(last=Max("pk"), count=Count("pk"))
    return of_concepts["last"], of_concepts["count"], (of_synonyms["last"] or 0) * 100_000 + of_synonyms["count"]
