"""Pinned results on a page of results: before everything else, once, and asked of the same rule as every hit.

What a viewer may not read leaves no trace: it takes no place among the five, and changes neither count nor order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace

from portal import indexing
from portal.indexing import Hit
from portal.languages import BY_CODE
from portal.viewer import Viewer
from search.pins.fitting import fits
from search.pins.lookup import Choice, Version, choices_for
from search.pins.models import MOST_PAGES
from search.query import Plan, Sort
from search.results import Results, ShownHit

_ORDER = {code: place for place, code in enumerate(BY_CODE)}


@dataclass(frozen=True)
class _Pinned:
    hit: Hit
    family: frozenset[str]


def with_pinned(found: Results, viewer: Viewer) -> tuple[Results, tuple[ShownHit, ...]]:
    """The results without what is pinned, and what is pinned for this viewer by this question.

    On the first page in the usual order only; on later pages it does not stand once more. Where all that was found is
    on this page, the total counts what is pinned besides.
    """
    if found.plan.order is not Sort.RELEVANCE:
        return found, ()
    pinned = _pinned_for(found.plan, viewer)
    if not pinned:
        return found, ()
    if found.plan.page > 1:
        return _without(pinned, found), ()
    by_key = {_whole(hit): hit for hit in found.hits}
    itself = {key: hit for key, hit in by_key.items() if key == hit.key}
    families = frozenset().union(*(one.family for one in pinned))
    added = sum(1 for one in pinned if not one.family.intersection(by_key))
    rest = replace(
        found,
        hits=tuple(hit for hit in found.hits if _whole(hit) not in families),
        total=found.total + (added if found.pages == 1 else 0),
    )
    return rest, tuple(itself.get(one.hit.key) or _shown(one.hit) for one in pinned)


def _without(pinned: Iterable[_Pinned], found: Results) -> Results:
    """A later page without what stands on the first; as it was where nothing else stands on it."""
    families = frozenset().union(*(one.family for one in pinned))
    others = tuple(hit for hit in found.hits if _whole(hit) not in families)
    return replace(found, hits=others) if others else found


def _pinned_for(plan: Plan, viewer: Viewer) -> list[_Pinned]:
    choices = choices_for(plan)
    keys = [_key(version) for choice in choices for version in choice.versions]
    hits = indexing.hits_for(viewer, keys) if keys else {}
    return list(_readable(choices, hits, plan))[:MOST_PAGES]


def _readable(choices: list[Choice], hits: Mapping[str, Hit], plan: Plan) -> Iterator[_Pinned]:
    for choice in choices:
        readable = [version for version in choice.versions if _key(version) in hits]
        best = _best(choice, readable, plan)
        if best is not None and fits(hits[_key(best)], frozenset(one.language for one in readable), plan):
            yield _Pinned(hits[_key(best)], frozenset(map(_key, choice.versions)))


def _best(choice: Choice, readable: list[Version], plan: Plan) -> Version | None:
    """The version in the reader's language, else the one that was chosen, else English, else the first of the table."""
    wanted = plan.selection("language").wanted
    found = [version for version in readable if not wanted or version.language in wanted]

    def place(version: Version) -> tuple[bool, bool, bool, int]:
        language = version.language
        return language != plan.language, version.pk != choice.pk, language != "en", _ORDER.get(language, len(_ORDER))

    return min(found, key=place, default=None)


def _key(version: Version) -> str:
    return f"page:{version.pk}"


def _whole(hit: ShownHit) -> str:
    """The key of the text a hit is, or is a page of a file of."""
    return hit.page.whole if hit.page else hit.key


def _shown(hit: Hit) -> ShownHit:
    return ShownHit(**{each.name: getattr(hit, each.name) for each in fields(Hit)})
