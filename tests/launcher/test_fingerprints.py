"""A step is left out only when nothing it is made from has changed."""

from __future__ import annotations

import os
from pathlib import Path

from portal.launcher.fingerprints import Stamps, of_contents, of_dates


class ContentTests:
    """Fingerprints of what files hold."""

    def test_a_new_date_alone_changes_nothing(self, tmp_path: Path) -> None:
        file = tmp_path / "a" / "b.py"
        file.parent.mkdir()
        file.write_text("one")
        before = of_contents(tmp_path, ["a"])
        os.utime(file, (1, 1))
        assert of_contents(tmp_path, ["a"]) == before

    def test_another_content_or_name_changes_it(self, tmp_path: Path) -> None:
        file = tmp_path / "a" / "b.py"
        file.parent.mkdir()
        seen = set()
        for content in ("one", "two"):
            file.write_text(content)
            seen.add(of_contents(tmp_path, ["a"]))
        file.rename(file.with_name("c.py"))
        seen.add(of_contents(tmp_path, ["a"]))
        assert len(seen) == 3

    def test_a_folder_that_is_not_there_counts_as_empty(self, tmp_path: Path) -> None:
        assert of_contents(tmp_path, ["nothing"]) == of_contents(tmp_path, [])

    def test_dates_and_sizes_are_enough_for_big_folders(self, tmp_path: Path) -> None:
        file = tmp_path / "a.css"
        file.write_text("one")
        before = of_dates([file])
        os.utime(file, (1, 1))
        assert of_dates([file]) != before


class StampTests:
    """What is remembered between two starts."""

    def test_a_step_is_remembered_with_what_it_was_made_from(self, tmp_path: Path) -> None:
        Stamps(tmp_path / "s.json").note("set_up", "1")
        again = Stamps(tmp_path / "s.json")
        assert again.holds("set_up", "1")
        assert not again.holds("set_up", "2")
        assert not again.holds("load_demo", "1")

    def test_a_broken_file_remembers_nothing(self, tmp_path: Path) -> None:
        for broken in ("{", "[]", "\x00"):
            (tmp_path / "s.json").write_text(broken)
            assert not Stamps(tmp_path / "s.json").holds("set_up", "1")

    def test_what_is_forgotten_is_done_again(self, tmp_path: Path) -> None:
        stamps = Stamps(tmp_path / "s.json")
        stamps.note("set_up", "1")
        stamps.forget(["set_up", "never done"])
        assert not stamps.holds("set_up", "1")
