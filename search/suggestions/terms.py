"""The terms that may be suggested: all of the glossary's, in every language, kept true with the glossary."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet

from portal.glossary.models import Concept, Synonym
from search.suggestions.models import Kind, Suggestible
from search.suggestions.rows import Entry, entry_from, keep

#: The term a concept goes by stands before the other ways people write it.
PREFERRED, OTHER = 2, 1


def owner_of(concept: int) -> str:
    """Whose rows the terms of the concept with this number are."""
    return f"concept:{concept}"


def refresh(concept: int) -> None:
    """Bring the terms of one concept in line, in the caller's transaction; of one that is gone none are left."""
    keep({owner_of(concept): [], **_entries(Concept.objects.filter(pk=concept))})


def renew() -> None:
    """Bring the terms of every concept in line, whoever wrote them."""
    with transaction.atomic():
        wrong = _wrong()
        if wrong:
            keep(wrong)


def faults() -> list[str]:
    """A sentence when terms are missing, stale or left over."""
    wrong = _wrong()
    return [f"The terms of {len(wrong)} concepts are suggested wrongly or not at all."] if wrong else []


def _wrong() -> dict[str, list[Entry]]:
    """What should stand of every owner of which something else stands."""
    entries, present = _entries(Concept.objects.all()), dict[str, set[Entry]]()
    for row in Suggestible.objects.filter(kind=Kind.CONCEPT):
        present.setdefault(row.owner, set()).add(entry_from(row))
    owners = [*entries, *(owner for owner in present if owner not in entries)]
    wanted = {owner: entries.get(owner, []) for owner in owners}
    return {owner: texts for owner, texts in wanted.items() if present.get(owner, set()) != set(texts)}


def _entries(concepts: QuerySet[Concept]) -> dict[str, list[Entry]]:
    """Every term of these concepts by owner, each text of a language once."""
    found: dict[str, dict[tuple[str, str], Entry]] = {}
    slugs: dict[int, str] = {}
    for pk, slug, term in concepts.values_list("pk", "slug", "term"):
        slugs[pk] = slug
        found[owner_of(pk)] = {}
        for language, text in term.items():
            _add(found[owner_of(pk)], pk, slug, language, text, PREFERRED)
    for pk, language, text in Synonym.objects.filter(concept__in=concepts).values_list(
        "concept_id", "language", "text"
    ):
        if pk in slugs:
            _add(found[owner_of(pk)], pk, slugs[pk], language, text, OTHER)
    return {owner: list(texts.values()) for owner, texts in found.items()}


def _add(texts: dict[tuple[str, str], Entry], concept: int, slug: str, language: str, text: str, weight: int) -> None:
    plain = " ".join(text.split())
    if plain:
        entry = Entry(
            owner=owner_of(concept), kind=Kind.CONCEPT, family=slug, language=language, text=plain, weight=weight
        )
        texts.setdefault((language, plain), entry)
