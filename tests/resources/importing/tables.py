"""Tables to import, made for tests."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path
from typing import Any

from resources.importing.files import Folder
from resources.importing.options import Options
from resources.importing.outcomes import Outcome
from resources.importing.running import outcomes, prepared
from resources.importing.tables import open_table

BASE = {"reference": "T-2031-001", "language": "en", "type": "tool", "title": "A tool", "marking": "CLEAR"}


def write(path: Path, *rows: dict[str, str], delimiter: str = ",") -> Path:
    """A CSV file of rows; what a row leaves open is as in ``BASE``."""
    columns = list(dict.fromkeys([*BASE, *(name for row in rows for name in row)]))
    out = StringIO()
    writer = csv.DictWriter(out, columns, delimiter=delimiter, restval="")
    writer.writeheader()
    writer.writerows(BASE | row for row in rows)
    path.write_text(out.getvalue(), encoding="utf-8")
    return path


def run(path: Path, files: Path | None = None, **options: Any) -> list[Outcome]:
    """Import a table; what became of each row."""
    table = open_table(path)
    return list(outcomes(table, prepared(table, Options(Folder(files), **options))))
