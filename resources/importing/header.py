"""The first line of a table: the names of its columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from resources.columns.refusals import TableRefusedError
from resources.columns.table import BY_NAME, COLUMNS, REQUIRED, name_of
from resources.columns.terms import nearest


def known(headings: Sequence[str]) -> int:
    """How many of the headings are names of columns."""
    return sum(name_of(heading) in BY_NAME for heading in headings)


def columns_of(headings: Sequence[str], file: str) -> tuple[str, ...]:
    """The columns that headings name; an empty heading names none. Raises TableRefusedError."""
    names = [name_of(heading) for heading in headings]
    if not known(headings):
        wanted = ", ".join(REQUIRED)
        raise TableRefusedError(
            f"“{file}” has no header row: its first row must name the columns, among them {wanted}."
        )
    unknown = [name for name in names if name and name not in BY_NAME]
    if unknown:
        raise TableRefusedError(
            f"“{file}” has unknown columns: {'; '.join(map(_with_nearest, unknown))}: rename them, or take them out."
        )
    twice = [name for name, times in Counter(names).items() if name and times > 1]
    if twice:
        raise TableRefusedError(f"“{file}” has a column more than once: {', '.join(twice)}.")
    missing = [name for name in REQUIRED if name not in names]
    if missing:
        raise TableRefusedError(f"“{file}” lacks required columns: {', '.join(missing)}.")
    return tuple(names)


def _with_nearest(name: str) -> str:
    near = nearest(name, [column.name for column in COLUMNS])
    return f"{name} (perhaps {near})" if near else name
