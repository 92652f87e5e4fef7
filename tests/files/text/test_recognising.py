"""Pages that are only pictures are read by tesseract, where the setting asks for it and it is installed."""

from __future__ import annotations

import shutil
import stat
from pathlib import Path
from typing import Any

import pytest

from portal.files.models import FilePage
from portal.files.text import recognising
from portal.languages import BY_CODE
from portal.work.running import run_waiting
from tests.files.conftest import TakeIn
from tests.files.samples import pdf, picture

pytestmark = pytest.mark.django_db

SENTENCE = "The victims of trafficking are not to be held to account for what they were made to do."
#: Speaks tesseract's language: lists its data, and reads from every picture the same, with the languages it was told.
_PROGRAM = f"""#!/bin/sh
if [ "$1" = --list-langs ]; then printf 'List of available languages (3):\\neng\\nkhm\\nosd\\n'; exit; fi
test -s "$1" || exit 1
printf '{SENTENCE} (%s)\\n\\f' "$4"
"""


@pytest.fixture
def tesseract(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program in the place of tesseract."""
    path = tmp_path / "tesseract"
    path.write_text(_PROGRAM)
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    settings.FILES_RECOGNISE = True
    real = shutil.which
    monkeypatch.setattr(shutil, "which", lambda name: str(path) if name == "tesseract" else real(name))
    return path


class RecognitionTests:
    def test_only_pages_without_text_are_read(self, tesseract: Path, take_in: TakeIn) -> None:
        document = take_in(pdf([SENTENCE, "", ""]))
        pages = list(document.text_pages.all())
        assert [page.recognised for page in pages] == [False, True, True]
        assert pages[0].text == SENTENCE
        assert pages[2].text == f"{SENTENCE} (eng)", "in the language of the rest"
        assert document.quality is not None and document.quality > 0.9

    def test_a_scan_is_read_with_all_languages_until_one_is_known(self, tesseract: Path, take_in: TakeIn) -> None:
        document = take_in(pdf([""] * (recognising.PAGES_A_TASK + 2)))
        said = list(document.text_pages.values_list("text", flat=True))
        assert said == [f"{SENTENCE} (eng+khm)"] + [f"{SENTENCE} (eng)"] * (recognising.PAGES_A_TASK + 1)
        assert document.guessed_language == "en"

    def test_a_confirmed_language_is_asked_for(self, tesseract: Path, take_in: TakeIn) -> None:
        document = take_in(picture(), "poster.png", language="km")
        assert document.text_pages.get().text == f"{SENTENCE} (khm)"

    def test_pages_it_cannot_read_are_tried_once(self, tesseract: Path, take_in: TakeIn) -> None:
        tesseract.write_text(_PROGRAM.replace("test -s", "exit 9; test -s"))
        document = take_in(pdf(["", ""]))
        assert FilePage.objects.filter(recognised=True, text="").count() == 2
        assert not recognising.is_wanted(document.pk)
        assert run_waiting() == 0

    def test_it_is_left_out_unless_the_setting_asks_for_it(
        self, tesseract: Path, take_in: TakeIn, settings: Any
    ) -> None:
        settings.FILES_RECOGNISE = False
        document = take_in(pdf([""]))
        assert document.text_pages.get().recognised is False

    def test_every_language_of_the_portal_has_its_data(self) -> None:
        assert set(recognising.TESSERACT_CODES) == set(BY_CODE)
