"""Which codes of a facet the texts carry that a reader may read.

Every row is looked at, whichever code is asked about: an answer must not take longer because a code stands in closed
texts alone. Of the codes of a row only the end is taken, from the facet on: few ends differ.
"""

from __future__ import annotations

from collections.abc import Sequence

from search.engines.embedded.narrowing import Sql, current, placeholders
from search.engines.embedded.rows import rows


def codes_in(facet: str, partitions: Sequence[str]) -> frozenset[str]:
    """The codes of a facet that stand in unexpired texts of these partitions; none for no partition."""
    if not partitions:
        return frozenset()
    begin, now = f"{facet}=", current()
    # Pages of files have the codes of the text that carries them. The plus keeps SQLite from walking along their rows.
    statement = Sql(
        "SELECT DISTINCT substr(d.codes, instr(d.codes, %s)) FROM search_indexedtext d"
        f" WHERE d.partition IN ({placeholders(partitions)}) AND {now.text} AND +d.id > 0 AND instr(d.codes, %s) > 0",
        [begin, *partitions, *now.parameters, begin],
    )
    lines = (line for (codes,) in rows(statement) for line in codes.split("\n"))
    return frozenset(line.removeprefix(begin) for line in lines if line.startswith(begin))
