"""Pages that are only pictures are read by tesseract, where the setting asks for it and it is installed."""

from __future__ import annotations

import shutil
import stat
from pathlib import Path
from typing import Any

import pytest

from portal.files.models import FilePage, PortalDocument
from portal.files.text import recognising
from portal.work.running import run_waiting
from tests.files.conftest import TakeIn
from tests.files.samples import pdf, picture

pytestmark = pytest.mark.django_db

SENTENCE = "The victims of trafficking are not to be held to account for what they were made to do."
KHMER = "មនុស្សមួយចំនួនត្រូវបានជួញដូរ ដើម្បីឱ្យប្រព្រឹត្តបទល្មើសជាប្រយោជន៍ដល់អ្នកដទៃ។"
#: Speaks tesseract's language: lists its data, and reads the English of every picture with whatever data it is told,
#: and Khmer where it is told the data of Khmer and not to look for columns.
_PROGRAM = """#!/bin/sh
if [ "$1" = --list-langs ]; then printf 'List of available languages (3):\\neng\\nkhm\\nosd\\n'; exit; fi
test -s "$1" || exit 1
case "$4 $6" in khm*) printf 'ស ញ ខ';; *) printf '{english}';; esac
case "$4 $6" in khm*6) printf ' {khmer}';; esac
printf ' (%s)\\n\\f' "$4"
"""


@pytest.fixture
def tesseract(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program in the place of tesseract; its pictures are in English."""
    path = tmp_path / "tesseract"
    path.write_text(_PROGRAM.format(english=SENTENCE, khmer=""))
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    settings.FILES_RECOGNISE = True
    real = shutil.which
    monkeypatch.setattr(shutil, "which", lambda name: str(path) if name == "tesseract" else real(name))
    return path


def in_khmer(tesseract: Path) -> None:
    """Let the pictures be in Khmer: whoever reads them as English sees stray letters."""
    tesseract.write_text(_PROGRAM.format(english="Ifmnyfj mnGSgmtS wjG2 ghtfw mmhGmS", khmer=KHMER))


class RecognitionTests:
    def test_only_pages_without_text_are_read(self, tesseract: Path, take_in: TakeIn) -> None:
        document = take_in(pdf([SENTENCE, "", ""]))
        pages = list(document.text_pages.all())
        assert [page.recognised for page in pages] == [False, True, True]
        assert pages[0].text == SENTENCE
        assert pages[2].text == f"{SENTENCE} (eng)", "in the language of the rest"
        assert document.quality is not None and document.quality > 0.9

    def test_a_scan_without_a_language_is_read_in_the_one_it_looks_like(self, tesseract: Path, take_in: TakeIn) -> None:
        in_khmer(tesseract)
        document = take_in(pdf([""] * (recognising.PAGES_A_TASK + 1)))
        said = set(document.text_pages.values_list("text", flat=True))
        assert said == {f"ស ញ ខ {KHMER} (khm+eng)"}, "as one column, which says more, and with English for names"
        assert document.guessed_language == "km"

    def test_a_picture_that_looks_like_no_language_keeps_no_stray_letters(
        self, tesseract: Path, take_in: TakeIn
    ) -> None:
        tesseract.write_text(_PROGRAM.format(english="Ifmnyfj mnGSgmtS wjG2 ghtfw mmhGmS", khmer=""))
        page = take_in(picture(), "poster.png").text_pages.get()
        assert (page.text, page.recognised) == ("", True)

    def test_a_language_said_later_is_read_again(self, tesseract: Path, take_in: TakeIn) -> None:
        document = take_in(picture(), "poster.png", language="en")
        assert SENTENCE in document.text_pages.get().text
        in_khmer(tesseract)
        document.language = "km"
        document.save()
        assert SENTENCE in document.text_pages.get().text, "by the worker, not in the request"
        run_waiting()
        assert KHMER in document.text_pages.get().text

    def test_pages_it_cannot_read_are_tried_once(self, tesseract: Path, take_in: TakeIn) -> None:
        tesseract.write_text(_PROGRAM.replace("test -s", "exit 9; test -s"))
        document = take_in(pdf(["", ""]))
        assert FilePage.objects.filter(recognised=True, text="").count() == 2
        assert not recognising.is_wanted(document.pk)
        assert run_waiting() == 0


class AbsenceTests:
    def test_it_is_left_out_unless_the_setting_asks_for_it(
        self, tesseract: Path, take_in: TakeIn, settings: Any
    ) -> None:
        settings.FILES_RECOGNISE = False
        document = take_in(pdf([""]))
        assert document.text_pages.get().recognised is False

    def test_without_the_data_of_a_language_the_file_says_so_and_waits(self, tesseract: Path, take_in: TakeIn) -> None:
        document = take_in(pdf([""]), language="th")
        assert (document.state, document.text_facts[recognising.MISSING]) == ("ready", "th")
        assert document.text_pages.get().recognised is False, "nor is it read with the data of another language"
        tesseract.write_text(_PROGRAM.format(english=SENTENCE, khmer="").replace("khm", "tha"))
        assert recognising.begin_recognising() == 1
        assert recognising.begin_recognising() == 0, "it has its task"
        run_waiting()
        held = PortalDocument.objects.get(pk=document.pk)
        assert recognising.MISSING not in held.text_facts
        assert held.text_pages.get().recognised is True
