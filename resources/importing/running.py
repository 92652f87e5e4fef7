"""An import from its first row to its last. It can be broken off anywhere and begun again: the end is the same."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DataError, IntegrityError

from resources.importing.attaching import note_refusal
from resources.importing.judging import judge
from resources.importing.options import Import, Options
from resources.importing.outcomes import Kind, Outcome, RowRefusedError
from resources.importing.saving import MovedError, save
from resources.importing.survey import survey
from resources.importing.tables import Row, Table

logger = logging.getLogger("resources.importing")

#: How often a row is judged anew because others are writing the same version.
_MOST_ATTEMPTS = 5


@dataclass
class Tally:
    """How many rows ended how."""

    counts: Counter[Kind] = field(default_factory=Counter)

    def add(self, outcome: Outcome) -> None:
        """Count a row."""
        self.counts[outcome.kind] += 1

    def told(self) -> str:
        """The counts in one line."""
        return ", ".join(f"{self.counts[kind]} {kind.value}" for kind in Kind)


def prepared(table: Table, options: Options) -> Import:
    """An import, once its table has been looked through. Raises TableRefusedError."""
    return Import(options, survey(table))


def outcomes(table: Table, work: Import, after: int = 0) -> Iterator[Outcome]:
    """Do the rows behind a line one by one, and tell each. Rows before and after a refused one are done."""
    for row in table.rows():
        if row.line > after:
            yield settle(row, work)
            work.options.folder.forget()


def settle(row: Row, work: Import) -> Outcome:
    """Do one row, or say what would be done in a dry run."""
    reference, language = (row.cells.get(name, "").strip()[:40] for name in ("reference", "language"))
    refused = partial(Outcome, place=row.place, kind=Kind.REFUSED, reference=reference, language=language)
    try:
        for attempt in range(_MOST_ATTEMPTS):
            judged = judge(row, work)
            try:
                if not work.options.dry_run:
                    save(judged, work.options)
                break
            except MovedError:
                if attempt == _MOST_ATTEMPTS - 1:
                    raise
    except RowRefusedError as refusal:
        _note(refusal, work.options)
        return refused(column=refusal.column, sentence=refusal.sentence)
    except (IntegrityError, DataError, ValidationError, PermissionDenied):
        logger.exception("Line %d of an import could not be written", row.line)
        return refused(sentence="The portal could not keep this row; whoever runs it finds the reason in its log.")
    except MovedError:
        return refused(sentence="Others are writing this version at this moment: import the row again.")
    ends_as = "" if judged.kind is Kind.UNCHANGED else judged.ending.words
    notes = [*judged.notes, *([judged.ending.note] if ends_as and judged.ending.note else [])]
    return Outcome(
        place=row.place,
        kind=judged.kind,
        reference=judged.identity.reference,
        language=judged.identity.language,
        columns=tuple(judged.columns),
        ends_as=ends_as,
        notes=tuple(notes),
    )


def _note(refusal: RowRefusedError, options: Options) -> None:
    """Write refused files down for the report of staff."""
    if options.dry_run:
        return
    for fault in refusal.faults:
        if isinstance(fault.__cause__, ValidationError):
            note_refusal(fault.__cause__, options.by)
