"""Keeps the index beside the writes that no ``save()`` of ours sees.

Unpublish, expiry and move save the base ``Page``; a delete reaches every descendant one by one; a marking changes
without any page being saved. Each of these happens inside a transaction, and so does what is done here.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models.signals import post_delete, post_save
from wagtail.models import Page

from portal import indexing
from portal.markings.actions import marking_changed


def connect() -> None:
    """Connect the signals, once, at start."""
    post_save.connect(_base_page_saved, sender=Page, dispatch_uid="pages.base_page_saved")
    post_delete.connect(_base_page_deleted, sender=Page, dispatch_uid="pages.base_page_deleted")
    marking_changed.connect(_marking_changed, dispatch_uid="pages.marking_changed")


def _base_page_saved(instance: Page, created: bool, **_kwargs: Any) -> None:
    # Also sent inside a specific page's save, before its own tables are written: then the row follows by itself.
    if type(instance) is Page and not created:
        indexing.changed(f"page:{instance.pk}")


def _base_page_deleted(instance: Page, **_kwargs: Any) -> None:
    indexing.changed(f"page:{instance.pk}")


def _marking_changed(group: UUID, **_kwargs: Any) -> None:
    # In the order in which everybody holds them, so that two who change several do not wait in a circle.
    for pk in list(Page.objects.filter(translation_key=group).order_by("pk").values_list("pk", flat=True)):
        indexing.changed(f"page:{pk}")
