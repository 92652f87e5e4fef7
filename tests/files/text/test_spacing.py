"""Spaces that printing put inside words go, and those somebody wrote stay."""

from __future__ import annotations

import pytest

from portal.files.text.spacing import without_false_spaces


class SpacesWithinWordsTests:
    @pytest.mark.parametrize(
        ("extracted", "meant"),
        [
            ("ប្រអប់សំបុត្រពណ៌ស្វា យនៅមាត់ទន្លេ", "ប្រអប់សំបុត្រពណ៌ស្វាយនៅមាត់ទន្លេ"),
            ("ធ្វើឱ្យសាក្សីលែងហ៊ា ននិយាយ", "ធ្វើឱ្យសាក្សីលែងហ៊ាននិយាយ"),
            ("ក្នុងក្របខ័ណ្ឌ ច្បាប់ជាតិ", "ក្នុងក្របខ័ណ្ឌ ច្បាប់ជាតិ"),
            ("ມະນຸ ດເພື່ ອຜົ ນປະໂຫຍດ", "ມະນຸດເພື່ອຜົນປະໂຫຍດ"),
            ("သို့ မဟုတ်", "သို့မဟုတ်"),
            ("ก ารค้ามนุษย์ แ ละ น้ ำ", "การค้ามนุษย์ และ น้ำ"),
        ],
    )
    def test_they_go_and_what_stands_between_words_stays(self, extracted: str, meant: str) -> None:
        assert without_false_spaces(extracted) == meant

    @pytest.mark.parametrize(
        "written",
        [
            "គោលបំណង និងវិសាលភាព",
            "ជនរងគ្រោះ ត្រូវបានជួយ ២០ នាក់",
            "ผู้เสียหาย ได้รับความช่วยเหลือ ต่าง ๆ",
            "ຜູ້ເຄາະຮ້າຍ ໄດ້ຮັບການຊ່ວຍເຫຼືອ",
            "ပြည်ထောင်စု ဥပဒေ သည် လိုက်နာရန်",
            "Kejahatan lintas batas, 2 à 3 pages",
        ],
    )
    def test_what_somebody_wrote_is_not_touched(self, written: str) -> None:
        assert without_false_spaces(written) == written

    def test_the_end_of_a_line_is_no_space(self) -> None:
        assert without_false_spaces("ស្វា\nយ") == "ស្វា\nយ"
