"""What the tests of files share: a store that is empty afterwards, and the way of a file to its end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django_tasks_db.models import DBTaskResult

from portal.files.models import PortalDocument
from portal.work.running import run_waiting

FOLDERS = ("documents", "original_images", "images")


def stored_names() -> list[str]:
    """Everything in the store."""
    names: list[str] = []
    for folder in FOLDERS:
        if default_storage.exists(folder):
            names += [f"{folder}/{name}" for name in default_storage.listdir(folder)[1]]
    return names


@pytest.fixture(autouse=True)
def clean_storage() -> Iterator[None]:
    """Leave nothing in the store."""
    yield
    for name in stored_names():
        default_storage.delete(name)


TakeIn = Callable[..., PortalDocument]


@pytest.fixture
def take_in(db: Any) -> TakeIn:
    """Stores a file and lets the worker do with it what it does; the document as it is then."""

    def take(content: bytes, name: str = "paper.pdf", **fields: Any) -> PortalDocument:
        DBTaskResult.objects.all().delete()
        document = PortalDocument(title="Paper", file=ContentFile(content, name=name), **fields)
        document.save()
        run_waiting()
        document.refresh_from_db()
        return document

    return take
