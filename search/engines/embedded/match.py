"""From what is asked to FTS5's query language.

Every token goes in between double quotes, and a token holds letters, marks and digits only: nothing that was typed is
ever read as an operator.
"""

from __future__ import annotations

from functools import lru_cache

from search.engines import asking, readings
from search.engines.expressions import AllOf, Expression, Phrase
from search.engines.kept import once_each
from search.engines.readings import MOST_WORDS
from search.query import Chunk, Plan, Tier


def written(expression: Expression) -> str:
    """An expression as FTS5 reads it; empty for nothing at all."""
    if type(expression) is AllOf:
        return " AND ".join([_written(one) for one in expression.of])
    return _written(expression)


@lru_cache(maxsize=8 * MOST_WORDS)
def _written(expression: Expression) -> str:
    if isinstance(expression, Phrase):
        columns, tokens, is_open = expression
        quoted = " ".join(tokens).replace('"', '""')
        return f'{{{" ".join(columns)}}} : "{quoted}"{" *" if is_open else ""}'
    between = " AND " if isinstance(expression, AllOf) else " OR "
    return f"({between.join([_written(one) for one in expression.of])})"


@once_each
def of_terms(terms: tuple[Chunk, ...]) -> tuple[str, ...]:
    """The other terms of a concept."""
    return tuple(map(written, readings.of_terms(terms)))


@once_each
def wanted(plan: Plan, tier: Tier, *, lean: bool = False, bare: bool = False) -> str:
    """The expression of a tier, see :func:`search.engines.asking.wanted`."""
    return written(asking.wanted(plan, tier, lean=lean, bare=bare))


@once_each
def parts(plan: Plan) -> tuple[str, ...]:
    """The expressions of which the loosest tier asks some."""
    return tuple(map(written, asking.parts(plan)))


@once_each
def near(plan: Plan) -> dict[str, str]:
    """By the expression of a part, that of what is near to its word."""
    return {written(part): written(near) for part, near in asking.near(plan).items()}


@once_each
def unwanted(plan: Plan) -> str:
    """The expression a text must not match."""
    return written(asking.unwanted(plan.unwanted))
