"""What refers to what, for the administration's *used by*: left out while many pages are made, and then made at once.

Wagtail queues a task for each save of each page. Setting up a portal makes hundreds of pages; one task at the end says
the same.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.db import connection, transaction
from django_tasks import task
from wagtail.models import ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

BATCH = 20
#: Between batches, for whoever waits to write.
PAUSE_SECONDS = 0.03


@task()
def rebuild_references() -> None:
    """Bring the index of references in line with everything there is, a few things a transaction.

    Wagtail's own command does it in one, and with thousands of publications nobody could write for minutes.
    """
    for model in apps.get_models():
        if not ReferenceIndex.is_indexed(model):
            continue
        keys = list(model._default_manager.order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(keys), BATCH):
            with transaction.atomic():
                for item in model._default_manager.filter(pk__in=keys[start : start + BATCH]):
                    ReferenceIndex.create_or_update_for_object(item)
            if not connection.in_atomic_block:
                time.sleep(PAUSE_SECONDS)


@contextmanager
def one_rebuild_for_all() -> Iterator[None]:
    """Queue one rebuild for everything that is saved inside."""
    with disable_reference_index_auto_update():
        yield
    with transaction.atomic():
        rebuild_references.enqueue()
