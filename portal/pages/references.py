"""What refers to what, for the administration's *used by*: left out while many pages are made, and then made at once.

Wagtail queues a task for each save of each page. Setting up a portal makes hundreds of pages; one task at the end says
the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db import transaction
from django_tasks import task
from wagtail.signal_handlers import disable_reference_index_auto_update


@task()
def rebuild_references() -> None:
    """Make the index of references anew."""
    call_command("rebuild_references_index", verbosity=0)


@contextmanager
def one_rebuild_for_all() -> Iterator[None]:
    """Queue one rebuild for everything that is saved inside."""
    with disable_reference_index_auto_update():
        yield
    with transaction.atomic():
        rebuild_references.enqueue()
