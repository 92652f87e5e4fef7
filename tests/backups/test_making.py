"""A backup is whole or it is not there; what it says of itself is held against it."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.core.management.base import CommandError

from portal.backups import making, manifest, stored
from portal.backups.closing import DamagedError
from portal.backups.making import make
from portal.backups.shelf import BackupError, Kept, Shelf
from portal.progress import Progress

KEY = "k" * 40
TABLE = "files_portaldocument"


class OneTable:
    """A database with one table that names two files."""

    path, dumped_by = "database.sqlite3", 0

    def content(self) -> Iterator[bytes]:
        yield b"all of it"

    def tables(self) -> list[str]:
        return [TABLE]

    def columns(self, table: str) -> list[str]:
        return ["id", "file"] if table == TABLE else []

    def rows(self, table: str) -> Iterator[Sequence[str | None]]:
        yield from (["1", "documents/here.pdf"], ["2", "documents/gone.pdf"])

    def values(self, table: str, columns: Sequence[str], where: str = "") -> Iterator[Sequence[object]]:
        if table == TABLE:
            yield from (["documents/here.pdf"], ["documents/gone.pdf"])

    def migrations(self) -> list[tuple[str, str]]:
        return [("files", "0001_initial")]


@contextmanager
def one_table(_scratch: Path) -> Iterator[OneTable]:
    yield OneTable()


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Path:
    """Where backups go, of a portal with that database and one of the two files."""
    held = FileSystemStorage(location=tmp_path / "files")
    held.save("documents/here.pdf", ContentFile(b"what it says"))
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(stored, "store", lambda: held)
    monkeypatch.setattr(making, "snapshots", lambda: one_table)
    monkeypatch.setattr(making, "database_version", lambda: "SQLite 3")
    return tmp_path / "backups" / "today"


def make_quietly(place: Path, key: str = "") -> manifest.Manifest:
    with Progress("files", stands="", verbosity=0) as progress:
        return make(place, key, progress).manifest


class MakingTests:
    def test_it_holds_every_file_and_tells_which_the_store_does_not(self, place: Path) -> None:
        made = make_quietly(place)
        assert [file.name for file in made.files] == ["documents/here.pdf"]
        assert made.missing == ["documents/gone.pdf"]
        assert (place / "files/documents/here.pdf").read_bytes() == b"what it says"
        read, _shelf = manifest.read(place, "")
        assert read == made
        assert read.tables[TABLE].rows == 2
        assert [entry.name for entry in place.parent.iterdir()] == ["today"]

    def test_under_a_key_neither_names_nor_texts_can_be_read(self, place: Path) -> None:
        make_quietly(place, KEY)
        everything = [*place.rglob("*")]
        assert not any("here" in path.name for path in everything)
        assert not any(b"what it says" in path.read_bytes() for path in everything if path.is_file())
        read, shelf = manifest.read(place, KEY)
        assert b"".join(shelf.verified(read.files[0].kept)) == b"what it says"

    def test_another_key_and_none_get_a_sentence(self, place: Path) -> None:
        make_quietly(place, KEY)
        with pytest.raises(BackupError, match="under another key"):
            manifest.read(place, "o" * 40)
        with pytest.raises(BackupError, match="PORTAL_BACKUP_KEY"):
            manifest.read(place, "")

    def test_a_part_of_another_backup_does_not_pass_for_one_of_this(self, place: Path) -> None:
        make_quietly(place, KEY)
        other = place.with_name("tomorrow")
        make_quietly(other, KEY)
        part = other / "files/00000002.closed"
        part.write_bytes((place / part.relative_to(other)).read_bytes())
        read, shelf = manifest.read(other, KEY)
        with pytest.raises(BackupError, match="changed or cut off") as refused:
            list(shelf.verified(read.files[0].kept))
        assert DamagedError.__name__ not in str(refused.value)

    def test_what_is_there_already_is_neither_joined_nor_replaced(self, place: Path) -> None:
        place.mkdir(parents=True)
        (place / "letter.txt").write_text("dear")
        with pytest.raises(CommandError, match="is not empty"):
            make_quietly(place)
        assert (place / "letter.txt").read_text() == "dear"

    def test_a_full_disk_leaves_nothing(self, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def full(_handle: int) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(CommandError, match="no room on the disk"):
            make_quietly(place)
        assert list(place.parent.iterdir()) == []

    def test_what_a_killed_backup_left_is_taken_away(self, place: Path) -> None:
        left = place.with_name("today.unfinished")
        left.mkdir(parents=True)
        (left / "database.sqlite3").write_bytes(b"half")
        make_quietly(place)
        assert not left.exists()

    def test_it_does_not_go_among_the_uploaded_files(self, place: Path, settings: Any, tmp_path: Path) -> None:
        settings.MEDIA_ROOT = tmp_path
        with pytest.raises(CommandError, match="among the uploaded files"):
            make_quietly(place)


class ManifestTests:
    def test_one_that_was_changed_is_noticed(self, place: Path) -> None:
        make_quietly(place)
        file = place / manifest.NAME
        told = json.loads(file.read_text())
        told["tables"][TABLE]["rows"] = 1
        file.write_text(json.dumps(told))
        with pytest.raises(BackupError, match="was changed"):
            manifest.read(place, "")

    def test_a_folder_without_one_is_no_backup(self, tmp_path: Path) -> None:
        with pytest.raises(BackupError, match="holds no backup"):
            manifest.read(tmp_path, "")

    def test_a_part_that_was_changed_is_noticed(self, place: Path) -> None:
        made = make_quietly(place)
        (place / "files/documents/here.pdf").write_bytes(b"what it said")
        with pytest.raises(BackupError, match="does not match"):
            list(Shelf(place).verified(made.files[0].kept))

    def test_it_leads_nowhere_outside(self, tmp_path: Path) -> None:
        with pytest.raises(BackupError, match="outside"):
            list(Shelf(tmp_path).verified(Kept("files/../../settings.env", 1, "")))
