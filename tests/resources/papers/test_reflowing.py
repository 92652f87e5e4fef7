"""What is looked for as one word is one word in the index, however it was printed."""

from __future__ import annotations

from resources.papers.reflowing import reflowed


class ReflowedTests:
    def test_a_word_has_neither_the_end_of_a_line_nor_a_space_of_the_printer_within_it(self) -> None:
        assert reflowed("សំបុត្រពណ៌ស្វា យនៅ\nមាត់ទន្លេ ត្រូវ") == "សំបុត្រពណ៌ស្វាយនៅមាត់ទន្លេ ត្រូវ"
