"""The terms of concepts that stand in any text: of those in thirteen languages, most stand in none of a few texts.

Every tier looks for every phrase it asks for, and once more to rank what it finds. Whether a phrase is anywhere at all
is asked once.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import replace

from search.engines.embedded import match
from search.engines.embedded.narrowing import Sql
from search.engines.embedded.rows import rows
from search.engines.embedded.tables import words_table
from search.query import Expansion, Plan


def with_present_terms(plan: Plan, partitions: Sequence[str]) -> Plan:
    """The plan without the terms that no text of these partitions holds: it finds the same, and ranks it the same."""
    if not plan.expansions:
        return plan
    asked = {expression for one in plan.expansions for expression in match.of_terms(one.terms)}
    anywhere = " OR ".join(f"EXISTS (SELECT 1 FROM {t} WHERE {t} MATCH j.value)" for t in map(words_table, partitions))
    told = rows(Sql(f"SELECT j.value FROM json_each(%s) j WHERE {anywhere}", [json.dumps([*asked])]))
    present = {expression for (expression,) in told}
    return replace(plan, expansions=tuple(_with_present(one, present) for one in plan.expansions))


def _with_present(expansion: Expansion, present: Collection[str]) -> Expansion:
    each = zip(expansion.terms, match.of_terms(expansion.terms), strict=True)
    terms = tuple(term for term, expression in each if expression in present)
    # One stays: where all words of a name are stop-words, there would be nothing left to look for.
    return replace(expansion, terms=terms or expansion.terms[:1])
