"""Which papers the demo has."""

from __future__ import annotations

from dataclasses import dataclass

from portal.languages import BY_CODE

PDF, DOCX, XLSX = "pdf", "docx", "xlsx"

#: The kind under which the demo remembers a document it made.
DOCUMENT = "document"


@dataclass(frozen=True)
class Paper:
    """A file of a publication in a language. ``annexes`` are publications printed behind it."""

    reference: str
    language: str
    kind: str = PDF
    annexes: tuple[str, ...] = ()

    @property
    def filename(self) -> str:
        """What the file is called, for example ``g-2026-014-km.pdf``."""
        return f"{self.reference.lower()}-{self.language}.{self.kind}"


#: A guideline with its checklist, and a research brief, in every language; the checklist once more in two languages to
#: be filled in, and the guideline's table of Member States to be reckoned with.
PAPERS: tuple[Paper, ...] = (
    *(Paper("G-2026-014", code, annexes=("T-2026-006",)) for code in BY_CODE),
    *(Paper("B-2026-013", code) for code in BY_CODE),
    Paper("T-2026-006", "en", DOCX),
    Paper("T-2026-006", "km", DOCX),
    Paper("G-2026-014", "en", XLSX),
)
