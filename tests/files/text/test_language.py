"""The language of a file is guessed from its script, its letters and the words that every page uses."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal.files.text.language import guess, guess_from_name, known_share
from portal.files.text.quality import EXPECTED
from portal.languages import BY_CODE

PAPERS = Path(__file__).resolve().parents[3] / "portal" / "demo" / "publications"
#: Demo papers that are there in many languages.
IN_MANY = ("T-2026-006", "B-2026-013", "G-2026-014", "L-2015-001")


def papers() -> list[tuple[str, str]]:
    """The language and the text of each."""
    found = []
    for reference in IN_MANY:
        for path in sorted((PAPERS / reference).glob("*.md")):
            found.append((path.stem, path.read_text(encoding="utf-8").split("---", 2)[2]))
    return found


class GuessTests:
    @pytest.mark.parametrize(("code", "text"), papers(), ids=lambda value: value if len(value) < 10 else "")
    def test_a_paper_is_known_by_its_text(self, code: str, text: str) -> None:
        assert guess(text).code == code
        assert guess(text).known == pytest.approx(known_share(text, code))

    def test_the_papers_are_in_all_thirteen_languages(self) -> None:
        assert {code for code, _text in papers()} == set(BY_CODE) == set(EXPECTED)

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("Rasmi dan rahsia: kes ini hendaklah dirujuk kerana mangsa ialah kanak-kanak.", "ms"),
            ("Kasus ini harus dirujuk karena korban adalah anak, agar segera dilindungi.", "id"),
            ("Vítima sira iha direitu atu hetan tulun no labele hetan kastigu tanba buat ne'ebé sira halo.", "tet"),
            ("As vítimas não devem ser punidas por aquilo que foram obrigadas a fazer.", "pt"),
            ("Article 14 of the Convention (สนธิสัญญา) asks that the victims are not held to account.", "en"),
        ],
    )
    def test_neighbours_are_told_apart_by_a_sentence(self, text: str, code: str) -> None:
        assert guess(text).code == code

    @pytest.mark.parametrize("text", ["", "   ", "12 345 – 67", "Fig. 1"])
    def test_too_little_is_in_no_language(self, text: str) -> None:
        assert guess(text).code == ""

    def test_letters_of_vietnamese_typed_in_parts_are_known_too(self) -> None:
        import unicodedata

        text = "Nạn nhân của tội mua bán người được bảo vệ và không bị xử phạt."
        assert guess(unicodedata.normalize("NFD", text)).code == "vi"


class NameTests:
    @pytest.mark.parametrize(
        ("name", "code"),
        [
            ("guideline_km.pdf", "km"),
            ("Guideline (TH).docx", "th"),
            ("report-zh-Hans.pdf", "zh-hans"),
            ("report.zh_CN.pdf", "zh-hans"),
            ("laporan tl.pdf", "fil"),
            ("report 2026.pdf", ""),
            ("th.pdf", ""),
            ("month.pdf", ""),
        ],
    )
    def test_the_end_of_a_name_may_say_it(self, name: str, code: str) -> None:
        assert guess_from_name(name) == code
