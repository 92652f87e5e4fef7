"""Tiers: which of them a question needs, how many families are enough, and what the loosest asks of a text."""

from __future__ import annotations

from search.engines import asking
from search.query import Plan, Tier

#: With so many families nobody needs looser readings of the question.
ENOUGH = 10
#: A part is weighty that is worth so much of what the best row is worth.
WEIGHTY = 0.3
#: What is near to a word is worth so much of what its words are worth by themselves, and asked for where it is in no
#: more texts than this. A word that is there itself is counted by its form and by its stem.
NEARLY, MOST_NEAR = 1.5, 2_000
#: A query of more words than this was not broken off in the middle of one.
MOST_BEGUN = 4


def tiers(plan: Plan) -> list[Tier]:
    """The tiers that may find what those before them do not."""
    if not plan.wanted:
        return [Tier.PHRASES]
    telling = sum(not word.stop for word in plan.words)
    return [
        tier
        for tier in Tier
        if not (tier is Tier.PARTS and not asking.has_parts(plan))
        and not (tier is Tier.PREFIXES and telling > MOST_BEGUN)
    ]


def families_enough(plan: Plan) -> int:
    """With how many families no looser tier is asked."""
    return 1 if is_number(plan) else ENOUGH


def is_number(plan: Plan) -> bool:
    """Whether nothing but the number of a document is asked for, as ``G-2024-03``: whoever types it wants that one."""
    if len(plan.wanted) != 1:
        return False
    (chunk,) = plan.wanted
    return len(chunk.words) > 1 and chunk.joined is not None and any(word.plain.isdecimal() for word in chunk.words)


def most_holding(texts: int, most: int) -> int:
    """By how many of so many texts, pages of files counted in, a part may be held; of more than half it tells nothing.

    Never asked for is what more than ``most`` hold, always what :data:`MOST_NEAR` do.
    """
    return min(most, max(MOST_NEAR, texts // 2))


def enough_parts(number: int) -> int:
    """How many of so many parts a text must hold: half of them."""
    return max(1, -(-number // 2))
