"""Which version of which publication a row is, under which label: the columns that every row must fill in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from portal import access
from portal.exporting.formulas import meant
from portal.languages import BY_CODE
from portal.marking import PAGE_LABELS, Label
from resources.columns.cells import tidy
from resources.columns.refusals import CellRefusedError
from resources.columns.table import EMPTIED, REQUIRED
from resources.columns.terms import nearest
from resources.importing.keys import label_meant, language_meant, reference_meant, type_meant
from resources.importing.outcomes import RowRefusedError
from resources.importing.survey import Said
from resources.importing.tables import Row
from resources.models import PublicationPage
from resources.types import TYPES


@dataclass(frozen=True)
class Identity:
    """What a row is: ``group`` is the translation group, new where there is no version yet; ``label`` the row's."""

    reference: str
    language: str
    type: str
    title: str
    label: Label
    group: UUID
    #: The version that is there, of its own type, and the label that holds now.
    present: Any
    present_label: Label | None


def models() -> dict[str, type[PublicationPage]]:
    """The types of publication by their code."""
    return {model.type_code: model for model in PublicationPage.__subclasses__()}


def identify(row: Row, said: Said) -> Identity:
    """What a row is, given what all rows of its reference say. Raises RowRefusedError."""
    if row.fault:
        raise RowRefusedError([CellRefusedError("", row.fault)])
    faults = [fault for fault in map(lambda name: _fault(name, row.cells.get(name, "")), REQUIRED) if fault]
    if faults:
        raise RowRefusedError(faults)
    cells = row.cells
    reference, language = reference_meant(cells["reference"]), language_meant(cells["language"])
    type_code, label = type_meant(cells["type"]), label_meant(cells["marking"])
    assert label is not None, "a cell without a label is a fault"
    first = said.places.get(language, row.place)
    if first != row.place:
        standing = f"{reference} in {BY_CODE[language].english_name} stands already in {first}"
        sentence = f"{standing}: take one of the two rows out."
        raise RowRefusedError([CellRefusedError("language", sentence)])
    family = PublicationPage.objects.filter(reference=reference).select_related("locale", "content_type")
    versions = list(family)
    present = next((version for version in versions if version.language == language), None)
    held = versions[0].content_type.model_class().type_code if versions else said.type
    if held != type_code:
        sentence = f"{reference} is of type {held}; all its languages are of one type, and it does not change."
        raise RowRefusedError([CellRefusedError("type", sentence)])
    present_label = access.marking_of(versions[0]) if versions else None
    _check_label(reference, label, said.label, present_label)
    return Identity(
        reference=reference,
        language=language,
        type=type_code,
        title=tidy(meant(cells["title"].strip())),
        label=label,
        group=versions[0].translation_key if versions else uuid4(),
        present=present.specific if present else None,
        present_label=present_label,
    )


def _fault(name: str, cell: str) -> CellRefusedError | None:
    """What is wrong with a required cell."""
    text = cell.strip()
    if not text or text == EMPTIED:
        return CellRefusedError(name, "This column must be filled in.")
    sentence = ""
    if name == "reference" and not reference_meant(text):
        sentence = f"“{text}” is no reference: write a capital, the year and three digits, such as G-2026-014."
    elif name == "language" and not language_meant(text):
        near = nearest(text, [each for one in BY_CODE.values() for each in (one.code, one.english_name)])
        code = next((one.code for one in BY_CODE.values() if near in (one.code, one.english_name)), "")
        hint = f" the nearest is {code}." if code else f" write one of {' '.join(BY_CODE)}."
        sentence = f"“{text}” is no language of the portal;{hint}"
    elif name == "type" and not type_meant(text):
        near = nearest(text, TYPES)
        hint = f"the nearest is {near}" if near else f"write one of {', '.join(TYPES)}"
        sentence = f"“{text}” is no type: {hint}."
    elif name == "marking" and label_meant(text) not in PAGE_LABELS:
        stricter = label_meant(text) is not None
        sentence = "Write CLEAR or GREEN" + ("; what is stricter does not belong on a page." if stricter else ".")
        sentence = f"“{text}” cannot be the label of a publication. {sentence}"
    return CellRefusedError(name, sentence) if sentence else None


def _check_label(reference: str, label: Label, said: Label | None, present: Label | None) -> None:
    """Refuse the laxer of labels that disagree. Raises RowRefusedError."""
    sentence = ""
    if present and label.is_laxer_than(present):
        sentence = f"{reference} is {present.written}; to lower a label takes two people, and no import."
    elif said and label.is_laxer_than(said):
        word = said.value
        sentence = f"Another row of {reference} says {word}; one label holds for all languages: write {word} here too."
    if sentence:
        raise RowRefusedError([CellRefusedError("marking", sentence)])
