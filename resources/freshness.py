"""Keeps the index true when a word publications are marked with changes its code, or goes.

Labels are not in the index, codes are. Both happen rarely, and always inside the transaction of the change itself.
"""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save, pre_delete, pre_save

from portal import indexing
from portal.glossary.models import Audience, Provision, Theme, VictimGroup
from portal.members.models import Body
from resources.models import PublicationPage

#: What publications are marked with: the field of the publication, and the code the index holds.
_MARKED_WITH: dict[type[Any], tuple[str, str]] = {
    Theme: ("themes", "slug"),
    Audience: ("audiences", "slug"),
    VictimGroup: ("victim_groups", "slug"),
    Provision: ("provisions", "code"),
    Body: ("bodies", "slug"),
}


def connect() -> None:
    """Connect the signals, once, at start."""
    for model in _MARKED_WITH:
        name = model._meta.label_lower
        pre_save.connect(_note_code, sender=model, dispatch_uid=f"resources.note.{name}")
        post_save.connect(_code_changed, sender=model, dispatch_uid=f"resources.saved.{name}")
        pre_delete.connect(_note_publications, sender=model, dispatch_uid=f"resources.going.{name}")
        post_delete.connect(_gone, sender=model, dispatch_uid=f"resources.gone.{name}")


def _marked(word: Any) -> list[int]:
    field, _code = _MARKED_WITH[type(word)]
    return list(PublicationPage.objects.filter(**{field: word.pk}).values_list("pk", flat=True))


def _note_code(instance: Any, raw: bool = False, **_kwargs: Any) -> None:
    _field, code = _MARKED_WITH[type(instance)]
    present = type(instance)._default_manager.filter(pk=instance.pk).values_list(code, flat=True).first()
    instance._moved = not raw and present is not None and present != getattr(instance, code)


def _code_changed(instance: Any, **_kwargs: Any) -> None:
    if getattr(instance, "_moved", False):
        for pk in _marked(instance):
            indexing.changed(f"page:{pk}")


def _note_publications(instance: Any, **_kwargs: Any) -> None:
    instance._marked_publications = _marked(instance)


def _gone(instance: Any, **_kwargs: Any) -> None:
    for pk in instance._marked_publications:
        indexing.changed(f"page:{pk}")
