"""Tesseract is asked for the languages it has data for."""

from __future__ import annotations

import shutil
import stat
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw, ImageFont

from portal.files.text.tesseract import TESSERACT_CODES, Tesseract, tesseract
from portal.languages import BY_CODE


def test_every_language_of_the_portal_has_its_data() -> None:
    assert set(TESSERACT_CODES) == set(BY_CODE)


def test_data_installed_meanwhile_are_seen(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "tesseract"
    settings.FILES_RECOGNISE = True
    monkeypatch.setattr(shutil, "which", lambda name: str(path))
    for data in ("osd", "osd\\nlao"):
        path.write_text(f"#!/bin/sh\nprintf 'List of available languages (9):\\n{data}\\n'\n")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        found = tesseract()
        assert found == (Tesseract(str(path), frozenset({"lao"})) if "lao" in data else None)


def test_the_real_program_reads_a_picture_where_it_is_installed(tmp_path: Path, settings: Any) -> None:
    settings.FILES_RECOGNISE = True
    program = tesseract()
    if program is None or not program.can_read("en"):
        pytest.skip("tesseract is not installed (Debian's package is called tesseract-ocr)")
    sentence = "The victims are not to be punished for what they were made to do."
    drawn = Image.new("L", (1500, 200), 255)
    ImageDraw.Draw(drawn).text((60, 70), sentence, fill=0, font=ImageFont.load_default(40))
    drawn.save(tmp_path / "sentence.png")
    assert program.tell(tmp_path / "sentence.png") == "en"
    assert program.read(tmp_path / "sentence.png", "en") == sentence
