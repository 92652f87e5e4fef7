"""Files of a text in an engine elsewhere: what must go goes first, and pages are written by and by."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace

import pytest

from portal import indexing
from portal.indexing import IndexRecord, Source, Volume
from portal.work.running import run_waiting
from search.engines import engine_named
from search.outbox import claiming, sending
from search.outbox import volumes as bringing
from search.outbox.models import Change, Kind
from search.outbox.writing import note
from search.volumes import on_volumes_changed
from tests.search.elsewhere import Cluster
from tests.search.library import Library

Committed = Callable[..., AbstractContextManager[list[Callable[[], object]]]]
VOLUME = "file:family-1:7"


class Shelf:
    """One file of one text, with pages."""

    def __init__(self) -> None:
        self.pages: list[str] = []
        self.partition = "clear"

    def record(self, key: str) -> IndexRecord | None:
        number = int(key.rpartition(":")[2])
        return replace(self.common(), key=key, body=self.pages[number - 1]) if 0 < number <= len(self.pages) else None

    def common(self) -> IndexRecord:
        return IndexRecord(
            key=VOLUME,
            family="family-1",
            partition=self.partition,
            language="en",
            type="guideline",
            title="Labour",
            summary="",
            body="",
            is_part=True,
        )

    def volumes(self, family: str) -> list[Volume]:
        return [Volume(common=self.common(), parts=len(self.pages))] if self.pages and family == "family-1" else []

    def parts(self, volume: str) -> list[str]:
        return [f"{VOLUME}:{number}" for number in range(1, len(self.pages) + 1)] if volume == VOLUME else []


@pytest.fixture
def shelf(told: Library, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """An empty shelf, with search listening."""
    made = Shelf()
    source = Source(
        name="file",
        record=made.record,
        keys=lambda: made.parts(VOLUME),
        hits=lambda viewer, keys: {},
        volumes=made.volumes,
        parts=made.parts,
    )
    monkeypatch.setitem(indexing._sources, "file", source)
    monkeypatch.setattr(indexing, "_volume_listeners", [on_volumes_changed])
    return made


def tell(rewritten: str = "") -> None:
    indexing.volumes_changed("file", "family-1", rewritten=rewritten)


class VolumeTests:
    def test_pages_come_change_and_go_with_their_file(
        self, shelf: Shelf, elsewhere: Cluster, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(bringing, "PARTS_AT_ONCE", 2)
        monkeypatch.setattr(bringing, "PARTS_PER_CLAIM", 4)
        shelf.pages = [f"page {number}" for number in range(11)]
        tell()
        run_waiting()
        assert len(elsewhere.live()) == 11
        assert not Change.objects.exists()
        shelf.pages[3] = "another"
        del shelf.pages[9:]
        elsewhere.sent.clear()
        tell(rewritten=VOLUME)
        run_waiting()
        assert elsewhere.live()[f"{VOLUME}:4"].body == "another"
        assert len(elsewhere.live()) == 9
        # Pages that stand as they should were not sent once more.
        assert [keys for keys in elsewhere.sent if f"{VOLUME}:1" in keys] == []
        shelf.pages = []
        tell()
        run_waiting()
        assert elsewhere.live() == {}
        assert not Change.objects.exists()

    def test_families_without_files_are_asked_after_together_and_the_others_one_by_one(
        self, shelf: Shelf, elsewhere: Cluster
    ) -> None:
        shelf.pages = ["one"]
        tell()
        run_waiting()
        shelf.pages = []
        elsewhere.restated.clear()
        for number in range(30):
            note(Kind.FAMILY, f"file:family-{number}:")
        asked = elsewhere.asked
        run_waiting()
        assert elsewhere.restated == ["file:family-1:"]
        assert elsewhere.asked - asked < 8
        assert elsewhere.live() == {}
        assert not Change.objects.exists()

    def test_after_a_second_texts_come_first_again(
        self, shelf: Shelf, told: Library, elsewhere: Cluster, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sending, "AMONG_TEXTS", -1.0)
        monkeypatch.setattr(shelf, "volumes", lambda family: [Volume(common=shelf.common(), parts=1)])
        monkeypatch.setitem(indexing._sources, "file", replace(indexing._sources["file"], volumes=shelf.volumes))
        for number in range(3):
            note(Kind.FAMILY, f"file:family-{number}:")
        claim = claiming.take()
        assert claim is not None
        told.put(1, "Labour")
        sending._bring(claim, engine_named())
        assert elsewhere.restated == ["file:family-0:"]
        following = claiming.take()
        assert following is not None
        assert following.kind is Kind.TEXT
        run_waiting()
        assert sorted(set(elsewhere.restated)) == [f"file:family-{number}:" for number in range(3)]

    def test_they_leave_when_the_file_alone_is_taken_away_before_the_request_answers(
        self, shelf: Shelf, told: Library, elsewhere: Cluster, django_capture_on_commit_callbacks: Committed
    ) -> None:
        told.put(1, "Labour")
        shelf.pages = ["one", "two"]
        tell()
        run_waiting()
        with django_capture_on_commit_callbacks(execute=True):
            shelf.pages = []
            tell(rewritten=VOLUME)
        assert set(elsewhere.live()) == {"thing:1"}

    def test_they_leave_with_the_text_that_carries_them_before_the_request_answers(
        self, shelf: Shelf, told: Library, elsewhere: Cluster, django_capture_on_commit_callbacks: Committed
    ) -> None:
        told.put(1, "Labour")
        shelf.pages = ["one", "two"]
        tell()
        run_waiting()
        assert len(elsewhere.live()) == 3
        with django_capture_on_commit_callbacks(execute=True):
            shelf.partition = "green"
            tell()
            told.put(1, "Labour", partition="green")
        assert {record.partition for record in elsewhere.live().values()} <= {"green"}
        run_waiting()
        assert {record.partition for record in elsewhere.live().values()} == {"green"}
        assert len(elsewhere.live()) == 3
