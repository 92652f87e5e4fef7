"""A publication as a row: every column that an export writes."""

from __future__ import annotations

from typing import Any

from portal.exporting.formulas import harmless
from resources.columns.fields import Fields
from resources.columns.table import BY_NAME, EXPORTED


def row_of(page: Any, label: str, fields: Fields) -> dict[str, str]:
    """The cells of a version of a publication by column, without any mark against formulas.

    ``label`` is the marking of its translation group. Columns that its type does not have are empty.
    """
    fixed = {
        "reference": page.reference,
        "language": page.language,
        "type": page.type_code,
        "marking": label,
    }
    return {
        name: fixed[name]
        if name in fixed
        else fields.cell_of(page, name)
        if BY_NAME[name].is_for(page.type_code)
        else ""
        for name in EXPORTED
    }


def harmless_row(row: dict[str, str]) -> list[str]:
    """The cells in the order of the columns, safe to be opened by any program."""
    return [harmless(row[name]) for name in EXPORTED]
