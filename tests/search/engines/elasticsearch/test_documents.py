"""A document holds what the embedded index holds of a record, and nothing the mapping does not know."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from portal.indexing import IndexRecord
from search.documents import analyse_record, fingerprint
from search.engines.elasticsearch.documents import document
from search.engines.elasticsearch.mapping import PROPERTIES

RECORD = IndexRecord(
    key="thing:1",
    family="one",
    partition="clear",
    language="th",
    type="tool",
    title="การไม่ลงโทษ 7",
    summary="",
    body="แรงงาน labour",
    reference="T-2026-001",
    posted=date(2026, 3, 1),
    updated=datetime(2026, 3, 2, 4, 5, tzinfo=UTC),
    facets={"country": ("TH", "KH"), "theme": ()},
)


def told(record: IndexRecord) -> dict[str, Any]:
    return document(record, analyse_record(record))


class DocumentTests:
    def test_the_mapping_knows_every_field(self) -> None:
        assert set(told(RECORD)) <= set(PROPERTIES)

    def test_filters_dates_and_codes_are_told(self) -> None:
        found = told(RECORD)
        assert (found["country"], found["language"], found["type"]) == (["TH", "KH"], "th", "tool")
        assert found["codes"] == ["country=TH", "country=KH", "type=tool"]
        assert (found["posted"], found["day"], found["year"]) == ("2026-03-01", "2026-03-01", 2026)
        assert found["updated"] == "2026-03-02T04:05:00+00:00"
        assert "issued" not in found and "theme" not in found
        assert found["fingerprint"] == fingerprint(RECORD)

    def test_a_title_is_told_by_all_its_readings(self) -> None:
        analysed = analyse_record(RECORD)
        every = " ".join((*analysed.title.w, *analysed.title.s, *analysed.title.g))
        assert told(RECORD)["title"] == [every]
        assert set(told(RECORD)["w"]) == {every, " ".join(analysed.whole.w)}

    def test_a_part_knows_its_volume_and_its_number(self) -> None:
        part = replace(RECORD, key="file:one:1:12", is_part=True)
        assert (told(part)["volume"], told(part)["part"]) == ("file:one:1", 12)
        assert (told(RECORD)["volume"], told(RECORD)["part"]) == ("", 0)
        assert str(told(part)["sort_title"]).startswith(str(told(RECORD)["sort_title"]))
        assert told(part)["sort_title"] != told(RECORD)["sort_title"]
