"""The tables that Wagtail's own lists and reports are saved as: no cell of them is a formula either.

Wagtail writes CSV as it finds it, and marks formulas in XLSX alone, in narrow letters alone. What is in them was
typed by editors and by visitors, and is opened by administrators.
"""

from __future__ import annotations

from typing import Any

from wagtail.admin.views.mixins import SpreadsheetExportMixin

from portal.exporting.formulas import harmless

_as_it_is = SpreadsheetExportMixin.preprocess_field_value


def connect() -> None:
    """Let every table of Wagtail's pass its texts through the one rule; at start, as often as one likes."""
    SpreadsheetExportMixin.preprocess_field_value = _preprocessed


def _preprocessed(view: Any, field: str, value: Any, export_format: str) -> Any:
    """What is written into a cell."""
    written = _as_it_is(view, field, value, export_format)
    return harmless(written) if isinstance(written, str) else written
