"""The two sheets send each character to one file, and the build is done once."""

from __future__ import annotations

import re
from collections import Counter
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import override_settings

from portal.fonts import building
from portal.fonts.characters import JOINERS, LATIN_BESIDE_CHINESE, unicode_range
from portal.fonts.cutting import cut
from portal.fonts.faces import NAMES

RULE = re.compile(
    r'font-family:"(?P<family>[^"]+)";font-weight:(?P<weight>\d+);'
    r".*?url\((?P<file>[^)]+)\).*?unicode-range:(?P<range>[^}]+)}"
)


def rules(sheet: Path) -> list[dict[str, str]]:
    return [found.groupdict() for found in RULE.finditer(sheet.read_text())]


def expanded(ranges: str) -> set[int]:
    """The characters named by a ``unicode-range``."""
    found: set[int] = set()
    for part in ranges.split(","):
        first, _, last = part.strip().removeprefix("U+").partition("-")
        found.update(range(int(first, 16), int(last or first, 16) + 1))
    return found


class FullSheetTests:
    """``fonts.css`` names every file once for its characters."""

    def test_every_rule_names_a_file_that_lies_beside_the_sheet(self, fonts: Path) -> None:
        named = {rule["file"] for rule in rules(fonts / "fonts.css")}
        assert named == {file.name for file in fonts.glob("*.woff2")}

    def test_text_is_readable_before_its_font_has_come(self, fonts: Path) -> None:
        text = (fonts / "fonts.css").read_text()
        assert text.count("font-display:swap") == text.count("@font-face")

    @pytest.mark.parametrize("weight", ["400", "700"])
    def test_only_joiners_belong_to_more_than_one_script(self, fonts: Path, weight: str) -> None:
        seen = Counter(
            character
            for rule in rules(fonts / "fonts.css")
            if rule["weight"] == weight and rule["family"].startswith("Noto Sans")
            for character in expanded(rule["range"])
        )
        assert {character for character, times in seen.items() if times > 1} <= JOINERS

    def test_chinese_keeps_its_own_quotation_marks(self, fonts: Path) -> None:
        beside = [rule for rule in rules(fonts / "fonts.css") if rule["family"] == "Balai Latin"]
        assert len(beside) == 2
        assert not any(expanded(rule["range"]) & {0x201C, 0x201D, 0x2026} for rule in beside)
        assert ord("A") in LATIN_BESIDE_CHINESE

    def test_ranges_are_written_short(self) -> None:
        assert unicode_range({0x20, 0x21, 0x22, 0x41}) == "U+20-22, U+41"


class SavingSheetTests:
    """``fonts-saving.css`` holds Burmese and nothing else."""

    def test_a_visitor_who_saves_data_is_sent_burmese_alone(self, fonts: Path) -> None:
        families = {rule["family"] for rule in rules(fonts / "fonts-saving.css")}
        assert families == {"Noto Sans Myanmar", "Balai Names"}
        characters = set().union(*(expanded(rule["range"]) for rule in rules(fonts / "fonts-saving.css")))
        assert all(0x1000 <= one <= 0x109F for one in characters - JOINERS)


class BuildTests:
    """The build is skipped when nothing changed, and never leaves half a folder."""

    def test_a_second_build_does_nothing(self, fonts: Path) -> None:
        before = (fonts / "fonts.css").stat().st_mtime_ns
        assert not building.build(fonts.parent)
        assert (fonts / "fonts.css").stat().st_mtime_ns == before

    def test_a_build_that_breaks_off_leaves_the_fonts_that_were_there(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        target = tmp_path / building.FOLDER
        target.mkdir()
        (target / "fonts.css").write_text("old")

        def break_off(folder: Path, _told: object) -> None:
            (folder / "fonts.css").write_text("half")
            raise OSError("No space left on device")

        monkeypatch.setattr(building, "_fill", break_off)
        with pytest.raises(OSError, match="No space"):
            building.build(tmp_path)
        assert (target / "fonts.css").read_text() == "old"
        assert [entry.name for entry in tmp_path.iterdir()] == [building.FOLDER]

    def test_a_changed_stamp_replaces_the_whole_folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        target = tmp_path / building.FOLDER
        target.mkdir()
        (target / "gone.woff2").write_bytes(b"")
        monkeypatch.setattr(building, "_fill", lambda folder, told: None)
        assert building.build(tmp_path)
        assert not (target / "gone.woff2").exists()
        assert [entry.name for entry in tmp_path.iterdir()] == [building.FOLDER]

    def test_the_same_cut_is_the_same_file(self, fonts: Path) -> None:
        assert cut(NAMES)[0] == (fonts / f"{NAMES.name}.woff2").read_bytes()

    def test_the_command_says_that_nothing_changed(self, fonts: Path) -> None:
        said = StringIO()
        with override_settings(FONTS_ROOT=fonts.parent):
            call_command("build_fonts", stdout=said)
        assert said.getvalue().startswith("Fonts unchanged")
