"""Results as a viewer may see them: the one way from a plan to what a page, a command or an export shows.

The engine narrows; one database query of each owner then re-authorises every hit. What the database does not confirm
is neither shown nor counted.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from portal import indexing
from portal.indexing import Hit
from portal.viewer import Viewer
from search.concepts import expanded
from search.engines import engine_named
from search.engines.base import Engine, Found
from search.highlight import passage
from search.partitions import partitions_for
from search.query import Plan, Tier

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class ShownHit(Hit):
    """A hit with the tier that found it and the passage that answers, marked and escaped.

    The passage is empty when the words are in the title only. ``in_file`` is the page of a file it carries where the
    words stand as well.
    """

    snippet: SafeString = field(default_factory=lambda: mark_safe(""))
    tier: Tier = Tier.PHRASES
    in_file: Hit | None = None


@dataclass(frozen=True, kw_only=True)
class Results:
    """One page of what was found. ``plan`` carries the page really shown; ``total`` and ``facets`` count families.

    Of very many, not all is told; see :class:`search.engines.base.Found`.
    """

    plan: Plan
    engine: str
    hits: tuple[ShownHit, ...]
    total: int
    facets: Mapping[str, Mapping[str, int]]
    tier: Tier
    took_ms: float
    reach: int = 0
    is_floor: bool = False
    sample: int = 0
    is_ranked: bool = True

    @property
    def pages(self) -> int:
        """How many pages there are; at least one."""
        return max(1, -(-(self.reach or self.total) // self.plan.page_size))


def find(plan: Plan, viewer: Viewer, engine: Engine | None = None) -> Results:
    """What this viewer finds by this plan, now."""
    began = time.perf_counter()
    engine = engine or engine_named()
    plan = expanded(plan)
    found = engine.search(plan, partitions_for(viewer))
    hits = _confirmed(found, plan, viewer)
    dropped = len(found.hits) - len(hits)
    if dropped:
        logger.warning("The index held %d texts that the database does not show to this viewer.", dropped)
    return Results(
        plan=replace(plan, page=found.page),
        engine=engine.name,
        hits=hits,
        total=max(found.total - dropped, len(hits)),
        facets=found.facets,
        tier=found.tier,
        took_ms=round((time.perf_counter() - began) * 1000, 1),
        reach=max(found.reach - dropped, len(hits)),
        is_floor=found.is_floor,
        sample=found.sample,
        is_ranked=found.is_ranked,
    )


def _confirmed(found: Found, plan: Plan, viewer: Viewer) -> tuple[ShownHit, ...]:
    keys = [key for text in found.hits for key in (text.key, text.page) if key]
    allowed = indexing.hits_for(viewer, keys)
    return tuple(
        _shown(
            allowed[text.key],
            snippet=passage(text.text, plan, text.tier),
            tier=text.tier,
            in_file=allowed.get(text.page),
        )
        for text in found.hits
        if text.key in allowed
    )


def _shown(hit: Hit, **told: Any) -> ShownHit:
    return ShownHit(**{each.name: getattr(hit, each.name) for each in fields(Hit)}, **told)
