"""Extracted text becomes paragraphs again, in every script, and loses nothing."""

from __future__ import annotations

import re

import pytest

from portal.files.reading.layout import Paragraph, has_head, paragraphs, plain_paragraphs, rows

_ENGLISH = """2 The six questions
Ask them in this order, in a language the person chooses, through
an interpreter who serves no other party.
1. Was the person recruited, moved or kept by deception, force
or pressure?
2. Was someone else to gain from the act?
One clear yes is reason to pause. Settle doubt by further inquiry,
not by a charge.

A paragraph after an empty line.
G-2026-014 TLP:CLEAR 3 / 7"""


def _lines(text: str) -> list[str]:
    return ["|".join(paragraph.lines) for paragraph in paragraphs(text)]


class ParagraphsTests:
    def test_a_word_is_read_without_the_spaces_that_printing_put_into_it(self) -> None:
        assert _lines("ពណ៌ស្វា យនៅមាត់ទន្លេ") == ["ពណ៌ស្វាយនៅមាត់ទន្លេ"]

    def test_lines_that_the_margin_broke_are_joined_and_all_others_stay_apart(self) -> None:
        assert _lines(_ENGLISH) == [
            "2 The six questions",
            "Ask them in this order, in a language the person chooses, through an interpreter who serves"
            " no other party.",
            "1. Was the person recruited, moved or kept by deception, force or pressure?",
            "2. Was someone else to gain from the act?",
            "One clear yes is reason to pause. Settle doubt by further inquiry, not by a charge.",
            "A paragraph after an empty line.",
            "G-2026-014 TLP:CLEAR 3 / 7",
        ]

    @pytest.mark.parametrize(
        ("text", "joined"),
        [
            (
                "ពួកគេឆ្លងព្រំដែនដោយប្រើលិខិតក្លែងក្លាយ ដឹកជញ្ជូនវត្ថុហាមឃាត់ ឬ\nបោកបញ្ឆោតអ្នកមិនស្គាល់តាមអេក្រង់។",
                "ពួកគេឆ្លងព្រំដែនដោយប្រើលិខិតក្លែងក្លាយ ដឹកជញ្ជូនវត្ថុហាមឃាត់ ឬបោកបញ្ឆោតអ្នកមិនស្គាល់តាមអេក្រង់។",
            ),
            (
                "ให้หยุดเมื่อพบถ้อยคำเหล่านี้ ขอชื่อนายจ้างตาม\nที่จดทะเบียน สถานที่ทำงาน",
                "ให้หยุดเมื่อพบถ้อยคำเหล่านี้ ขอชื่อนายจ้างตามที่จดทะเบียน สถานที่ทำงาน",
            ),
            (
                "如果没有收到答复，请不要刊登，并通知劳动监察\n部门。",
                "如果没有收到答复，请不要刊登，并通知劳动监察部门。",
            ),
            ("ဘာသာစကားအများအပြားတွင် ပေါ်လာပြီး\nတွေ့ရသည်", "ဘာသာစကားအများအပြားတွင် ပေါ်လာပြီးတွေ့ရသည်"),
            ("Mức lương không tương xứng với\ncông việc", "Mức lương không tương xứng với công việc"),
            ("தொழிலாளர் ஆய்வாளர்கள் புறப்படுவதற்கு\nமுன்", "தொழிலாளர் ஆய்வாளர்கள் புறப்படுவதற்கு முன்"),
            ("គោលការណ៍នេះអនុវត្តក្នុងប្រទេស\nASEAN ទាំងអស់", "គោលការណ៍នេះអនុវត្តក្នុងប្រទេស ASEAN ទាំងអស់"),
        ],
    )
    def test_scripts_without_spaces_are_joined_without_one(self, text: str, joined: str) -> None:
        assert _lines(text) == [joined]

    def test_a_space_that_follows_the_end_of_a_khmer_sentence_is_put_back(self) -> None:
        text = "មាត្រានេះស្នើឱ្យរដ្ឋនានា ពិចារណា។\nគោលការណ៍ណែនាំនេះប្រែក្លាយ"
        assert "ពិចារណា។ គោលការណ៍" in " ".join(_lines(text))

    @pytest.mark.parametrize(
        ("text", "joined"),
        [
            (
                "agencies take fees for re-\ncruitment; recruitment is free",
                "agencies take fees for recruitment; recruitment is free",
            ),
            ("they applied the non-\npunishment principle", "they applied the non-punishment principle"),
            ("perlindungan bagi orang-\norang yang dipaksa", "perlindungan bagi orang-orang yang dipaksa"),
            ("the traf\u00ad\nficking of people", "the trafficking of people"),
            ("between 2025-\n2026 there were", "between 2025-2026 there were"),
        ],
    )
    def test_a_hyphen_goes_only_where_the_page_shows_that_it_is_not_of_the_word(self, text: str, joined: str) -> None:
        assert _lines(text) == [joined]

    def test_a_list_of_contents_keeps_its_lines(self) -> None:
        assert _lines("Contents\n1 Purpose and reach of the text 2\n2 Questions 3\n3 Who decides 3") == [
            "Contents|1 Purpose and reach of the text 2|2 Questions 3|3 Who decides 3"
        ]

    def test_nothing_is_left_out(self) -> None:
        hard = f"{_ENGLISH}\n\n  {'x' * 500}\n-\n—\n\u00a0\n• \n១. ក\n"
        kept = "".join(line for paragraph in paragraphs(hard) for line in paragraph.lines)
        assert re.sub(r"\s", "", kept) == re.sub(r"\s", "", hard)

    def test_a_page_without_text_has_no_paragraphs(self) -> None:
        assert paragraphs(" \n\n") == plain_paragraphs("\n") == rows("\n") == []

    def test_a_line_of_an_office_file_is_a_paragraph(self) -> None:
        assert plain_paragraphs("One\n\nTwo\tthree") == [Paragraph(("One",)), Paragraph(("Two three",))]


class TableTests:
    def test_rows_have_equally_many_cells_and_words_at_the_top_are_their_head(self) -> None:
        table = rows("Country\tCases\tSource\nLaos\t12\nMalaysia\t3\tCourt")
        assert table[1] == ["Laos", "12", ""]
        assert has_head(table)
        assert not has_head(rows("Laos\t12\nMalaysia\t3"))
        assert not has_head(rows("Country\tCases"))
