"""The example that staff begin with: a header of every column, and two rows that would be imported."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from resources.columns.table import COLUMNS

_COMMON = {
    "reference": "T-2026-901",
    "type": "tool",
    "marking": "CLEAR",
    "issued": "2026-03",
    "countries": "TH; KH",
    "themes": "justice",
    "provisions": "actip-14",
    "audiences": "police; prosecutors",
    "status": "in-force",
}
_TEXTS = (
    {
        "language": "en",
        "title": "Questions for the first interview",
        "summary": "Seven questions for a first interview.\n\nAsk them in this order.\n\nPolice officers.",
        "body": "## Before you begin\n\nFind a quiet room.\n\n- Offer water.\n- **Say who you are.**",
    },
    {"language": "id", "title": "Pertanyaan untuk wawancara pertama"},
)


def example() -> Iterator[Sequence[str]]:
    """The rows of the example, the header first."""
    yield [column.name for column in COLUMNS]
    for text in _TEXTS:
        cells = _COMMON | text
        yield [cells.get(column.name, "") for column in COLUMNS]
