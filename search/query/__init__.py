"""What somebody asks, read from an address into one frozen plan that knows no engine."""

from __future__ import annotations

from search.query.parse import plan_from, plan_of_text
from search.query.plan import Chunk, Expansion, Ignored, Plan, Selection, Sort, Tier, Units, Word

__all__ = [
    "Chunk",
    "Expansion",
    "Ignored",
    "Plan",
    "Selection",
    "Sort",
    "Tier",
    "Units",
    "Word",
    "plan_from",
    "plan_of_text",
]
