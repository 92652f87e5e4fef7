"""Papers made by hand: a file whose text has been taken, page by page, and the publication that carries it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from portal.files import text_changes
from portal.files.models import FilePage, PortalDocument
from portal.files.pipeline.states import State
from portal.work.running import run_waiting
from resources.models import PublicationFile, PublicationPage
from tests.files.samples import GOOD

PutUp = Callable[..., PortalDocument]
Carry = Callable[..., None]


@pytest.fixture(autouse=True)
def clean_storage() -> Iterator[None]:
    """Leave no file in the store."""
    yield
    for name in default_storage.listdir("documents")[1] if default_storage.exists("documents") else []:
        default_storage.delete(f"documents/{name}")


@pytest.fixture
def put_up(portal: None) -> PutUp:
    """Makes a file of so many pages; its text is taken, but nothing carries it yet."""

    def make(texts: Sequence[str], language: str = "en", name: str = "paper.pdf") -> PortalDocument:
        document = PortalDocument(title="Paper", file=ContentFile(GOOD[name], name=name), language=language)
        document.save()
        give_text(document, texts)
        return document

    return make


def give_text(document: PortalDocument, texts: Sequence[str]) -> None:
    """Let this be the text of a file, in one transaction, as the worker does it."""
    pages = [FilePage(document=document, number=number, text=text) for number, text in enumerate(texts, start=1)]
    with transaction.atomic():
        FilePage.objects.filter(document=document).delete()
        FilePage.objects.bulk_create(pages)
        PortalDocument.objects.filter(pk=document.pk).update(state=State.READY, quality=1.0)
        text_changes.changed(document.pk)


@pytest.fixture
def carry() -> Carry:
    """Lets a publication carry files, and the worker do what waits."""

    def publish(page: PublicationPage, *documents: PortalDocument, **fields: Any) -> None:
        page.files = [PublicationFile(document=document, language="en", **fields) for document in documents]
        page.save()
        run_waiting()

    return publish
