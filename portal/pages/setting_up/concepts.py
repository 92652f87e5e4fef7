"""The concepts of the thesaurus, from one file a language."""

from __future__ import annotations

from pathlib import Path

from portal.glossary.models import Concept, Synonym
from portal.pages.setting_up.label_files import filled, joined, read

FOLDER = Path(__file__).resolve().parent.parent.parent / "glossary" / "concepts"


def concepts() -> None:
    """Make the concepts that are missing, and fill in the languages staff have not written."""
    files = read(FOLDER)
    terms, definitions = joined(FOLDER, "*", "term"), joined(FOLDER, "*", "definition")
    present = Concept.objects.in_bulk(field_name="slug")
    new = [
        Concept(slug=slug, group=entry["group"], term=terms[slug], definition=definitions.get(slug, {}))
        for slug, entry in files.get("en", {}).items()
        if slug not in present
    ]
    Concept.objects.bulk_create(new)
    for slug, concept in present.items():
        term = filled(concept.term, terms.get(slug, {}))
        definition = filled(concept.definition, definitions.get(slug, {}))
        if (term, definition) != (concept.term, concept.definition):
            concept.term, concept.definition = term, definition
            concept.save()
    _synonyms({concept.slug for concept in new})


def _synonyms(new: set[str]) -> None:
    """Synonyms come with a new concept or a language that has none yet; what staff removed stays removed."""
    by_slug = Concept.objects.in_bulk(field_name="slug")
    languages = set(Synonym.objects.values_list("language", flat=True).distinct())
    rows = [
        Synonym(concept=by_slug[slug], language=language, text=" ".join(str(text).split()))
        for language, entries in read(FOLDER).items()
        for slug, entry in entries.items()
        if slug in by_slug and (slug in new or language not in languages)
        for text in dict.fromkeys(entry.get("also") or [])
    ]
    Synonym.objects.bulk_create(rows, ignore_conflicts=True)
