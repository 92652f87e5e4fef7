"""From a plan's filters to conditions on the document row ``d``: any of a facet, all facets, none of the unwanted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import connection

from portal.partitions import label_of
from search.query import Plan, Selection
from search.query.filters import MARKING, VERSION_IN

#: What may be bound to a placeholder.
Bound = str | int | date


@dataclass(frozen=True)
class Sql:
    """A piece of SQL with its parameters."""

    text: str
    parameters: list[Bound] = field(default_factory=list)


def placeholders(values: Sequence[object]) -> str:
    """As many placeholders as there are values."""
    return ", ".join(["%s"] * len(values))


def joined(pieces: Sequence[Sql], between: str) -> Sql:
    """Pieces joined into one."""
    return Sql(between.join(piece.text for piece in pieces), [value for piece in pieces for value in piece.parameters])


def _now() -> str:
    """This moment as the database writes it."""
    return str(datetime.now(connection.timezone).replace(tzinfo=None))


def current() -> Sql:
    """The condition of what has not expired: that is not counted either, also while nobody has taken it out yet."""
    return Sql("(d.expires IS NULL OR d.expires > %s)", [_now()])


def _has_code(facet: str, codes: tuple[str, ...]) -> Sql:
    if facet == "language":
        return Sql(f"d.language IN ({placeholders(codes)})", [*codes])
    # The row is read anyway, and its codes stand in it a line each; a table of codes takes longer to ask.
    lines = [Sql("instr(d.codes, %s)", [f"{facet}={code}\n"]) for code in codes]
    either = joined(lines, " OR ")
    return Sql(f"({either.text})", either.parameters)


def _has_version(codes: tuple[str, ...], partitions: Sequence[str]) -> Sql:
    # The plus keeps SQLite from looking through the whole partition, which it takes to be few rows, for each family.
    return Sql(
        "EXISTS (SELECT 1 FROM search_indexedtext v WHERE v.family = d.family"
        f" AND v.language IN ({placeholders(codes)}) AND +v.partition IN ({placeholders(partitions)})"
        " AND (v.expires IS NULL OR v.expires > %s))",
        [*codes, *partitions, _now()],
    )


def _is_marked(codes: tuple[str, ...], partitions: Sequence[str]) -> Sql:
    # Narrows what may be read anyway: the partitions of the viewer are a condition of their own.
    marked = [partition for partition in partitions if label_of(partition).value in codes]
    return Sql(f"d.partition IN ({placeholders(marked)})", [*marked])


def _selected(selection: Selection, partitions: Sequence[str]) -> list[Sql]:
    def has(codes: tuple[str, ...]) -> Sql:
        if selection.facet == VERSION_IN:
            return _has_version(codes, partitions)
        return _is_marked(codes, partitions) if selection.facet == MARKING else _has_code(selection.facet, codes)

    found = [has(selection.wanted)] if selection.wanted else []
    if selection.unwanted:
        without = has(selection.unwanted)
        found.append(Sql(f"NOT {without.text}", without.parameters))
    return found


def chosen(plan: Plan, partitions: Sequence[str]) -> dict[str, Sql]:
    """By facet of which something is chosen, the condition of it; what takes longest to ask stands last."""
    each = ((selection.facet, _selected(selection, partitions)) for selection in plan.selections)
    found = {facet: joined(conditions, " AND ") for facet, conditions in each if conditions}
    return dict(sorted(found.items(), key=lambda one: one[0] == VERSION_IN))


def passing(facets: Mapping[str, Sql], value: Sql) -> Sql:
    """The value for a row that passes every condition; for one that does not, the first facet that it misses.

    In one expression, so that no condition is looked at twice.
    """
    for facet, condition in reversed(list(facets.items())):
        value = Sql(
            f"CASE WHEN {condition.text} THEN {value.text} ELSE %s END",
            [*condition.parameters, *value.parameters, facet],
        )
    return value


def missing_one(facets: Mapping[str, Sql]) -> Sql:
    """The condition of a row that misses one of these, or none."""
    each = [Sql(f"({one.text})", one.parameters) for one in facets.values()]
    if len(each) == 2:
        return Sql(f"({joined(each, ' OR ').text})", joined(each, "").parameters)
    number = joined(each, " + ")
    return Sql(f"({number.text}) >= {len(each) - 1}", number.parameters)


def readable(plan: Plan, partitions: Sequence[str]) -> Sql:
    """The conditions that are no facets: what the reader may read, has not expired, and is of the days asked for."""
    conditions = [Sql(f"d.partition IN ({placeholders(partitions)})", [*partitions]), current()]
    bounds = (
        ("d.issued >= %s", plan.from_year and date(plan.from_year, 1, 1)),
        ("d.issued <= %s", plan.to_year and date(plan.to_year, 12, 31)),
        ("d.posted >= %s", plan.posted_from),
        ("d.posted <= %s", plan.posted_to),
    )
    conditions += [Sql(text, [bound]) for text, bound in bounds if bound]
    if not plan.wanted:
        # A list of everything is one of texts: pages of their files are found by words. The plus keeps SQLite from
        # walking along the row numbers.
        conditions.append(Sql("+d.id > 0"))
    return joined(conditions, " AND ")


def narrowing(plan: Plan, partitions: Sequence[str]) -> Sql:
    """Every condition of a plan, as one that may stand after WHERE."""
    return joined([readable(plan, partitions), *chosen(plan, partitions).values()], " AND ")
