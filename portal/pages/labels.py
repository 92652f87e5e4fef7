"""Pages carry TLP:CLEAR and TLP:GREEN only: everybody in their administration may read them.

A stricter label would keep a page from all readers and from none of those who edit; such a text belongs elsewhere.
"""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import ValidationError
from wagtail.models import Page

from portal.marking import PAGE_LABELS, Label
from portal.markings.models import Marking


def only_page_labels(group: UUID, label: Label) -> None:
    """Raise ValidationError when pages are kept under a group that is to get a label pages may not carry."""
    if label not in PAGE_LABELS and Page.objects.filter(translation_key=group).exists():
        raise ValidationError(
            f"A page carries TLP:CLEAR or TLP:GREEN. Take the page down: a text that is {label.written} does not"
            " belong in this administration."
        )


def pages_beyond() -> int:
    """How many pages lie under a label that pages may not carry; nobody reads them, but editors could."""
    stricter = Marking.objects.exclude(label__in=[label.value for label in PAGE_LABELS])
    return int(Page.objects.filter(translation_key__in=stricter.values("group")).count())
