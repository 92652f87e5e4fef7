"""What the benchmark of papers makes is as it says, and what was not held is never told as held."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path

import pytest

from portal.files.pipeline.checking import check
from portal.languages import BY_CODE
from tests.benchmarks.load import Answer, Visit
from tests.benchmarks.papers_broken import _CLEANED, _SENTENCE, LEAST
from tests.benchmarks.papers_heavy import long_pdf
from tests.benchmarks.papers_import import once
from tests.benchmarks.papers_pack import rows
from tests.benchmarks.papers_sheet import Sheet, all_within, waits
from tests.benchmarks.papers_site import Site
from tests.benchmarks.papers_text import only_here
from tests.benchmarks.serving import still_there
from tests.files.broken import BROKEN

TELLING = "import sys, time; [print(f'row {n}: told', flush=True) for n in range(1, 9)]; time.sleep(60)"


def answer(milliseconds: float, status: int = 200) -> Answer:
    return Answer(Visit("home", "/en/"), status, milliseconds, 1)


class PackTests:
    def test_so_many_rows_are_alike_each_time_and_none_is_there_twice(self) -> None:
        made = rows(60)
        assert made == rows(60)
        assert len({(row.reference, row.language) for row in made}) == len({row.file for row in made}) == 60
        assert {row.language for row in made} == set(BY_CODE)
        assert {row.cells()["marking"] for row in rows(200)} == {"CLEAR", "GREEN"}
        assert len({row.reference for row in rows(100)}) == 70


class SheetTests:
    def test_what_was_not_held_stands_above_the_table_and_in_it(self) -> None:
        sheet = Sheet()
        sheet.row("seconds", "3", "≤ 4", True)
        assert sheet.in_markdown().startswith("Every figure is held.")
        sheet.row("pages", "2", "≥ 3", False)
        assert sheet.in_markdown().startswith("Not held: pages.")
        assert "| pages | ≥ 3 | 2 | **no** |" in sheet.in_markdown()

    def test_the_slowest_visitor_counts_and_so_does_one_who_was_not_served(self) -> None:
        assert all_within([answer(299)], 300)
        assert not all_within([answer(10), answer(300)], 300)
        assert not all_within([answer(10, 500)], 300)
        assert not all_within([], 300)
        assert waits([answer(10), answer(20, 0)]) == "10 / 20 / 20 ms of 2, 1 not served"


class TextTests:
    def test_a_line_is_asked_for_that_stands_on_no_other_page(self) -> None:
        page = "A heading of the paper\n3\nWords that stand  here alone"
        assert only_here(page, ["A heading\nof the paper"]) == ["Words that stand here alone"]


class FilesTests:
    def test_a_long_pdf_has_the_pages_it_says(self) -> None:
        assert check(BytesIO(long_pdf(7)), "long.pdf", room=False).pages == 7

    def test_there_are_enough_broken_files_for_either_way_in(self) -> None:
        assert len([name for name, *_rest in BROKEN if not _CLEANED.search(name)]) >= LEAST

    @pytest.mark.parametrize("told", ["", "Error 500", "...", "."])
    def test_nothing_but_a_sentence_counts_as_one(self, told: str) -> None:
        assert not _SENTENCE.fullmatch(told)
        assert _SENTENCE.fullmatch("“a.pdf” is damaged: save it anew.")


class KillingTests:
    def test_an_import_is_killed_after_the_row_that_was_named(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        site, killed, kill = Site(tmp_path), list[int](), os.killpg
        started = site.started

        def kill_and_note(group: int, number: int) -> None:
            killed.append(group)
            kill(group, number)

        monkeypatch.setattr(site, "started", lambda *_command: started("-c", TELLING))
        monkeypatch.setattr(os, "killpg", kill_and_note)
        assert once(site, tmp_path, stop=5).rows == 5
        assert len(killed) == 1
        assert not still_there(killed)
