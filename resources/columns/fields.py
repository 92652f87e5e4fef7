"""How each column reads a publication into a cell and writes a cell into a publication.

``cell_of`` is what an export writes; a cell equal to it changes nothing. ``put`` takes the text of a cell over into a
page that is not saved, and ``empty`` takes out what stands there.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from portal.dates import PartialDate
from resources.columns.cells import join, split, tidy
from resources.columns.markdown_reading import LONGEST_HEADING, body_to_markdown, parts_of, rich_for, sections_for
from resources.columns.markdown_writing import to_markdown
from resources.columns.references import with_unnamed
from resources.columns.refusals import CellRefusedError
from resources.columns.summary import put_summary, summary_of
from resources.columns.terms import VOCABULARIES, Vocabulary
from resources.models.brief import KeyFinding
from resources.numbering import validate_references
from resources.states import TextStatus

#: The signs that no text has, but a damaged file may.
_CONTROLS = {chr(number): None for number in range(32)} | {"\x7f": None}
for _kept in "\t\n":
    del _CONTROLS[_kept]


class Fields:
    """Reads and writes every column but those that say which version a row is, and the files. Terms are read once."""

    def __init__(self) -> None:
        self._vocabularies: dict[str, Vocabulary] = {}

    def cell_of(self, page: Any, column: str) -> str:
        """What a column of this page says, with no mark against formulas yet."""
        if column in VOCABULARIES:
            return join(self._vocabulary(column).codes(getattr(page, column).all()))
        return tidy(_READ.get(column, _plain)(page, column))

    def put(self, page: Any, column: str, cell: str) -> bool:
        """Take a cell over into a page; whether that changed anything. Raises CellRefusedError."""
        before = self.cell_of(page, column)
        text = tidy(cell)
        if text == before:
            return False
        if any(sign in _CONTROLS for sign in text):
            raise CellRefusedError(column, "There are signs in this cell that no text has; the file may be damaged.")
        if column in VOCABULARIES:
            setattr(page, column, self._vocabulary(column).terms(split(text)))
        else:
            _WRITTEN.get(column, _put_plain)(page, column, text)
        return self.cell_of(page, column) != before

    def empty(self, page: Any, column: str) -> bool:
        """Take out what a page has under a column; whether there was anything."""
        if not self.cell_of(page, column):
            return False
        if column == "summary":
            page.says = page.do = page.who = ""
        elif column in VOCABULARIES or column in ("key_findings", "related"):
            setattr(page, column, [])
        else:
            setattr(page, column, [] if column == "body" else "")
        return True

    def _vocabulary(self, column: str) -> Vocabulary:
        if column not in self._vocabularies:
            self._vocabularies[column] = Vocabulary(column)
        return self._vocabularies[column]


def _plain(page: Any, column: str) -> str:
    return str(getattr(page, column) or "")


def _put_plain(page: Any, column: str, text: str) -> None:
    most = page._meta.get_field(column).max_length
    if most and len(text) > most:
        raise CellRefusedError(column, f"This has {len(text)} signs; {most} are the most.")
    if most and "\n" in text:
        text = " ".join(text.split())
    setattr(page, column, text)


def _put_issued(page: Any, column: str, text: str) -> None:
    try:
        PartialDate.parse(text)
    except ValueError as error:
        raise CellRefusedError(column, f"“{text}” is no date: write 2025, 2025-03 or 2025-03-14.") from error
    page.issued = text


def _put_posted(page: Any, column: str, text: str) -> None:
    try:
        page.posted = date.fromisoformat(text)
    except ValueError as error:
        raise CellRefusedError(column, f"“{text}” is no day: write 2025-03-14.") from error


def _put_status(page: Any, column: str, text: str) -> None:
    code = text.lower().replace(" ", "-").replace("_", "-")
    if code not in TextStatus.values:
        raise CellRefusedError(column, f"“{text}” is no status: write in-force or superseded.")
    page.status = code


def _put_references(page: Any, column: str, text: str) -> None:
    references = [value.upper() for value in split(text)]
    try:
        validate_references(references)
    except ValidationError as error:
        raise CellRefusedError(column, f"“{text}” is no list of references: write G-2026-014; T-2025-011.") from error
    page.related = with_unnamed(page.related or [], references)


def _put_superseded_by(page: Any, column: str, text: str) -> None:
    try:
        validate_references([text.upper()])
    except ValidationError as error:
        raise CellRefusedError(column, f"“{text}” is no reference: write one such as G-2026-014.") from error
    page.superseded_by = text.upper()


def _put_findings(page: Any, column: str, text: str) -> None:
    """The findings in their order; one that was there keeps its row."""
    stored = {tidy(finding.text): finding for finding in page.key_findings.all()}
    findings = []
    for place, value in enumerate(split(text)):
        finding = stored.get(value) or KeyFinding(locale=page.locale, text=value)
        finding.sort_order = place
        findings.append(finding)
    page.key_findings = findings


def _put_body(page: Any, column: str, text: str) -> None:
    long = next((part.heading for part in parts_of(text) if len(part.heading) > LONGEST_HEADING), None)
    if long:
        raise CellRefusedError(column, f"The heading “{long[:40]}…” has more than {LONGEST_HEADING} signs.")
    page.body = json.dumps(sections_for(text, page.body))


def _put_rich(page: Any, column: str, text: str) -> None:
    setattr(page, column, rich_for(text, getattr(page, column)))


_Write = Callable[[Any, str, str], None]
_READ: dict[str, Callable[[Any, str], str]] = {
    "summary": lambda page, column: summary_of(page),
    "body": lambda page, column: body_to_markdown(page.body),
    "posted": lambda page, column: page.posted.isoformat() if page.posted else "",
    "related": lambda page, column: join(page.related or []),
    "key_findings": lambda page, column: join(finding.text for finding in page.key_findings.all()),
    **dict.fromkeys(
        ("challenge", "done", "changed", "learned"), lambda page, column: to_markdown(getattr(page, column))
    ),
}
_WRITTEN: dict[str, _Write] = {
    "summary": lambda page, column, text: put_summary(page, text),
    "body": _put_body,
    "issued": _put_issued,
    "posted": _put_posted,
    "status": _put_status,
    "related": _put_references,
    "superseded_by": _put_superseded_by,
    "key_findings": _put_findings,
    **dict.fromkeys(("challenge", "done", "changed", "learned"), _put_rich),
}
