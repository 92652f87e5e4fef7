"""Which questions are left alone altogether, because they may be about somebody."""

from __future__ import annotations

import re

from search.analysis.normalise import normalise
from search.query import Plan
from search.unanswered.limits import LONGEST_TEXT, MOST_DIGITS

# What people put between the digits of a number: 081-234 5678, (02) 123.4567, 12/345678.
_BETWEEN = r"[\s().,/\-\u2010-\u2015\u2212]*"
_NUMBER = re.compile(rf"(?:\d{_BETWEEN}){{{MOST_DIGITS + 1},}}")
_ADDRESS = re.compile("[@\uff20\ufe6b]")


def text_of(plan: Plan) -> str:
    """The question as it would be shown to staff: its words as normalised, in small letters, one space between."""
    return " ".join(" ".join(chunk.typed for chunk in plan.wanted).casefold().split())


def may_be_counted(plan: Plan) -> bool:
    """Whether a question may be counted at all: short, without an e-mail address and without a long number."""
    typed = normalise(plan.text)
    shown = text_of(plan)
    if plan.shortened or not shown or max(len(typed), len(shown)) > LONGEST_TEXT:
        return False
    return not any(pattern.search(text) for pattern in (_ADDRESS, _NUMBER) for text in (typed, shown))
