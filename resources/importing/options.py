"""How an import is to be done, and what it carries from row to row."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from resources.columns.fields import Fields
from resources.importing.files import Folder
from resources.importing.survey import Survey


@dataclass(frozen=True)
class Options:
    """``by`` is who started it, None for whoever runs the portal; ``draft`` leaves everything unpublished."""

    folder: Folder
    by: Any = None
    draft: bool = False
    dry_run: bool = False


@dataclass(frozen=True)
class Import:
    """An import that is under way: its options, what the table says as a whole, and terms read once.

    ``carried`` are the references of the rows so far that bring a file, by the sum of the file.
    """

    options: Options
    survey: Survey
    fields: Fields = field(default_factory=Fields)
    carried: dict[str, set[str]] = field(default_factory=dict)
