"""The files that rows name."""

from __future__ import annotations

import unicodedata
import zipfile
from pathlib import Path

import pytest

from portal.files.models import PortalDocument
from resources.columns.refusals import CellRefusedError
from resources.importing import saving
from resources.importing.files import Folder
from resources.importing.outcomes import Kind
from resources.importing.zip_folder import ZipFolder
from resources.models import PublicationFile, PublicationPage
from tests.files.samples import pdf
from tests.resources.importing.tables import run, write


class FolderTests:
    @pytest.mark.parametrize(
        "named", ["../secret.pdf", "/etc/passwd", "a/../../secret.pdf", "C:\\x.pdf", "link.pdf", ".", "gone.pdf"]
    )
    def test_nothing_is_found_but_below_the_folder(self, tmp_path: Path, named: str) -> None:
        (tmp_path / "secret.pdf").write_bytes(b"x")
        root = tmp_path / "files"
        root.mkdir()
        (root / "link.pdf").symlink_to(tmp_path / "secret.pdf")
        with pytest.raises(CellRefusedError):
            Folder(root).find(named)

    def test_capitals_and_composed_letters_are_forgiven_and_told(self, tmp_path: Path) -> None:
        (tmp_path / "Papers").mkdir()
        (tmp_path / "Papers" / unicodedata.normalize("NFD", "Hướng dẫn.PDF")).write_bytes(b"x")
        found = Folder(tmp_path).find("papers\\Hướng dẫn.pdf")
        assert found.path.name.endswith(".PDF")
        assert "was found as" in found.note

    def test_a_name_that_only_looks_the_same_is_not_shown_twice(self, tmp_path: Path) -> None:
        (tmp_path / unicodedata.normalize("NFD", "Hướng dẫn.pdf")).write_bytes(b"x")
        note = Folder(tmp_path).find("Hướng dẫn.pdf").note
        assert "stored in another way" in note
        assert "found as" not in note

    def test_names_of_an_archive_are_read_in_the_encoding_the_table_means(self, tmp_path: Path) -> None:
        # As a program writes them that does not say in which encoding.
        names = {"XXXXXX.pdf": "คู่มือ.pdf".encode("cp874"), "YYYY.pdf": "指南.pdf".encode("gb18030")}
        with zipfile.ZipFile(tmp_path / "z.zip", "w") as archive:
            for name in names:
                archive.writestr(f"all/{name}", name)
        raw = (tmp_path / "z.zip").read_bytes()
        for name, written in names.items():
            raw = raw.replace(f"all/{name}".encode(), b"all/" + written)
        (tmp_path / "z.zip").write_bytes(raw)
        (tmp_path / "room").mkdir()
        with zipfile.ZipFile(tmp_path / "z.zip") as archive:
            folder = ZipFolder(archive, tmp_path / "room")
            for named in ("คู่มือ.pdf", "all/指南.pdf"):
                assert folder.find(named).path.name == named.rpartition("/")[2]
            folder.forget()
        assert not list((tmp_path / "room").iterdir())


@pytest.mark.usefixtures("portal")
class AttachingTests:
    def test_a_file_is_stored_once_and_again_only_when_it_changed(self, tmp_path: Path) -> None:
        (tmp_path / "a.pdf").write_bytes(pdf())
        path = write(tmp_path / "t.csv", {"file": "a.pdf"})
        assert [outcome.kind for outcome in run(path, tmp_path)] == [Kind.NEW]
        assert [outcome.kind for outcome in run(path, tmp_path)] == [Kind.UNCHANGED]
        (tmp_path / "a.pdf").write_bytes(pdf(["One.", "Two."]))
        (changed,) = run(path, tmp_path)
        assert changed.columns == ("file",)
        carried = PublicationFile.objects.get(page__reference="T-2031-001")
        assert (carried.document.pages, carried.language) == (2, "en")

    def test_a_file_that_another_publication_carries_is_told_and_taken(self, tmp_path: Path) -> None:
        (tmp_path / "a.pdf").write_bytes(pdf())
        ours, thai, other = {"file": "a.pdf"}, {"file": "a.pdf", "language": "th"}, {"reference": "T-2031-002"}
        path = write(tmp_path / "t.csv", ours, thai, ours | other)
        for dry_run in (True, False):
            first, same, second = run(path, tmp_path, dry_run=dry_run)
            assert (first.notes, same.notes) == ((), ()), "languages of one publication may share a file"
            assert (second.kind, len(second.notes)) == (Kind.NEW, 1)
            assert "“a.pdf” is the very same file as one of T-2031-001" in second.told()
        (third,) = run(write(tmp_path / "u.csv", ours | {"reference": "T-2031-003"}), tmp_path)
        assert "T-2031-001, T-2031-002" in third.told()

    def test_a_row_whose_file_is_refused_leaves_nothing(self, tmp_path: Path) -> None:
        (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 torn")
        (refused,) = run(write(tmp_path / "t.csv", {"file": "a.pdf"}), tmp_path)
        assert (refused.kind, refused.column) == (Kind.REFUSED, "file")
        assert "a.pdf" in refused.sentence
        assert not PublicationPage.objects.filter(reference="T-2031-001").exists()
        assert not PortalDocument.objects.exists()

    def test_an_import_broken_off_within_a_row_ends_as_if_it_had_not_been(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "a.pdf").write_bytes(pdf())
        path = write(tmp_path / "t.csv", {"file": "a.pdf"})

        def die(*args: object, **kwargs: object) -> None:
            raise KeyboardInterrupt

        with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
            patched.setattr(saving, "write", die)
            run(path, tmp_path)
        assert not PortalDocument.objects.exists()
        assert [outcome.kind for outcome in run(path, tmp_path)] == [Kind.NEW]
        assert PortalDocument.objects.count() == 1

    def test_a_file_left_behind_without_a_publication_is_taken(self, tmp_path: Path) -> None:
        from portal.files.actions import put_up

        (tmp_path / "a.pdf").write_bytes(pdf())
        with (tmp_path / "a.pdf").open("rb") as content:
            left = put_up(content=content, name="a.pdf", title="Left", by=None)
        run(write(tmp_path / "t.csv", {"file": "a.pdf"}), tmp_path)
        assert PublicationFile.objects.get(page__reference="T-2031-001").document == left

    def test_a_file_of_another_publications_draft_is_not_shared(self, tmp_path: Path) -> None:
        (tmp_path / "a.pdf").write_bytes(pdf())
        run(write(tmp_path / "t.csv", {"reference": "T-2031-002", "title": "Theirs"}), tmp_path)
        run(
            write(tmp_path / "u.csv", {"reference": "T-2031-002", "title": "Theirs", "file": "a.pdf"}),
            tmp_path,
            draft=True,
        )
        theirs = PortalDocument.objects.get()
        run(write(tmp_path / "v.csv", {"file": "a.pdf"}), tmp_path)
        assert PublicationFile.objects.get(page__reference="T-2031-001").document != theirs
