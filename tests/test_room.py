"""A full disk: a plain notice with what was typed, pages that go on, and nothing half written."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.backends.db import SessionStore as Stored
from django.core.files.base import ContentFile
from django.db import OperationalError
from django.test import Client

from portal.caching.folder import FolderCache
from portal.files.disk import DiskStorage
from portal.members.sessions.store import SessionStore
from portal.notices import views
from portal.room import is_out_of_room


def full(*_arguments: Any, **_named: Any) -> Any:
    """What SQLite says, as Django passes it on."""
    said = sqlite3.OperationalError("database or disk is full")
    said.sqlite_errorname = "SQLITE_FULL"
    raise OperationalError("database or disk is full") from said


def no_space(*_arguments: Any, **_named: Any) -> Any:
    """What a disk says."""
    raise OSError(errno.ENOSPC, "No space left on device")


class TellingTests:
    @pytest.mark.parametrize("raises", [full, no_space])
    def test_a_full_disk_is_known_by_its_error_and_by_what_came_of_it(self, raises: Any) -> None:
        with pytest.raises(Exception) as caught:
            raises()
        assert is_out_of_room(caught.value)

    def test_other_errors_are_not_taken_for_it(self) -> None:
        assert not is_out_of_room(OperationalError("database is locked"))
        assert not is_out_of_room(None)


@pytest.mark.usefixtures("portal")
class NoticeTests:
    def test_what_was_typed_stands_on_the_page_to_be_sent_again(
        self, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(views, "report_problem", full)
        client.raise_request_exception = False
        answer = client.post(
            "/en/wrong/", {"text": "The date of this <law> is wrong.", "page": "/en/", "password": "s"}
        )
        text = answer.content.decode()
        assert (answer.status_code, answer["Cache-Control"]) == (507, "no-store")
        assert "There is no room to save this at the moment" in text
        assert 'name="text" value="The date of this &lt;law&gt; is wrong."' in text
        assert 'name="csrfmiddlewaretoken"' in text
        assert 'name="password"' not in text

    def test_another_error_is_told_as_ever(self, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(**_named: Any) -> None:
            raise ValueError

        monkeypatch.setattr(views, "report_problem", fail)
        client.raise_request_exception = False
        assert client.post("/en/wrong/", {"text": "x"}).status_code == 500


@pytest.mark.usefixtures("portal")
class SessionTests:
    def test_reading_goes_on_where_a_session_cannot_change_and_none_is_opened(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        session = SessionStore()
        session.create()
        monkeypatch.setattr(Stored, "save", full)
        session["seen"] = 1
        session.save()
        with pytest.raises(OperationalError):
            session.save(must_create=True)


class FileTests:
    def test_what_is_only_remembered_is_left_out_and_what_counts_is_not(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        cache = FolderCache(str(tmp_path), {})
        monkeypatch.setattr("django.core.cache.backends.filebased.FileBasedCache.set", no_space)
        cache.set("wagtail_site_root_paths", 1)
        with pytest.raises(OSError, match="No space"):
            cache.set("allauth.wrong.passwords", 1)

    def test_a_file_that_finds_no_room_is_not_begun(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        store = DiskStorage(location=tmp_path)
        assert store.save("a.pdf", ContentFile(b"words")) == "a.pdf"
        monkeypatch.setattr("shutil.disk_usage", lambda _path: type("Usage", (), {"free": 70_000})())
        with pytest.raises(OSError, match="No space"):
            store.save("b.pdf", ContentFile(b"words" * 2_000))
        assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]
