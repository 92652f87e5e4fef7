"""Results as a viewer may see them: the one way from a plan to what a page, a command or an export shows.

The engine narrows; one database query of each owner then re-authorises every hit. What the database does not confirm
is neither shown nor counted. Where the site's engine does not answer, another does, and the results say so.
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
from search.analysis.normalise import normalise
from search.asking import Asked, ask, is_late, together
from search.concepts import expanded
from search.engines.base import Engine, Found, FoundText
from search.highlight import passage, stands_in
from search.partitions import partitions_for
from search.query import Plan, Tier
from search.query.filters import VERSION_IN

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class ShownHit(Hit):
    """A hit with the tier that found it and the passage that answers, marked and escaped.

    The passage is empty when the words are in the title only. ``in_file`` is the page of a file it carries where the
    words stand as well. ``version`` is the version that was found, where the reader is shown the one in their own
    language in its place; ``version_snippet`` answers from it where the one that is shown does not.
    """

    snippet: SafeString = field(default_factory=lambda: mark_safe(""))
    tier: Tier = Tier.PHRASES
    in_file: Hit | None = None
    version: Hit | None = None
    version_snippet: SafeString = field(default_factory=lambda: mark_safe(""))


@dataclass(frozen=True, kw_only=True)
class Results:
    """One page of what was found. ``plan`` carries the page really shown; ``total`` and ``facets`` count families.

    Of very many, not all is told; see :class:`search.engines.base.Found`. ``is_fallback`` says that another engine than
    the site's answered, ``is_brief`` that it knows titles, summaries and reference numbers only.
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
    is_fallback: bool = False
    is_brief: bool = False

    @property
    def pages(self) -> int:
        """How many pages there are; at least one."""
        return max(1, -(-(self.reach or self.total) // self.plan.page_size))


def find(plan: Plan, viewer: Viewer, engine: Engine | None = None, *, within: frozenset[str] | None = None) -> Results:
    """What this viewer finds by this plan, now; from this engine, or from the site's.

    ``within`` narrows it to some partitions; those that the viewer may not read are left out all the same.
    """
    began = time.perf_counter()
    plan = expanded(plan)
    partitions = partitions_for(viewer) if within is None else partitions_for(viewer) & within
    with together():
        found, asked = ask(lambda engine: engine.search(plan, partitions), plan, engine)
        hits = _confirmed(found, plan, viewer, asked, partitions)
    dropped = len(found.hits) - len(hits)
    if dropped:
        logger.warning("The index held %d texts that the database does not show to this viewer.", dropped)
    return Results(
        plan=replace(plan, page=found.page),
        engine=asked.engine.name,
        hits=hits,
        total=max(found.total - dropped, len(hits)),
        facets=found.facets,
        tier=found.tier,
        took_ms=round((time.perf_counter() - began) * 1000, 1),
        reach=max(found.reach - dropped, len(hits)),
        is_floor=found.is_floor,
        sample=found.sample,
        is_ranked=found.is_ranked,
        is_fallback=asked.is_fallback,
        is_brief=asked.engine.is_brief,
    )


def _confirmed(
    found: Found, plan: Plan, viewer: Viewer, asked: Asked, partitions: frozenset[str]
) -> tuple[ShownHit, ...]:
    own = _own_versions(found, plan, asked, partitions)
    keys = [key for text in found.hits for key in (text.key, text.page) if key]
    allowed = indexing.hits_for(viewer, [*keys, *(key for key, _text in own.values())])
    shown = []
    for text in found.hits:
        if text.key in allowed:
            key, own_text = own.get(text.family, ("", ""))
            instead = allowed.get(key)
            in_file = allowed.get(text.page)
            if instead and not (plan.unwanted and stands_in(f"{normalise(instead.title)} {own_text}", plan.unwanted)):
                shown.append(_in_own_language(instead, own_text, allowed[text.key], text, plan, in_file))
            else:
                snippet = passage(text.text, plan, text.tier)
                shown.append(_shown(allowed[text.key], snippet=snippet, tier=text.tier, in_file=in_file))
    return tuple(shown)


def _own_versions(found: Found, plan: Plan, asked: Asked, partitions: frozenset[str]) -> Mapping[str, tuple[str, str]]:
    """Key and text of the version in the reader's language, by family, for what was found in another language.

    Nothing where the reader asked for a language, nothing in place of a page of a file, and nothing where there is no
    time left to ask the engine that answered.
    """
    if plan.selection("language") or plan.selection(VERSION_IN).wanted:
        return {}
    families = [text.family for text in found.hits if text.language != plan.language and not indexing.is_part(text.key)]
    if not families or (is_late() and not asked.engine.is_transactional):
        return {}
    return ask(lambda engine: engine.versions(families, plan.language, partitions), plan, asked.engine)[0]


def _in_own_language(
    hit: Hit, own_text: str, version: Hit, text: FoundText, plan: Plan, in_file: Hit | None
) -> ShownHit:
    """The version in the reader's language with its own passage, or else with that of the version that was found."""
    snippet = passage(own_text, plan, text.tier)
    answer = mark_safe("")
    if not snippet:
        answer = passage(text.text, plan, text.tier)
    if not snippet and not answer and not passage(normalise(hit.title), plan, text.tier):
        answer = passage(normalise(version.title), plan, text.tier)
    return _shown(hit, snippet=snippet, tier=text.tier, in_file=in_file, version=version, version_snippet=answer)


def _shown(hit: Hit, **told: Any) -> ShownHit:
    return ShownHit(**{each.name: getattr(hit, each.name) for each in fields(Hit)}, **told)
