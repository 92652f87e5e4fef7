"""Files of the store, out and in and out again."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.storage import FileSystemStorage

from portal.backups import stored


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of files, as a store."""
    held = FileSystemStorage(location=tmp_path / "files")
    monkeypatch.setattr(stored, "store", lambda: held)
    return tmp_path / "files"


class StoredTests:
    def test_a_file_comes_under_its_own_name_over_what_a_killed_restore_left(self, folder: Path) -> None:
        (folder / "documents").mkdir(parents=True)
        (folder / "documents/guide.pdf").write_bytes(b"ha")
        stored.bring("documents/guide.pdf", [b"ha", b"lf no more"], folder.parent / "scratch")
        assert stored.names() == ["documents/guide.pdf"]
        assert b"".join(stored.pieces("documents/guide.pdf")) == b"half no more"

    def test_taking_files_out_leaves_what_others_put_there(self, folder: Path) -> None:
        for name in ("documents/guide.pdf", "images/a/picture.png", "images/letter.txt"):
            stored.bring(name, [b"x"], folder.parent / "scratch")
        stored.take_out(["documents/guide.pdf", "images/a/picture.png"])
        assert stored.names() == ["images/letter.txt"]
        assert not (folder / "documents").exists()
        assert not (folder / "images/a").exists()
