"""When two people ask the same: what is left of a question once spelling, marks, case and spaces are not looked at.

Words are joined without spaces, because in half of our languages nobody agrees where they stand, and where a
dictionary cuts must not matter either.
"""

from __future__ import annotations

from search.query.parse import plan_of_text
from search.query.plan import Plan

# What a question is does not depend on who reads: no filter and no order is part of it.
_ANY_READER = "en"


def question_of(plan: Plan) -> str:
    """The question of a plan; empty when it asks for no words, or leaves some out, which makes it another question."""
    if plan.unwanted:
        return ""
    return "".join(word.plain for word in plan.words)


def question_in(text: str) -> str:
    """The question somebody would ask by typing this text; empty when a field word among it makes it a filter too."""
    plan = plan_of_text(text, _ANY_READER)
    return "" if plan.has_filters or plan.ignored else question_of(plan)
