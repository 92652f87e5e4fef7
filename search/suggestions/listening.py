"""Where a change of the glossary reaches the suggestions: in its transaction, never after it."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save

from portal.glossary.models import Concept, Synonym
from search.suggestions import terms

#: The step of setting up that comes right after the concepts, which are written many at once and tell nobody.
STEP_NAME, STEP_ORDER = "suggested terms", 46


def on_concept(instance: Concept, **_told: Any) -> None:
    """A concept was saved or deleted."""
    terms.refresh(instance.pk)


def on_synonym(instance: Synonym, **_told: Any) -> None:
    """A synonym came, changed or went."""
    terms.refresh(instance.concept_id)


def listen() -> None:
    """Listen to the glossary."""
    for signal in (post_save, post_delete):
        signal.connect(on_concept, sender=Concept, dispatch_uid=f"suggestions.concept.{id(signal)}")
        signal.connect(on_synonym, sender=Synonym, dispatch_uid=f"suggestions.synonym.{id(signal)}")
