"""A small library in memory, standing in for the real owners of texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from portal import indexing
from portal.indexing import Hit, IndexRecord
from portal.languages import LANGUAGES
from portal.viewer import ANONYMOUS, MEMBER, PUBLIC, Viewer

VISITOR = ANONYMOUS
READER = Viewer(user_id=7, principals=frozenset({PUBLIC, MEMBER}))

LABELS: dict[str, Mapping[str, str]] = {
    "country": {"KH": "Cambodia", "LA": "Lao PDR", "TH": "Thailand", "VN": "Viet Nam"},
    "type": {"guideline": "Guideline", "tool": "Tool"},
    "theme": {"online-scams": "Online scams", "non-punishment": "Non-punishment"},
    "provision": {"actip-14": "ACTIP Article 14"},
    "audience": {"prosecutors": "Prosecutors"},
    "victim_group": {"children": "Children"},
    "body": {"somtc": "SOMTC"},
    "language": {language.code: language.own_name for language in LANGUAGES},
}


class Library:
    """Texts by key. What is put in or taken out is told to the registry, as an owner does inside its transaction."""

    def __init__(self) -> None:
        self.records: dict[str, IndexRecord] = {}
        self.hidden: set[str] = set()
        self.asked: list[list[str]] = []

    def put(self, number: int, title: str, body: str = "", **given: object) -> IndexRecord:
        """Write a text; the family is its own unless given."""
        told: dict[str, object] = {
            "family": f"family-{number}",
            "partition": "clear",
            "language": "en",
            "type": "guideline",
            "summary": "",
            "reference": f"G-2026-{number:03}",
            "issued": date(2026, 1, 1),
            **given,
        }
        record = IndexRecord(key=f"thing:{number}", title=title, body=body, **told)  # type: ignore[arg-type]
        self.records[record.key] = record
        indexing.changed(record.key)
        return record

    def take_out(self, number: int) -> None:
        """Withdraw a text."""
        del self.records[f"thing:{number}"]
        indexing.changed(f"thing:{number}")

    def hits(self, viewer: Viewer, keys: Iterable[str]) -> dict[str, Hit]:
        """What the database would confirm: what stands, is not hidden and is open to this viewer."""
        self.asked.append(list(keys))
        allowed = {"clear"} | ({"green"} if viewer.holds(MEMBER) else set())
        return {
            key: _hit(self.records[key])
            for key in self.asked[-1]
            if key in self.records and key not in self.hidden and self.records[key].partition in allowed
        }


def _hit(record: IndexRecord) -> Hit:
    return Hit(
        key=record.key,
        url=f"/{record.language}/{record.reference}/",
        title=record.title,
        type=record.type,
        type_label=record.type.title(),
        spine=record.type,
        reference=record.reference,
        language=record.language,
        marking=record.partition.upper(),
        summary=record.summary,
        issued=record.issued,
        issued_text=record.issued.isoformat() if record.issued else "",
        places=(),
        languages=(),
    )
