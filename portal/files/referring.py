"""Which stored files nothing refers to: no row, no text of a page, and no draft that was not published yet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, ManyToOneRel, Model, OuterRef, Q, QuerySet
from wagtail.models import Page, ReferenceIndex

#: What is made of a file, or tells of it, and goes with it.
_OWN = {"files.filecover", "files.filepage", "files.formerversion", "files.portalrendition", "taggit.taggeditem"}
File = TypeVar("File", bound=Model)


def unused(files: QuerySet[File]) -> QuerySet[File]:
    """Those of these documents or images that nothing refers to."""
    model = files.model
    found = files.filter(_no_row(model))
    kept = set(_in_texts(model, found)) if found.exists() else set()
    return found.exclude(pk__in=kept)


def _no_row(model: type[Model]) -> Q:
    """No row of any model leads to it. This is asked of the database itself, which knows of every row at once."""
    free = Q()
    # Hidden ones too: a relation that nobody follows back is one all the same.
    for relation in model._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ManyToOneRel) or relation.related_model._meta.label_lower in _OWN:
            continue
        other: Any = relation.related_model
        free &= Q(~Exists(other._base_manager.filter(**{relation.field.name: OuterRef("pk")})))
    return free


def _in_texts(model: type[Model], found: QuerySet[Any]) -> Iterator[int]:
    """The numbers of those that texts refer to, as they are published and as they are drafted."""
    kind = ContentType.objects.get_for_model(model)
    asked = {str(pk) for pk in found.values_list("pk", flat=True)}
    noted = ReferenceIndex.objects.filter(to_content_type=kind).exclude(_of_the_files())
    yield from (int(key) for key in noted.values_list("to_object_id", flat=True).distinct() if key in asked)
    # The references of a page are noted by a task, and those of its draft by nobody.
    for page in Page.objects.filter(Q(has_unpublished_changes=True) | Q(live=False)).iterator():
        draft = page.get_latest_revision_as_object()
        for to_kind, key, *_path in ReferenceIndex._extract_references_from_object(draft):
            if to_kind == kind.pk and str(key) in asked:
                yield int(key)


def _of_the_files() -> Q:
    """References that files have to one another."""
    labels = [label.split(".") for label in _OWN]
    return Q(content_type__in=[kind for kind in ContentType.objects.all() if [kind.app_label, kind.model] in labels])
