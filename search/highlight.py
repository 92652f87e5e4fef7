"""Passages: the part of a text that answers, with what was sought marked. The same for every engine.

A text is folded sign by sign, so that a place found in the folded text is the same place in the text. Marks cover whole
clusters, and everything is escaped: markup comes from here alone.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search.analysis.folding import fold_each
from search.clusters import borders
from search.query import Chunk, Plan, Tier
from search.seeking import Seeker, Sought, Span

LONGEST_PASSAGE = 260
#: How much of a passage lies before the first thing found.
LEAD = 80
#: So many places of each thing sought are looked at for the best passage.
MOST_PLACES = 30
# Room around a passage in which a cluster or a word that is cut by its ends is found whole.
_ROOM = 40
_ELLIPSIS = "…"
# Behind these a passage ends by itself; these it does not end with.
_FULL_STOPS = ".!?…。！？។။"
_HALF_STOPS = ",;:、，；：၊"


def passage(text: str, plan: Plan, tier: Tier = Tier.PHRASES) -> SafeString:
    """A passage of the text where most of what the plan looks for stands together, marked and escaped.

    Empty when nothing of it is there. ``text`` is normalised and in one line, as ``search.documents.shown_text`` keeps
    it.
    """
    sought = Sought(text, fold_each(text))
    typed, others = seekers_of(plan, tier, sought)
    seekers = [seeker for seeker in (*typed, *others) if seeker]
    places = [(span, number) for number, seeker in enumerate(seekers) for span in seeker.some(MOST_PLACES)]
    best = _best(sorted(places), sought)
    if best is None:
        return mark_safe("")
    start, end = _window(text, best)
    spans = (span for seeker in seekers for span in seeker.within(start, end))
    marked = marked_up(text[start:end], [(a - start, b - start) for a, b in spans])
    goes_on = end < len(text) and text[end - 1] not in _FULL_STOPS
    return mark_safe((_ELLIPSIS if start else "") + marked + (_ELLIPSIS if goes_on else ""))  # noqa: S308 - escaped above


def seekers_of(plan: Plan, tier: Tier, sought: Sought) -> tuple[list[Seeker], list[Seeker]]:
    """What looks for the words as they were typed, and what looks for whatever else stands for them."""
    # Words that say nothing are not marked, unless nothing else was asked for.
    telling = [chunk for chunk in plan.wanted if chunk.quoted or not all(word.stop for word in chunk.words)]
    typed = [Seeker(chunk, tier, sought) for chunk in telling or plan.wanted]
    terms = [Seeker(term, tier, sought, term=True) for each in plan.expansions for term in each.terms]
    # Where some of the words were enough, so was what is near to them.
    loose = () if plan.as_typed or tier is not Tier.PARTS else plan.words
    near = [Seeker(chunk, tier, sought, term=True) for word in loose for chunk in word.near]
    return typed, [*terms, *near]


def stands_in(text: str, chunks: Iterable[Chunk]) -> bool:
    """Whether any of these chunks stands in a text as it was typed. The text is as :func:`passage` wants it."""
    sought = Sought(text, fold_each(text))
    return any(Seeker(chunk, Tier.PHRASES, sought) for chunk in chunks)


def _best(places: Sequence[tuple[Span, int]], sought: Sought) -> Span | None:
    """The place from which on the most different things stand within one passage; the first of several such places."""
    best, most = None, 0
    things = [(number, sought.folded[slice(*span)]) for span, number in places]
    for here, ((start, _end), _number) in enumerate(places):
        reach = start + LONGEST_PASSAGE - LEAD
        last = bisect_right(places, ((reach, reach), 0))
        different = len(set(things[here:last]))
        if different > most:
            best, most = places[here][0], different
    return best


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
        end = max(min(first[1], end), start + len(text[start:end].rstrip(_HALF_STOPS)))
    return start, end


def marked_up(shown: str, spans: Iterable[Span]) -> str:
    """A text, escaped, with every span widened to whole clusters and those that touch made one."""
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
