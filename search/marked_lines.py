"""What was sought, marked in a text that is read in full: that of a file, as it was extracted.

Found is what a passage of the same text would mark, in the strictest reading that finds all of it. The text is shown as
it is, though it is searched in the spelling of the index: what is found there is marked in whole clusters here.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search.analysis.folding import fold_each
from search.analysis.normalise import normalise
from search.clusters import clusters
from search.concepts import expanded
from search.highlight import marked_up, seekers_of
from search.query import Plan, Tier, plan_of_text
from search.seeking import Seeker, Sought, Span

_cluster = lru_cache(maxsize=20_000)(normalise)


@dataclass(frozen=True)
class _Line:
    """A line as it is shown."""

    text: str

    @cached_property
    def sought(self) -> str:
        """The line in the spelling of the index; nothing where its clusters cannot be told apart in it (Zawgyi)."""
        whole = normalise(self.text)
        return whole if whole == self.text or whole == "".join(map(_cluster, self._clusters)) else ""

    @cached_property
    def _clusters(self) -> list[str]:
        return clusters(self.text)

    def shown(self, spans: Sequence[Span]) -> SafeString:
        """The line, escaped, with what stands at these places of :attr:`sought` marked."""
        if not spans:
            return escape(self.text)
        if self.sought != self.text:
            ends = list(accumulate(len(_cluster(piece)) for piece in self._clusters))
            borders = [0, *accumulate(map(len, self._clusters))]
            spans = [(borders[bisect_right(ends, a)], borders[bisect_right(ends, b - 1) + 1]) for a, b in spans]
        return mark_safe(marked_up(self.text, spans))  # noqa: S308 - escaped there


def marked_lines(lines: Sequence[str], question: str, language: str) -> list[SafeString] | None:
    """The lines of a text, escaped, with what somebody sought marked; None where nothing of it is there."""
    plan = plan_of_text(question, language)
    if not plan.wanted:
        return None
    known = [_Line(line) for line in lines]
    # One text, so that a phrase is found that goes on in the next line.
    text = "\n".join(line.sought for line in known)
    seekers = _strictest(expanded(plan), Sought(text, fold_each(text)))
    spans = sorted({span for seeker in seekers for span in seeker.within(0, len(text))})
    if not spans:
        return None
    starts = [0, *accumulate(len(line.sought) + 1 for line in known)]
    return [
        line.shown(_within(spans, start, start + len(line.sought))) for line, start in zip(known, starts, strict=False)
    ]


def _strictest(plan: Plan, sought: Sought) -> list[Seeker]:
    """What finds something, in the first reading in which every word that says something is found; else in the last."""
    found: list[Seeker] = []
    for tier in Tier:
        typed, others = seekers_of(plan, tier, sought)
        found = [seeker for seeker in (*typed, *others) if seeker]
        if all(typed):
            break
    return found


def _within(spans: Sequence[Span], start: int, end: int) -> list[Span]:
    """The parts of spans that lie between two places, counted from the first."""
    cut = ((max(a, start) - start, min(b, end) - start) for a, b in spans if a < end and b > start)
    return [(a, b) for a, b in cut if a < b]
