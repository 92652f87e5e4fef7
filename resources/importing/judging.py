"""What a row would change: everything is found out before anything is written, and a dry run ends here."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import Locale, Page

from portal.exporting.formulas import meant
from resources.columns.cells import split
from resources.columns.references import unnamed
from resources.columns.refusals import CellRefusedError
from resources.columns.table import BY_NAME, EMPTIED, REQUIRED
from resources.gaps import gaps
from resources.importing.attaching import Attachment, attachment, told_of_others
from resources.importing.guarding import guard
from resources.importing.identity import Identity, identify, models
from resources.importing.keys import reference_meant
from resources.importing.options import Import
from resources.importing.outcomes import Kind, RowRefusedError
from resources.importing.standing import Ending, ending_of, require_open
from resources.importing.survey import Said
from resources.importing.tables import Row
from resources.models import PublicationPage
from resources.states import TextStatus

#: What a workbook shows instead of what a formula could not work out.
_ERRORS = {"#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!"}
#: Filled in when the page is saved into its place.
_MADE_ON_SAVING = {"path", "depth", "issued_on", "url_path"}
#: What is no text of a publication, beside what Wagtail notes of every page.
_NO_CONTENT = {"page_ptr", "publicationpage_ptr", "issued_on", "has_gaps", "files", "pk"}
#: Under which column a field of the page stands.
_COLUMN_OF = {"says": "summary", "do": "summary", "who": "summary", "slug": "reference", "issued_on": "issued"}


@dataclass
class Judgement:
    """What would become of a row. ``page`` carries the changes and is not saved."""

    row: Row
    identity: Identity
    page: Any
    kind: Kind
    columns: list[str]
    ending: Ending
    files: Attachment = field(default_factory=Attachment)
    notes: list[str] = field(default_factory=list)


def judge(row: Row, work: Import) -> Judgement:
    """Find out what a row would change. Raises RowRefusedError."""
    said = work.survey.by_reference.get(reference_meant(row.cells.get("reference", "")), Said())
    identity = identify(row, said)
    ending = ending_of(identity, work.options)
    page, pending = (_new(identity), []) if identity.present is None else _base(row, identity, work, ending)
    columns, files = _take_over(row, page, work, identity)
    columns = columns or pending
    label_changes = identity.present_label != identity.label
    if identity.present is None:
        kind = Kind.NEW
    elif columns or label_changes or ending.publishes_unchanged:
        kind = Kind.CHANGED
    else:
        kind = Kind.UNCHANGED
    if columns or kind is Kind.NEW:
        require_open(identity, work.options)
        page.has_gaps = bool(gaps(page))
    told: list[str] = []
    # A label is tightened whatever the text lacks.
    if columns or kind is Kind.NEW or ending.publishes_unchanged:
        _check(page)
        told = guard(row, page, publishes=ending.publishes, dry_run=work.options.dry_run)
    if label_changes and identity.present is not None:
        columns.append("marking")
    notes = [*files.notes, *_kept_relations(row, page), *told]
    return Judgement(row, identity, page, kind, columns, ending, files, notes)


def _new(identity: Identity) -> PublicationPage:
    """A page for a version that is not there yet."""
    return models()[identity.type](
        locale=Locale.objects.get(language_code=identity.language),
        translation_key=identity.group,
        reference=identity.reference,
        slug=identity.reference.lower(),
        title=identity.title,
        posted=timezone.localdate(),
        live=False,
    )


def _base(row: Row, identity: Identity, work: Import, ending: Ending) -> tuple[Any, list[str]]:
    """The text that a row is laid over: what readers have, or the draft where that is what will be written.

    With it the columns by which a draft that says what the row says differs from what readers have. Raises
    RowRefusedError where publishing the row would publish what somebody else has begun and not ended.
    """
    present = identity.present
    if not present.has_unpublished_changes or present.latest_revision is None:
        return present, []
    draft = present.latest_revision.as_object()
    if not (present.live and ending.publishes):
        return draft, []
    live = _stored(present)
    columns, _files = _take_over(row, live, work, identity, with_files=False)
    if not columns:
        return _stored(present), []
    _take_over(row, draft, work, identity, with_files=False)
    if _content(live) != _content(draft):
        sentence = "This version has a draft that somebody has not published yet: publish or discard it first."
        raise RowRefusedError([CellRefusedError("", sentence)])
    return present.latest_revision.as_object(), columns


def _stored(present: Any) -> Any:
    """What readers have, read anew, so that nothing of a row clings to it."""
    return type(present).objects.get(pk=present.pk)


def _content(page: Any) -> dict[str, Any]:
    """What a version says, without what is noted of its saving, and without its files."""
    data, noted = page.serializable_data(), {field.name for field in Page._meta.get_fields()}
    kept = {name: _without_keys(value) for name, value in data.items() if name not in noted | _NO_CONTENT}
    return {"title": page.title, **kept}


def _without_keys(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_keys(each) for each in value]
    if isinstance(value, dict):
        return {name: each for name, each in value.items() if name not in ("pk", "translation_key", "sort_order")}
    return value


def _take_over(
    row: Row, page: Any, work: Import, identity: Identity, *, with_files: bool = True
) -> tuple[list[str], Attachment]:
    """Lay the cells of a row over a page in memory; the columns that changed, and the files. Raises RowRefusedError."""
    changed, faults = [], []
    files = Attachment()
    for name, column in BY_NAME.items():
        cell = row.cells.get(name, "").strip()
        if not cell or (name in REQUIRED and name != "title"):
            continue
        try:
            if cell in _ERRORS:
                raise CellRefusedError(name, f"The cell shows the error {cell} of a workbook instead of a text.")
            if name == "file":
                files = _files(cell, page, work, identity) if with_files else files
            elif _put(page, name, cell, work):
                changed.append(column.name)
        except CellRefusedError as fault:
            faults.append(fault)
    if faults:
        raise RowRefusedError(faults)
    return [*changed, *(["file"] if files.changes else [])], files


def _put(page: Any, name: str, cell: str, work: Import) -> bool:
    """Take one cell over; whether it changed anything. Raises CellRefusedError."""
    column = BY_NAME[name]
    if not column.is_for(page.type_code):
        # What has no status is in force; a whole column may say so.
        if cell == EMPTIED or (name == "status" and cell.lower() == TextStatus.IN_FORCE):
            return False
        raise CellRefusedError(name, f"This column is for {', '.join(column.types)}; leave it empty here.")
    if cell != EMPTIED:
        return work.fields.put(page, name, meant(cell))
    if not column.can_be_emptied:
        raise CellRefusedError(name, "This column cannot be emptied: write a value, or leave the cell empty.")
    return work.fields.empty(page, name)


def _kept_relations(row: Row, page: Any) -> list[str]:
    """What is told of related publications that the row does not name and that stay."""
    cell = row.cells.get("related", "").strip()
    kept = unnamed(page.related or [], [value.upper() for value in split(meant(cell))]) if cell != EMPTIED else []
    if not cell or not kept:
        return []
    stay = f"{', '.join(kept)} {'stays' if len(kept) == 1 else 'stay'} among the related publications"
    return [
        f"{stay}, because a table for everybody cannot name what is not public; take out in the form what is wrong."
    ]


def _files(cell: str, page: Any, work: Import, identity: Identity) -> Attachment:
    found = attachment("" if cell == EMPTIED else meant(cell), page, identity.group, work.options.folder)
    told = [
        note
        for one in found.wanted
        if (note := told_of_others(one.named, page.reference, identity.group, work.carried))
    ]
    return replace(found, notes=(*found.notes, *told))


def _check(page: Any) -> None:
    """Ask the page itself whether it may stand like this. Raises RowRefusedError."""
    try:
        page.full_clean(exclude=_MADE_ON_SAVING)
    except ValidationError as error:
        found = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        faults = []
        for name, sentences in found.items():
            column = _COLUMN_OF.get(name, name)
            faults.append(CellRefusedError(column if column in BY_NAME else "", " ".join(sentences)))
        raise RowRefusedError(faults) from error
