"""A file with pages of text, carried by a publication, as it is when the worker is done with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from portal.files.models import FilePage, PortalDocument
from portal.files.pipeline.states import State
from portal.marking import Label
from resources.models import PublicationFile
from tests.conftest import MakePublication
from tests.files.samples import GOOD
from tests.files.test_serving import put_up

MakeFile = Callable[..., PortalDocument]


@pytest.fixture
def make_file(make_publication: MakePublication) -> MakeFile:
    """Makes a file of these pages; a page is a text, or a heading with its text."""

    def make(
        texts: Sequence[str | tuple[str, str]],
        *,
        name: str = "paper.pdf",
        label: Label | None = Label.CLEAR,
        reference: str = "T-2026-101",
        recognised: bool = False,
        **fields: object,
    ) -> PortalDocument:
        document = put_up(name, GOOD[name])
        FilePage.objects.bulk_create(
            FilePage(document=document, number=number, heading=head, text=text, recognised=recognised)
            for number, (head, text) in enumerate((("", text) if isinstance(text, str) else text for text in texts), 1)
        )
        known = {"state": State.READY, "quality": 1.0, "language": "km", "pages": len(texts), **fields}
        PortalDocument.objects.filter(pk=document.pk).update(**known)
        document.refresh_from_db()
        if label is not None:
            page = make_publication(reference, label=label)
            page.files = [PublicationFile(document=document, language="km")]
            page.save()
        return document

    return make
