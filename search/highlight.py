"""Passages: the part of a text that answers, with what was sought marked. The same for every engine.

A text is folded sign by sign, so that a place found in the folded text is the same place in the text. Marks cover whole
clusters, and everything is escaped: markup comes from here alone.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search.analysis.folding import fold_each
from search.clusters import borders
from search.query import Plan, Tier
from search.seeking import Seeker, Sought, Span

LONGEST_PASSAGE = 260
#: How much of a passage lies before the first thing found.
LEAD = 80
# Room around a passage in which a cluster or a word that is cut by its ends is found whole.
_ROOM = 40
_ELLIPSIS = "…"


def passage(text: str, plan: Plan, tier: Tier = Tier.PHRASES) -> SafeString:
    """A passage of the text around the first thing the plan looks for, marked and escaped; empty when none is there.

    ``text`` is normalised and in one line, as ``search.documents.shown_text`` keeps it.
    """
    sought = Sought(text, fold_each(text))
    others = [term for expansion in plan.expansions for term in expansion.terms]
    seekers = [Seeker(chunk, tier, sought) for chunk in (*plan.wanted, *others)]
    firsts = [first for first in (seeker.first() for seeker in seekers) if first]
    if not firsts:
        return mark_safe("")
    start, end = _window(text, min(firsts))
    spans = (span for seeker in seekers for span in seeker.within(start, end))
    marked = _marked(text[start:end], [(a - start, b - start) for a, b in spans])
    return mark_safe((_ELLIPSIS if start else "") + marked + (_ELLIPSIS if end < len(text) else ""))  # noqa: S308 - escaped above


def _window(text: str, first: Span) -> Span:
    """Where the passage around a place begins and ends: at clusters, and at spaces where those are near."""
    start = max(0, first[0] - LEAD)
    if start:
        low = max(0, start - _ROOM)
        near = text[low : first[0] + 1]
        cuts = [low + border for border in borders(near)]
        start = next((cut for cut in cuts if cut >= start), first[0])
        spaced = text.find(" ", start, first[0])
        if 0 <= spaced - start < _ROOM:
            start = spaced + 1
    end = min(len(text), start + LONGEST_PASSAGE)
    if end < len(text):
        near = text[start : end + _ROOM]
        cuts = [start + border for border in borders(near)]
        end = cuts[bisect_right(cuts, end) - 1]
        spaced = text.rfind(" ", max(first[1], end - _ROOM), end)
        end = spaced if spaced > start else end
    return start, end


def _marked(shown: str, spans: Iterable[Span]) -> str:
    """The passage, escaped, with every span widened to whole clusters and those that touch made one."""
    cuts = borders(shown)
    wide: list[Span] = []
    for start, end in sorted(spans):
        start = cuts[max(0, bisect_right(cuts, start) - 1)]
        end = cuts[min(len(cuts) - 1, bisect_left(cuts, end))]
        if wide and start <= wide[-1][1]:
            wide[-1] = (wide[-1][0], max(end, wide[-1][1]))
        else:
            wide.append((start, end))
    parts: list[str] = []
    done = 0
    for start, end in wide:
        parts += [escape(shown[done:start]), "<mark>", escape(shown[start:end]), "</mark>"]
        done = end
    return "".join([*parts, escape(shown[done:])])
