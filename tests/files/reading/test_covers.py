"""The first page of a PDF as a small picture, made once and never in the way."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from portal.files.confined.pdf_cover import MOST_BYTES
from portal.files.confined.running import FailedError
from portal.files.models import FileCover, PortalDocument
from portal.files.pipeline import covers
from portal.files.pipeline.states import State
from portal.work.running import run_waiting
from tests.files.conftest import TakeIn
from tests.files.samples import GOOD, pdf

BOOKMARKED = pdf(
    ["First page.", "Second page."],
    catalogue=b"/Outlines 4 0 R",
    objects=[
        b"<</Type/Outlines/First 5 0 R/Last 5 0 R/Count 1>>",
        b"<</Title(A  chapter)/Parent 4 0 R/Dest[12 0 R/Fit]>>",
    ],
)


class CoverTests:
    def test_the_worker_draws_it_small_and_reads_the_bookmarks(self, take_in: TakeIn) -> None:
        document = take_in(BOOKMARKED)
        cover = FileCover.of(document)
        assert cover is not None
        with Image.open(BytesIO(cover.picture)) as picture:
            assert (picture.format, picture.size) == ("WEBP", (cover.width, cover.height))
        assert 0 < len(cover.picture) <= MOST_BYTES
        assert cover.outline == [[2, "A chapter"]]
        assert covers.begin_waiting() == 0, "it is made once"

    def test_a_file_whose_first_page_cannot_be_drawn_is_as_ready_as_any(
        self, take_in: TakeIn, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fails(*_arguments: object, **_limits: object) -> None:
            raise FailedError

        monkeypatch.setattr(covers, "call", fails)
        document = take_in(GOOD["paper.pdf"])
        assert document.state == State.READY
        cover = FileCover.of(document)
        assert cover is not None
        assert not cover.has_picture
        assert covers.begin_waiting() == 0, "it is not tried for ever"

    def test_one_whose_task_was_lost_is_found_and_no_other_kind_of_file_has_one(self, take_in: TakeIn) -> None:
        document, office = take_in(GOOD["paper.pdf"]), take_in(GOOD["paper.docx"], "paper.docx")
        assert FileCover.of(office) is None
        FileCover.objects.all().delete()
        assert (covers.begin_waiting(), covers.begin_waiting()) == (1, 0)
        run_waiting()
        assert FileCover.of(document) is not None

    def test_a_replaced_file_gets_another(self, take_in: TakeIn) -> None:
        document = take_in(GOOD["paper.pdf"])
        PortalDocument.objects.filter(pk=document.pk).update(sha256="0" * 64)
        document.refresh_from_db()
        assert FileCover.of(document) is None
        assert list(covers.waiting()) == [document]
